"""docs/problem-codes.md says of every code what the program says."""

import re
from pathlib import Path

import pytest

from jiangzhi.cli.problem_codes import declared_problems, problem_codes_page

PAGE = Path(__file__).parent.parent.parent / "docs" / "problem-codes.md"


def test_page_is_what_the_program_would_write(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--reset-golden"):
        PAGE.write_text(problem_codes_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == problem_codes_page(), (
        "run make codes, or this test with --reset-golden"
    )


def test_every_code_has_one_line() -> None:
    lines = re.findall(r"^\| ([A-Z]\d{3}) \|", problem_codes_page(), re.MULTILINE)
    assert len(lines) > 150
    assert lines == sorted({problem.code for _, problem in declared_problems()})
