"""Types of values that are 0, or last year's, or by class."""

from __future__ import annotations

from jiangzhi.formula.types.types import Kind


def kind_of(loaded, name):
    return next(q.type.kind for q in loaded.policy.quantities if q.name == name)


def test_a_count_may_build_on_its_own_last_year(load):
    loaded = load("结果 年数 = IF(收入 > 目标, 上年(年数, 0) + 1, 0)")
    assert kind_of(loaded, "年数") is Kind.NUMBER


def test_money_carried_over_settles_through_other_quantities(load):
    rules = "保底 = 上年(奖, 0) * 80%\n结果 奖 = MAX(保底, 收入 - 目标)\n  取整 元"
    assert kind_of(load(rules), "保底") is Kind.MONEY


def test_a_parameter_by_class_may_be_nothing_for_one_class(load):
    tables = "| 参数: 类别 | 优先 | 重点、生态 |\n|---|---|---|\n| 保底 | 0 | 10万元 |"
    loaded = load("结果 奖 = MAX(保底, 收入 - 目标)\n  取整 元", tables=tables)
    assert kind_of(loaded, "保底") is Kind.MONEY
    assert {p.type.kind for p in loaded.policy.parameters if "保底" in p.name} == {Kind.MONEY}


def test_a_lone_zero_is_a_number(load):
    assert kind_of(load("结果 奖 = 0"), "奖") is Kind.NUMBER
