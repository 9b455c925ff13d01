from __future__ import annotations

from typing import Any

import pytest
from facts.reader import Reader

GOAL, FACT, SCORE = ["收入目标", 10, 20], ["实际收入", 12, 21], ["绩效得分", 80, 70]
WANTED = {"甲镇": [10, 12], "乙镇": [20, 21]}


def figures(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {town: said[::2] for town, said in found.items()}


@pytest.mark.parametrize(
    "rows",
    [
        [["科目(万元)", "甲镇", "乙镇"], GOAL, FACT, SCORE],
        [["2019年表"], ["单位:万元"], ["项目", "甲镇", "乙镇"], GOAL, FACT, SCORE],
        [["镇街", "甲镇", "乙镇"], ["收入目标(万元)", 10, 20], ["实际收入(万元)", 12, 21]],
        [["乡镇", "甲镇", "乙镇"], ["收入目标(万元)", "10", "20"],
         ["实际收入(元)", 120000, 210000]],
        [[None, "甲镇", "乙镇"], ["收入目标(万元)", 10, 20], ["实际收入(万元)", 12, 21], SCORE],
        [["序号", "项目", "甲镇", "乙镇"], [1, "收入目标(万元)", 10, 20],
         [2, "实际收入(万元)", 12, 21]],
        [["项目", "单位", "甲镇", "乙镇"], ["收入目标", "万元", 10, 20],
         ["实际收入", "元", 120000, 210000],
         ["绩效得分", "分", 80, 70]],
        [["项目", "甲镇", "乙镇", "合计"], ["单位:万元"], [*GOAL, 30], [*FACT, 33], SCORE],
        [["项目(万元)", "甲镇", "乙镇"], GOAL, FACT, SCORE, ["注:甲镇为快报数"], ["制表:张三"]],
    ],
)  # fmt: skip
def test_names_across_the_top(read: Reader, rows: Any) -> None:
    assert figures(read.of(rows)) == WANTED
    assert "W330" in read.codes


def test_the_places_are_those_of_the_sheet(read: Reader) -> None:
    found = read.of([["单位:万元"], ["项目", "甲镇", "乙镇"], GOAL, FACT])
    assert found["乙镇"] == [20, "C3", 21, "C4"]
    rows = read.facts([["项目(万元)", "甲镇", "乙镇"], GOAL, FACT]).levels["镇街"]
    assert [rows.place("镇街", row).cell for row in (0, 1)] == ["B1", "C1"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["项目(万元)", "甲镇", "乙镇", "合计"], [*GOAL, 31], [*FACT, 33]], "W134", "D2"),
        ([["项目(万元)", "甲镇", "甲镇"], GOAL, FACT], "W130", "C1"),
        ([["项目(万元)", "甲镇", "乙镇"], ["收入目标", "约10", 20], FACT], "W122", "B2"),
        ([["项目", "甲镇", "乙镇"], GOAL, FACT], None, None),
    ],
)
def test_problems_stand_at_their_cells(read: Reader, rows: Any, code: Any, cell: Any) -> None:
    if code is None:
        assert {problem.code for problem in read.refused(rows)} == {"W114"}
        return
    assert [(p.code, p.place.cell) for p in read.refused(rows)] == [(code, cell)]


@pytest.mark.parametrize(
    "across",
    [
        ["2018年", "2019年"],
        ["本年", "上年"],
        ["预算数", "决算数"],
        ["1月", "2月"],
        ["完成数", "同比"],
    ],
)
def test_years_and_measures_across_are_no_towns(read: Reader, across: list[str]) -> None:
    rows = [["项目(万元)", *across], GOAL, FACT, SCORE]
    assert [problem.code for problem in read.refused(rows)] == ["W110"]


def test_a_blank_is_missing_at_its_cell(read: Reader) -> None:
    found = read.of([["项目(万元)", "甲镇", "乙镇"], ["收入目标", 10, None], FACT])
    assert found["乙镇"] == [None, "C2", 21, "C3"]


def test_a_hidden_column_is_a_hidden_town(read: Reader) -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].column_dimensions["C"].hidden = True

    read.of([["项目(万元)", "甲镇", "乙镇"], GOAL, FACT], hide)
    (warning,) = [note for note in read.notes if note.code == "W204"]
    assert "C 列" in warning.message("zh")
