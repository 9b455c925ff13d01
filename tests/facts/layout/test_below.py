from __future__ import annotations

from typing import Any

import pytest
from facts.reader import POLICY, Reader

from jiangzhi.document.read import read_document
from jiangzhi.policy.resolve import resolve_policy

HEAD = ["镇街", "收入目标(万元)", "实际收入(万元)"]
OTHER = ["镇街", "实际收入(万元)", "收入目标(万元)"]


@pytest.mark.parametrize(
    ("below", "cells"),
    [
        ([OTHER, ["乙镇", 21, 20]], ("C4", "B4")),
        ([["镇街", "收入目标(元)", "实际收入(元)"], ["乙镇", 200000, 210000]], ("B4", "C4")),
        ([["序号", *HEAD], [1, "乙镇", 20, 21]], ("C4", "D4")),
        ([HEAD, ["乙镇", 20, 21]], ("B4", "C4")),
        ([[], ["(续表)"], [*OTHER, "备注"], ["乙镇", 21, 20]], ("C6", "B6")),
    ],
)
def test_headings_further_down_hold_for_what_is_below(read: Reader, below: Any, cells: Any) -> None:
    found = read.of([HEAD, ["甲镇", 10, 12], *below])
    assert found == {"甲镇": [10, "B2", 12, "C2"], "乙镇": [20, cells[0], 21, cells[1]]}


def test_a_unit_further_down(read: Reader) -> None:
    head = ["镇街", "收入目标", "实际收入"]
    rows = [["单位:万元"], head, ["甲镇", 10, 12], ["单位:元"], head, ["乙镇", 200000, 210000]]
    assert read.of(rows)["乙镇"] == [20, "B6", 21, "C6"]


def test_the_unit_above_holds_where_a_title_below_states_none(read: Reader) -> None:
    head, other = ["镇街", "收入目标", "实际收入"], ["镇街", "实际收入", "收入目标"]
    rows = [
        ["单位:元"],
        head,
        ["甲镇", 100000, 120000],
        [],
        ["续表"],
        other,
        ["乙镇", 210000, 200000],
    ]
    assert read.of(rows)["乙镇"] == [20, "C7", 21, "B7"]


@pytest.mark.parametrize("first", [0, 1])
def test_tables_of_different_inputs_are_joined_by_name(read: Reader, first: int) -> None:
    one = [["表一"], ["镇街", "收入目标(万元)"], ["甲镇", 10], ["乙镇", 20], ["注:快报数"]]
    two = [["表二"], ["镇街", "实际收入(万元)"], ["甲镇", 12], ["乙镇", 21]]
    rows = [*one, *two] if first == 0 else [*two, *one]
    found = read.of(rows)
    assert {town: said[::2] for town, said in found.items()} == {"甲镇": [10, 12], "乙镇": [20, 21]}


def test_a_total_at_the_end_of_all(read: Reader) -> None:
    rows: Any = [HEAD, ["甲镇", 10, 12], OTHER, ["乙镇", 21, 20], ["合计", 33, 30]]
    assert len(read.of(rows)) == 2
    rows[4][1] = 34
    assert [problem.code for problem in read.refused(rows)] == ["W134"]


def test_names_of_counties_between(read: Reader) -> None:
    policy = resolve_policy(read_document(POLICY.replace("| 县区 | 名称 | | |\n", ""), file="p"))
    rows = [
        ["县区:云城区", None, "单位:元"],
        ["镇街", "收入目标", "实际收入"],
        ["太平镇", 10000, 20000],
        ["县区:新兴县"],
        ["镇街", "收入目标", "实际收入"],
        ["城镇", 30000, 40000],
    ]
    assert read.of(rows, policy=policy) == {
        "云城区/太平镇": [1, "B3", 2, "C3"],
        "新兴县/城镇": [3, "B6", 4, "C6"],
    }


def test_the_same_towns_again_are_asked_about(read: Reader) -> None:
    rows = [["本年"], HEAD, ["甲镇", 10, 12], ["上年"], OTHER, ["甲镇", 1, 2]]
    (problem,) = read.refused(rows)
    assert problem.code == "W155"
    assert "第 5 行起" in problem.message("zh")


def test_another_level_above(read: Reader) -> None:
    policy = resolve_policy(
        read_document(
            POLICY.replace(
                "```规则", "| 输入: 县区 | 类型 |\n|---|---|\n| 补助 | 金额 |\n\n```规则", 1
            ).replace("| 县区 | 名称 | | |\n", ""),
            file="p",
        )
    )
    rows = [
        ["县区", "补助(万元)"], ["云城区", 7], ["新兴县", 8], [],
        ["县区", *HEAD], ["云城区", "甲镇", 10, 12], ["新兴县", "乙镇", 20, 21],
    ]  # fmt: skip
    facts = read.facts(rows, policy=policy)
    assert list(facts.levels["县区"].columns["补助"].values) == [7_000_000, 8_000_000]
    assert len(facts.levels["镇街"].keys) == 2
