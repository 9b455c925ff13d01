"""Worked cases: computed as of their own day, compared cell by cell."""

from __future__ import annotations

from datetime import date

from jiangzhi.evaluate.judge import run_cases

CASE = """
| 算例: 例 | 县区 | 收入 | 目标 | 资金池 | = 奖 | = 率 |
|---|---|---|---|---|---|---|
| 太平镇 | 甲县 | 120 | 100 | 15 | {first} | ≈{rate} |
| 太平镇 | 乙县 |  | 100 | 15 | 待定 | 待定 |
| 河口镇 | 甲县 | 130 | 100 | 15 | 9 | |
"""
RULES = "结果 奖 = 按需分配((收入 - 目标) * 50%, 资金池)\n率 = 收入 / 目标 / 7"


def results(load, *, first="6", rate="17.1%"):
    return run_cases(load(RULES, tables=CASE.format(first=first, rate=rate)))


def test_right_cells_are_counted_and_agree(load):
    (result,) = results(load)
    assert (result.compared, result.differences) == (5, ())


def test_towns_of_one_name_in_two_counties_are_kept_apart(load):
    (result,) = results(load)
    keys = result.outcome.facts.levels["镇街"].keys
    assert list(keys) == [("甲县", "太平镇"), ("乙县", "太平镇"), ("甲县", "河口镇")]


def test_a_wrong_cell_is_named_with_both_values(load):
    (result,) = results(load, first="6.01")
    (difference,) = result.differences
    assert difference.args["wanted"] == "6.01"
    assert difference.said("got") == "6万元"


def test_about_compares_only_the_decimals_written(load):
    assert not results(load, rate="17.1%")[0].differences
    assert not results(load, rate="17%")[0].differences
    assert results(load, rate="17.2%")[0].differences


def test_a_case_is_computed_by_the_rules_of_its_own_day(load):
    tables = """
| 参数 | 值 | 施行 |
|---|---|---|
| 比率 | 1% | 至 2020-06-30 |
| 比率 | 2% | 2020-07-01 起 |

| 算例: 旧(2020-06-30) | 收入 | = 奖 |
|---|---|---|
| 甲镇 | 100 | 1 |

| 算例: 新(2020-07-01) | 收入 | = 奖 |
|---|---|---|
| 甲镇 | 100 | 2 |
"""
    loaded = load("结果 奖 = 收入 * 比率\n  取整 元", tables=tables, as_of=date(2020, 7, 1))
    assert [result.differences for result in run_cases(loaded)] == [(), ()]


def test_details_belong_to_the_town_they_name(load):
    tables = """
| 算例: 例 | 县区 | 收入 | = 支持 |
|---|---|---|---|
| 太平镇 | 甲县 | 1 | 30 |
| 太平镇 | 乙县 | 1 | 5 |

| 算例明细: 超支事项 | 县区 | 事项金额 |
|---|---|---|
| 太平镇 | 甲县 | 10 |
| 太平镇 | 乙县 | 5 |
| 太平镇 | 甲县 | 20 |
"""
    (result,) = run_cases(load("结果 支持 = SUM(超支事项[事项金额])\n  取整 元", tables=tables))
    assert not result.differences
