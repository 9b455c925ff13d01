from __future__ import annotations

from typing import Any

import pytest
from facts.reader import Reader

HEAD = ["镇街", "收入目标(万元)", "实际收入(万元)", "绩效得分"]
A, B = ["甲镇", 1000, 1200, 80], ["乙镇", 2000, 2100, 70]
C, D = ["丙镇", 500, 700, 90], ["丁镇", 600, 700, 90]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([[*HEAD, None, *HEAD], [*A, None, *C], [*B, None, *D]], "H3"),
        ([[*HEAD, *HEAD], [*A, *C], [*B, *D]], "G3"),
        ([["序号", *HEAD, "序号", *HEAD], [1, *A, 3, *C], [2, *B, 4, *D]], "I3"),
        ([["2019年表"], [*HEAD, None, None, *HEAD], [*A, None, None, *C], [*B, None, None, *D]],
         "I4"),
    ],
)  # fmt: skip
def test_halves_of_a_table_are_read_as_one(read: Reader, rows: Any, cell: str) -> None:
    found = read.of(rows)
    assert list(found) == ["甲镇", "乙镇", "丙镇", "丁镇"]
    assert found["丁镇"][2:] == [700, cell]
    assert read.codes == ["W330"]


def test_three_halves_of_unlike_length(read: Reader) -> None:
    rows = [[*HEAD, None, *HEAD, None, *HEAD], [*A, None, *B, None, *C], D]
    assert list(read.of(rows)) == ["甲镇", "丁镇", "乙镇", "丙镇"]


def test_each_half_keeps_its_unit(read: Reader) -> None:
    head = ["镇街", "收入目标", "实际收入"]
    rows = [
        ["单位:万元", None, None, None, "单位:元"],
        [*head, None, *head],
        ["甲镇", 10, 20, None, "乙镇", 100000, 200000],
    ]
    assert read.of(rows) == {"甲镇": [10, "B3", 20, "C3"], "乙镇": [10, "F3", 20, "G3"]}


def test_a_unit_above_the_left_half_holds_for_both(read: Reader) -> None:
    head = ["镇街", "收入目标", "实际收入"]
    rows = [
        ["单位:元", None, None, None, "(续)"],
        [*head, None, *head],
        ["甲镇", 100000, 200000, None, "乙镇", 300000, 400000],
    ]
    assert read.of(rows)["乙镇"] == [30, "F3", 40, "G3"]


def test_other_inputs_beside_are_joined_by_name(read: Reader) -> None:
    rows = [
        ["镇街", "收入目标(万元)", None, "镇街", "实际收入(万元)"],
        ["甲镇", 1000, None, "乙镇", 2100],
        ["乙镇", 2000, None, "甲镇", 1200],
    ]
    assert read.of(rows) == {"甲镇": [1000, "B2", 1200, "E3"], "乙镇": [2000, "B3", 2100, "E2"]}


def test_one_total_for_both_halves(read: Reader) -> None:
    rows: Any = [[*HEAD, None, *HEAD], [*A, None, *C], [*B, None, "合计", 3500, 4000, None]]
    assert list(read.of(rows)) == ["甲镇", "乙镇", "丙镇"]
    rows[2][7] = 4001
    (problem,) = read.refused(rows)
    assert (problem.code, problem.place.cell) == ("W134", "H3")


def test_names_of_counties_above_each_half(read: Reader) -> None:
    from facts.reader import POLICY

    from jiangzhi.document.read import read_document
    from jiangzhi.policy.resolve import resolve_policy

    policy = resolve_policy(read_document(POLICY.replace("| 县区 | 名称 | | |\n", ""), file="p"))
    head = ["镇街", "收入目标(万元)", "实际收入(万元)"]
    rows = [
        ["县区:云城区", None, None, None, "县区:新兴县"],
        [*head, None, *head],
        ["太平镇", 1, 2, None, "太平镇", 3, 4],
    ]
    assert list(read.of(rows, policy=policy)) == ["云城区/太平镇", "新兴县/太平镇"]


@pytest.mark.parametrize("title", [("2019年", "2018年"), ("本年", "上年")])
@pytest.mark.parametrize("town", ["甲镇", "丙镇"])
def test_two_years_beside_are_asked_about(read: Reader, title: Any, town: str) -> None:
    rows = [
        [title[0], None, None, None, None, title[1]],
        [*HEAD, None, *HEAD],
        [*A, None, town, 9, 9, 9],
    ]
    (problem,) = read.refused(rows)
    assert problem.code == "W155"
    remedy = {"本年": [HEAD, A], "上年": [HEAD, [town, 9, 9, 9]]}
    assert read.of(remedy, sheets={"镇街": "本年"}) == {"甲镇": [1000, "B2", 1200, "C2"]}


def test_a_half_chosen_by_letters_leaves_the_other_with_a_warning(read: Reader) -> None:
    rows = [[*HEAD, None, *HEAD], [*A, None, *C], [*B, None, *D]]
    letters = [
        ["量", "表头"],
        ["镇街", "A"],
        ["收入目标", "B"],
        ["实际收入", "C"],
        ["绩效得分", "D"],
    ]
    assert list(read.of({"表": rows, "列对应": letters})) == ["甲镇", "乙镇"]
    (warning,) = [note for note in read.notes if note.code == "W220"]
    assert warning.place.cell == "F1"  # type: ignore[union-attr]
    assert "2 行" in warning.message("zh")
    # The remedy: without the letters all four are read.
    assert len(read.of({"表": rows})) == 4


def test_headings_over_an_empty_half_are_no_table(read: Reader) -> None:
    assert list(read.of([[*HEAD, None, *HEAD], A, B])) == ["甲镇", "乙镇"]
    assert read.codes == []


def test_names_in_columns_that_cannot_be_told_apart_are_refused(read: Reader) -> None:
    rows = [
        ["镇街", "镇街", "收入目标(万元)", "收入目标(万元)", "实际收入(万元)"],
        ["甲镇", "乙镇", 1, 2, 3],
    ]
    found = {problem.code for problem in read.refused(rows)}
    assert found == {"W156", "W112"}
