from __future__ import annotations

from typing import Any

import pytest
from facts.reader import Reader

TOWNS = {"甲镇": [10, 12], "乙镇": [20, 21]}
ROWS: list[list[Any]] = [
    ["甲镇", "收入目标", 10], ["甲镇", "实际收入", 12], ["甲镇", "绩效得分", 80],
    ["乙镇", "收入目标", 20], ["乙镇", "实际收入", 21], ["乙镇", "绩效得分", 70],
]  # fmt: skip


def figures(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {town: said[::2] for town, said in found.items()}


@pytest.mark.parametrize(
    "rows",
    [
        [["镇街", "项目", "金额(万元)"], *ROWS],
        [["单位:万元"], [], ["镇街", "科目", "数值"], *ROWS],
        [["单位:万元"], ["乡镇", "指标", "完成数"], *sorted(ROWS, key=lambda row: row[1])],
        [["项目", "镇街", "金额(万元)"], *([item, town, value] for town, item, value in ROWS)],
        [["镇街", "项目", "单位", "金额"],
         *([t, i, "分" if i == "绩效得分" else "万元", v] for t, i, v in ROWS)],
        [["镇街", "项目", "计量单位", "数值"],
         *([t, i, "元" if i == "实际收入" else "万元", v * 10000 if i == "实际收入" else v]
           for t, i, v in ROWS if i != "绩效得分")],
        [["序号", "镇街", "项目", "金额(万元)"], *([n, *row] for n, row in enumerate(ROWS, 1))],
        [["镇街", "项目", "金额(万元)"], *ROWS, ["合计", "收入目标", 30], ["合计", "实际收入", 33]],
        [["镇街", "项目", "金额(万元)", "备注"], *ROWS, [], ["制表:张三"]],
    ],
)  # fmt: skip
def test_a_figure_in_each_row(read: Reader, rows: Any) -> None:
    assert figures(read.of(rows)) == TOWNS
    assert "W330" in read.codes


def test_names_written_once_or_merged_go_on_downward(read: Reader) -> None:
    rows = [["镇街", "项目", "金额(万元)"], *(list(row) for row in ROWS)]
    for row in (2, 3, 5, 6):
        rows[row][0] = None
    assert read.of(rows)["乙镇"] == [20, "C5", 21, "C6"]
    assert read.codes == ["W305", "W330"]
    assert read.of(rows, lambda b: b.worksheets[0].merge_cells("A2:A4"))["甲镇"][3] == "C3"


@pytest.mark.parametrize(
    ("more", "code", "cell"),
    [
        (["甲镇", "收入目标", 11], "W154", "C8"),
        (["合计", "收入目标", 31], "W134", "C8"),
    ],
)
def test_problems_stand_at_their_cells(read: Reader, more: Any, code: str, cell: str) -> None:
    problems = read.refused([["镇街", "项目", "金额(万元)"], *ROWS, more])
    assert [(p.code, p.place.cell) for p in problems] == [(code, cell)]


def test_a_unit_for_each_row_that_differs_is_refused(read: Reader) -> None:
    rows = [
        ["镇街", "项目", "单位", "数值"], ["甲镇", "收入目标", "万元", 10],
        ["乙镇", "收入目标", "元", 200000], ["甲镇", "实际收入", "万元", 10],
    ]  # fmt: skip
    assert {problem.code for problem in read.refused(rows)} == {"W112"}


def test_an_item_that_is_none_is_named(read: Reader) -> None:
    read.of([["镇街", "项目", "金额(万元)"], *ROWS, ["甲镇", "上年收入", 9]])
    (note,) = [note for note in read.notes if note.code == "W306"]
    assert "上年收入" in note.message("zh")


def test_a_figure_that_is_not_there_is_missing(read: Reader) -> None:
    found = read.of(
        [["镇街", "项目", "金额(万元)"], *(r for r in ROWS if r[:2] != ["乙镇", "实际收入"])]
    )
    assert found["乙镇"][2] is None
