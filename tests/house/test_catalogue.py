"""The catalogue of problems: codes that mean one thing each, and a bad file for every one."""

import re
import string
from pathlib import Path

import pytest

from jiangzhi.cli.problem_codes import declared_problems
from jiangzhi.diagnostic import Problem, Severity

BAD = Path(__file__).parent.parent / "bad"
#: What no file can cause, with the test that causes it instead.
WITHOUT_FILE = {
    "U150": "tests/publish/notices/test_notices.py",
    "U151": "tests/publish/notices/test_notices.py",
    "B110": "tests/batch/test_shelf.py",
    "B114": "tests/batch/test_execute.py",
    "B115": "tests/batch/test_execute.py",
    "B117": "tests/batch/test_faults.py",
    "B112": "tests/batch/test_ledger.py",
    **{f"B12{at}": "tests/batch/test_ledger.py" for at in range(7)},
    "C102": "tests/cli/test_main.py",
    "C103": "tests/cli/test_main.py",
    "C105": "tests/cli/test_main.py",
    "C106": "tests/publish/test_place.py",
    "C107": "tests/publish/test_place.py",
    "C108": "tests/publish/test_place.py",
    "C109": "tests/cli/test_faults.py",
    "E101": "tests/evaluate/agreement/test_whole.py",
    "E104": "tests/evaluate/columns/test_allocations.py",
    "D112": "tests/document/test_read.py",
    "E105": "tests/evaluate/firing/test_c_library.py",
    "L201": "tests/plan/test_grid.py",
    **{f"E13{at}": "tests/evaluate/stream/test_refused.py" for at in range(9)},
    "W213": "tests/facts/table/test_columns_apart.py",
    "U112": "tests/audit/test_verify.py",
    "U113": "tests/audit/test_verify.py",
    "U114": "tests/audit/test_outputs.py",
    "U115": "tests/audit/test_outputs.py",
    "U116": "tests/audit/test_files.py",
    "U117": "tests/audit/test_files.py",
    "U119": "tests/audit/test_verify.py",
    "U120": "tests/audit/test_originals.py",
    "U122": "tests/audit/test_outputs.py",
    "U123": "tests/audit/test_outputs.py",
    "U124": "tests/audit/test_originals.py",
    "U125": "tests/audit/test_verify.py",
    "U126": "tests/audit/test_last_year.py",
    "U128": "tests/audit/test_last_year.py",
    "U130": "tests/audit/test_other_readers.py",
    "V102": "tests/prove/test_prove.py",
    "U131": "tests/record/sign_offs/test_sign.py",
    "U132": "tests/record/sign_offs/test_sign.py",
    "U133": "tests/record/sign_offs/test_sign.py",
    "U140": "tests/record/sign_offs/test_sign.py",
    "U141": "tests/record/sign_offs/test_sign.py",
    "U142": "tests/record/sign_offs/test_sign.py",
    "U143": "tests/record/sign_offs/test_sign.py",
    "U144": "tests/record/sign_offs/test_sign.py",
    "U145": "tests/record/sign_offs/test_sign.py",
    "U146": "tests/record/sign_offs/test_sign.py",
    "U147": "tests/record/sign_offs/test_sign.py",
    "U148": "tests/record/sign_offs/test_sign.py",
    "U206": "tests/record/sign_offs/test_sign.py",
    "U202": "tests/audit/test_outputs.py",
    "U203": "tests/audit/test_outputs.py",
}
#: A code keeps its letter when the stage that reports it is divided.
STAGES_OF = {
    "D": {"document"}, "F": {"formula"}, "P": {"policy"}, "L": {"plan"}, "W": {"facts"},
    "E": {"evaluate"}, "X": {"record", "explain"}, "V": {"prove"},
    "U": {"record", "publish", "audit"}, "C": {"cli", "publish"}, "B": {"batch"},
}  # fmt: skip


PROBLEMS = declared_problems()
codes = [problem.code for _, problem in PROBLEMS]


def test_no_code_is_used_twice() -> None:
    assert len(codes) > 50
    assert sorted(codes) == sorted(set(codes))


def test_codes_name_their_stages() -> None:
    for module, problem in PROBLEMS:
        assert re.fullmatch(r"[A-Z]\d{3}", problem.code)
        assert module.split(".")[1] in STAGES_OF[problem.code[0]], problem.code


@pytest.mark.parametrize("problem", [problem for _, problem in PROBLEMS], ids=codes)
def test_words_and_remedy_in_both_languages(problem: Problem) -> None:
    texts = (problem.zh, problem.en, problem.help_zh, problem.help_en)
    if problem.severity is Severity.ERROR:
        assert all(texts)
    names = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    diagnostic = problem.at(None, **dict.fromkeys(names, "x"))
    for language in ("zh", "en"):
        assert "{" not in diagnostic.message(language) + diagnostic.help(language)


@pytest.mark.parametrize("code", codes)
def test_a_bad_file_produces_it(code: str) -> None:
    if code in WITHOUT_FILE:
        assert code in (BAD.parent.parent / WITHOUT_FILE[code]).read_text(encoding="utf-8")
    else:
        assert list(BAD.glob(f"{code}-*")), f"no tests/bad/{code}-….md"
