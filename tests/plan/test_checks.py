"""Gaps, overlaps and rules that can never apply, found over all columns at once."""

from __future__ import annotations

import pytest

from jiangzhi.diagnostic import Refused, Severity

OK = "结果 奖 = 收入 * 系数\n  取整 元"


def test_a_gap_in_two_columns_is_printed_as_a_row(load):
    tables = (
        "| 系数: 得分 | 否决 | 值 |\n|---|---|---|\n| < 60 | 任意 | 0 |\n"
        "| [60, 80) | 否 | 50% |\n| [60, 80) | 是 | 0 |\n| >= 80 | 否 | 1 |"
    )
    with pytest.raises(Refused) as refused:
        load(OK, tables=tables)
    (diagnostic,) = [d for d in refused.value.diagnostics if d.code == "P131"]
    assert diagnostic.said("row") == "得分 为 [80, 100];否决 为 是"


def test_a_table_is_complete_within_the_declared_range(load):
    tables = "| 系数: 得分 | 值 |\n|---|---|\n| [0, 60) | 0 |\n| [60, 100] | 1 |"
    loaded = load(OK, tables=tables)
    assert not [note for note in loaded.notes if note.code.startswith("P13")]


def test_whole_numbers_leave_no_gap_between_neighbours(load):
    tables = (
        "| 输入: 镇街 | 类型 | 范围 |\n|---|---|---|\n| 村数 | 个数 | [0, 50] |\n\n"
        "| 系数: 村数 | 值 |\n|---|---|\n| [0, 5] | 0 |\n| [6, 50] | 1 |"
    )
    loaded = load(OK, tables=tables)
    assert not [note for note in loaded.notes if note.code.startswith("P13")]


def test_the_first_hit_policy_allows_overlaps_but_no_row_behind_all_others(load):
    tables = "| 系数(依次): 得分 | 值 |\n|---|---|\n| >= 60 | 1 |\n| >= 80 | 2 |\n| 其他 | 0 |"
    loaded = load(OK, tables=tables)
    codes = [note.code for note in loaded.notes]
    assert "P202" in codes
    assert "P132" not in codes


def test_a_rule_whose_conditions_contradict_each_other_is_noted(load):
    loaded = load("结果 奖 = 1万元\n  当 得分 > 80\n  当 得分 < 60\n  否则 0\n  取整 元")
    assert "P208" in [note.code for note in loaded.notes]


def test_a_waived_warning_becomes_a_note_with_its_reason(load):
    rules = "结果 奖 = 收入 * 1%\n  取整 元\n备用 = 得分 * 2\n豁免 P204 备用: 下年启用"
    loaded = load(rules)
    (note,) = [note for note in loaded.notes if note.args.get("name") == "备用"]
    assert note.severity is Severity.NOTE
    assert "下年启用" in note.because[-1].words()
