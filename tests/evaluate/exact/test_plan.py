"""A plan evaluated step by step: levels, groups, overrides, last year, blanks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiangzhi.formula.types.value import State

WAN = 1_000_000


def values(outcome, name):
    return outcome.steps[name].values


def states(outcome, name):
    return outcome.steps[name].states


def test_a_lower_level_reads_a_higher_one(run):
    found = run("结果 余额 = 资金池 - 收入\n  取整 元")
    assert values(found, "余额") == [(150 - 5400) * WAN, (150 - 3300) * WAN,
                                   (1000 - 9100) * WAN, (1000 - 7700) * WAN]  # fmt: skip


def test_a_higher_level_adds_up_a_lower_one(run):
    found = run(
        "结果 支出合计 = SUM([事项金额])\n  取整 元\n\n"
        "结果 县收入 = SUM([收入])\n  层级 县区\n  取整 元"
    )
    assert values(found, "支出合计") == [150 * WAN, 0, 10 * WAN, 0]
    assert values(found, "县收入") == [8700 * WAN, 16800 * WAN]


def test_groups_are_apart_and_the_whole_is_one(run):
    found = run(
        "县名次 = RANK(收入, [收入], 降序, 同名次)\n全名次 = RANK(收入, 全部[收入], 降序, 同名次)\n"
        "结果 奖 = IF(AND(县名次 = 1, 全名次 = 1), 1万元, 0)\n  取整 元"
    )
    assert values(found, "县名次") == [1, 2, 1, 2]
    assert values(found, "全名次") == [3, 4, 1, 2]
    assert values(found, "奖") == [0, 0, WAN, 0]


def test_a_pool_is_shared_out_in_its_county(run):
    found = run("结果 奖 = 按需分配(MAX(0, 收入 - 目标), 资金池)\n  取整 元")
    east = values(found, "奖")[:2]
    assert sum(east) == 150 * WAN
    assert east == [Fraction(8571_4300), Fraction(6428_5700)]
    assert values(found, "奖")[2:] == [100 * WAN, 700 * WAN]


def test_a_split_adds_up(run):
    found = run("结果 县得, 结果 镇得 = 分成(收入 / 7, 1:2)\n  取整 元")
    for county, town, whole in zip(
        values(found, "县得"), values(found, "镇得"), values(found, "收入"), strict=True
    ):
        assert abs(county + town - whole / 7) <= 50
        assert (county + town) % 100 == 0


def test_a_parameter_is_overridden_by_name(run):
    rules = "结果 奖 = 1万元\n  当 得分 >= 起奖分\n  否则 0\n  取整 元"
    assert values(run(rules), "奖") == [WAN, WAN, 0, WAN]
    assert values(run(rules, given={"起奖分": Fraction(80)}), "奖") == [WAN, 0, 0, WAN]


def test_the_rule_that_decided_is_kept(run):
    found = run(
        "结果 奖 = 1万元\n  当 得分 >= 80\n  取整 元\n奖 = 2万元\n  当 得分 < 60\n  取整 元\n"
        "  否则 0"
    )
    assert found.steps["奖"].rules == [0, 2, 1, 0]
    assert values(found, "奖") == [WAN, 0, 2 * WAN, WAN]


LAST_YEAR = {"奖": {("东县", "太平镇"): Fraction(5), ("西县", "太平镇"): None}}


def test_last_years_value_is_found_by_key(run):
    found = run("结果 奖 = MAX(收入 * 0, 上年(奖, 7元))\n  取整 元", prior=LAST_YEAR)
    assert values(found, "上年.奖") == [5, 700, 700, 700]


def test_without_last_year_the_value_is_missing(run):
    found = run("结果 奖 = MAX(收入 * 0, 上年(奖))\n  取整 元", prior=LAST_YEAR)
    assert states(found, "奖") == [State.KNOWN, *[State.MISSING] * 3]


def test_a_blank_is_missing_and_leaves_its_pool_open_but_no_other(run, blank):
    found = run(
        "结果 奖 = 按需分配(MAX(0, 收入 - 目标), 资金池)\n  取整 元",
        towns=blank(0, "收入"),
    )  # fmt: skip
    assert states(found, "奖") == [State.MISSING] * 2 + [State.KNOWN] * 2
    assert values(found, "奖")[:2] == [None, None]


def test_a_blank_with_a_stated_meaning_is_that(run, blank):
    found = run("结果 奖 = IF(否决, 0, 1万元)\n  取整 元", towns=blank(0, "否决"))
    assert values(found, "奖") == [WAN, WAN, WAN, 0]


def test_a_condition_that_the_known_parts_decide_is_decided(run, blank):
    found = run(
        "结果 奖 = 1万元\n  当 AND(得分 >= 60, 收入 > 9000万元)\n  否则 0\n  取整 元",
        towns=blank(0, "得分"),
    )  # fmt: skip
    assert values(found, "奖") == [0, 0, 0, 0]


def test_a_division_by_zero_stays_with_its_town(run):
    towns = [("东县", "甲镇", "重点", 5, 0, 80, False), ("东县", "乙镇", "重点", 5, 1, 80, False)]
    found = run("结果 奖 = 1万元 * (收入 / 目标)\n  取整 元", towns=towns, items=[])
    assert states(found, "奖") == [State.DIVIDED_BY_ZERO, State.KNOWN]


def test_the_name_of_a_level_is_the_rows_own(run):
    found = run('结果 奖 = IF(镇街 = "太平镇", 1万元, IF(县区 = "东县", 2万元, 0))\n  取整 元')
    assert values(found, "奖") == [WAN, 2 * WAN, WAN, 0]


@pytest.mark.parametrize("order", [[3, 2, 1, 0], [1, 0, 3, 2], [2, 0, 3, 1]])
def test_the_order_of_rows_does_not_matter(run, towns, order):
    rules = "结果 奖 = 按权分配(收入 / 目标, 资金池)\n  取整 元"
    plain = values(run(rules, items=[]), "奖")
    mixed = values(run(rules, towns=[towns[at] for at in order], items=[]), "奖")
    assert mixed == [plain[at] for at in order]
