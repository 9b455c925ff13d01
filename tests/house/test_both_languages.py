"""Every problem says the same in Chinese and in English, and its English is English."""

import re
import string

import pytest

from jiangzhi.cli.problem_codes import declared_problems
from jiangzhi.diagnostic import Problem

PROBLEMS = [problem for _, problem in declared_problems()]
QUOTED = re.compile("“[^“”]*”")
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def filled_in(template: str) -> set[str]:
    """The arguments of a template; ``x_en`` is the English of ``x``."""
    fields = (field for _, field, _, _ in string.Formatter().parse(template) if field is not None)
    return {field.removesuffix("_en") for field in fields}


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_both_languages_fill_in_the_same(problem: Problem) -> None:
    assert filled_in(problem.zh) == filled_in(problem.en)
    assert filled_in(problem.help_zh) == filled_in(problem.help_en)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_english_quotes_the_chinese_to_write(problem: Problem) -> None:
    for text in (problem.en, problem.help_en):
        assert not CHINESE.search(QUOTED.sub("", text)), text
