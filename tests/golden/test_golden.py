"""Every case under tests/good and tests/bad prints exactly what it says it prints."""

import re
from pathlib import Path

import pytest
from golden.cases import Case, all_cases, run_script

CASES = all_cases("good", "bad")
_QUOTED = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”")
_CHINESE = re.compile("[\u3400-\u9fff]+")
BAD = [case for case in CASES if case.name.startswith("bad/")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_prints_what_it_says(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case.lay_out(tmp_path)
    printed = run_script(case.commands(), tmp_path)
    if request.config.getoption("--reset-golden"):
        case.reset(printed)
    else:
        assert printed == case.transcript()["script"]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_is_named_by_the_code_it_produces(case: Case) -> None:
    code = re.match(r"[A-Z]\d{3}(?=-)", case.path.stem)
    assert code, "a bad case is named CODE-what-is-wrong"
    assert f" {code[0]} " in case.transcript()["script"]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_says_the_same_in_english(case: Case, tmp_path: Path) -> None:
    case.lay_out(tmp_path)
    chinese = case.transcript()["script"]
    english = run_script(case.commands(), tmp_path, more=" --lang en")
    heads = r"^(?:错误|警告|提示|error|warning|note) ([A-Z]\d{3}) "
    assert re.findall(heads, english, re.MULTILINE) == re.findall(heads, chinese, re.MULTILINE)
    assert re.findall(r"^\[\d+\]$", english, re.MULTILINE) == re.findall(
        r"^\[\d+\]$", chinese, re.MULTILINE
    )
    assert "怎么办" not in english
    unquoted = _QUOTED.sub("", "\n".join(_told(english)))
    own = case.words_of_the_user(tmp_path)
    assert [word for word in _CHINESE.findall(unquoted) if word not in own] == []


def _told(output: str) -> list[str]:
    """The words of the diagnostics in an output: what, why and the remedy, without excerpts."""
    line = re.compile(r"^(?:(?:error|warning|note) [A-Z]\d{3} .*|  help: .*|  (?!-->).*:)$", re.M)
    return line.findall(output)
