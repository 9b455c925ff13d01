"""Guarantees checked on the rows of a run, and beside them."""

from __future__ import annotations

import pytest

from jiangzhi.diagnostic import Severity
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.guarantees.check import check_guarantees


@pytest.fixture
def broken(run):
    """The diagnostics of rules with their guarantees."""

    def check(rules, **data):
        return check_guarantees(run(rules, **data), evaluate_exactly)

    return check


AWARD = "结果 奖 = MAX(0, 收入 - 目标) * 30%\n  取整 元\n"


def test_a_condition_that_holds(broken):
    assert broken(AWARD + "保证 奖 <= MAX(0, 收入 - 目标)") == ()


def test_a_condition_that_does_not_names_each_town(broken):
    found = broken(AWARD + "保证 奖 <= 100万元")
    assert [d.args["town"] for d in found] == ["东县/太平镇", "西县/新桥街道"]
    assert all(d.code == "E102" and d.severity is Severity.ERROR for d in found)
    assert "奖 <= 100万元" in found[0].message("zh")
    assert found[0].because[0].words()


def test_a_condition_on_an_unknown_value_is_not_refuted(broken, blank):
    assert broken(AWARD + "保证 奖 <= 9999万元", towns=blank(0, "收入")) == ()


def test_a_trend_that_holds(broken):
    assert broken(AWARD + "保证 奖 随 收入 不减\n保证 奖 随 目标 不增") == ()


def test_a_trend_the_wrong_way_is_refuted(broken):
    found = broken(AWARD + "保证 奖 随 收入 不增")
    assert {d.code for d in found} == {"E103"}
    assert len(found) == 4
    assert all(d.severity is Severity.WARNING for d in found)


CLIFF = (
    "结果 奖 = MAX(0, 收入 - 目标) * 30%\n  当 收入 < 6000万元\n  否则 1万元\n  取整 元\n"
    "保证 奖 随 收入 不减"
)


def test_a_fall_far_ahead_is_found_at_its_threshold(broken):
    found = broken(CLIFF, towns=[("东县", "甲镇", "重点", 5100, 5000, 80, False)], items=[])
    (diagnostic,) = found
    message = diagnostic.message("zh")
    assert "5999.999999万元 变为 6000万元" in message
    assert "变为 1万元" in message


def test_a_fall_of_a_ratio_is_found_too(broken):
    rules = (
        "超收率 = (收入 - 目标) / 目标\n"
        "结果 奖 = 5万元\n  当 超收率 <= 7%\n  否则 1万元\n  取整 元\n保证 奖 随 收入 不减"
    )
    found = broken(rules, towns=[("东县", "甲镇", "重点", 5100, 5000, 80, False)], items=[])
    (diagnostic,) = found
    assert "5350万元 变为 5350.000001万元" in diagnostic.message("zh")


def test_a_trend_through_a_pool(broken):
    rules = "结果 奖 = 按需分配(MAX(0, 收入 - 目标), 资金池)\n  取整 元\n保证 奖 随 收入 不减"
    assert broken(rules) == ()


def test_a_trend_through_a_rank_over_all(broken):
    rules = (
        "名次 = RANK(收入, 全部[收入], 降序, 同名次)\n"
        "结果 奖 = 10万元 / 名次\n  取整 元\n保证 奖 随 收入 不增"
    )
    assert broken(rules)


def test_a_driver_stays_in_its_range(broken):
    rules = "结果 奖 = IF(得分 > 100, 0, 1万元)\n  取整 元\n保证 奖 随 得分 不减"
    assert broken(rules) == ()


def test_a_driver_of_a_detail_moves_its_towns_result(broken):
    rules = "结果 支持 = 0 - SUM([事项金额])\n  取整 元\n保证 支持 随 事项金额 不减"
    assert {d.args["town"] for d in broken(rules)} == {"东县/太平镇", "西县/太平镇"}


def test_only_so_many_rows_are_tried(run):
    outcome = run(AWARD + "保证 奖 随 收入 不增")
    assert len(check_guarantees(outcome, evaluate_exactly, most_rows=2)) == 2
