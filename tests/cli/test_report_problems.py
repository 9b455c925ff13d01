import pytest

from jiangzhi.cli.report_problems import MOST_PRINTED, problem_lines, report_problems
from jiangzhi.diagnostic import Because, CellPlace, Diagnostic, Problem, Severity, TextPlace
from jiangzhi.words import Words

PROBLEM = Problem("T101", Severity.ERROR, "“{name}”不认识", "unknown {name}", "改", "fix it")
NOTE = Problem("T301", Severity.NOTE, "看一看", "look", "", "")


def lines(diagnostic: Diagnostic, language: str = "zh") -> list[str]:
    return [_plain(line) for line in problem_lines(diagnostic, language)]


def _plain(line: str) -> str:
    return line.replace("\x1b[31m\x1b[1m", "").replace("\x1b[34m\x1b[1m", "").replace("\x1b[0m", "")


def test_a_place_in_text_has_a_caret_below_wide_characters() -> None:
    place = TextPlace("a.md", 12, 6, 3, "甲乙 = 收人额 + ab")
    assert lines(PROBLEM.at(place, name="收人额")) == [
        "错误 T101 “收人额”不认识",
        "  --> a.md:12:6",
        "  12 | 甲乙 = 收人额 + ab",
        "     |        ^^^^^^",
        "  怎么办: 改",
    ]


def test_reasons_follow_with_their_places() -> None:
    because = [
        Because(Words("见这里", "see here"), CellPlace("a.xlsx", "表一", "B7")),
        Because("另有"),
    ]
    diagnostic = PROBLEM.at(None, because=because, name="x")
    assert lines(diagnostic) == [
        "错误 T101 “x”不认识",
        "  见这里:",
        "  --> a.xlsx 表一!B7",
        "  另有",
        "  怎么办: 改",
    ]
    assert lines(diagnostic, "en") == [
        "error T101 unknown x",
        "  see here:",
        "  --> a.xlsx 表一!B7",
        "  另有",
        "  help: fix it",
    ]


def test_a_caret_past_the_end_and_tabs_and_control_characters() -> None:
    place = TextPlace("a.md", 1, 5, 2, "\tx\x1b]")
    assert lines(NOTE.at(place))[2:] == ["  1 |  x�]", "    |     ^"]


def test_a_long_line_is_shown_around_the_caret() -> None:
    place = TextPlace("a.md", 1, 501, 4, "一" * 500 + "二三四五" + "六" * 500)
    _, _, shown, caret = lines(NOTE.at(place))
    assert shown.startswith("  1 | …一")
    assert shown.endswith("六…")
    assert len(shown) < 120
    # every character but the prefix of 6 and the “…” takes two columns
    assert (caret.index("^") - 6 - 1) / 2 + 7 == shown.index("二")
    assert caret.count("^") == 8


def test_they_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    report_problems([PROBLEM.at(None, name="x"), NOTE.at(None), NOTE.at(None)], "zh")
    assert capsys.readouterr().err.endswith("\n共 1 个错误、2 个提示\n")
    report_problems([PROBLEM.at(None, name="x")] * 2, "en")
    assert capsys.readouterr().err.endswith("\n2 errors\n")
    report_problems([], "zh")
    assert capsys.readouterr().err == ""


def test_very_many_are_cut_with_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    report_problems([NOTE.at(None)] * (MOST_PRINTED + 7), "zh")
    shown = capsys.readouterr().err
    assert shown.count("T301") == MOST_PRINTED
    assert "还有 7 条没有列出" in shown
    assert "共 207 个提示" in shown
