"""Evaluators that differ are caught, in a value, in a state, in a rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.agreement.whole import fail_if_evaluators_differ, town_name
from jiangzhi.formula.types.value import State

RULES = "结果 奖 = 收入\n  当 得分 >= 60\n  否则 0\n  取整 元"


def changed(outcome, **columns):
    steps = dict(outcome.steps)
    for field, (name, row, value) in columns.items():
        column = list(getattr(steps[name], field))
        column[row] = value
        steps[name] = replace(steps[name], **{field: column})
    return replace(outcome, steps=steps, evaluator="columns")


def differ(one, other):
    with pytest.raises(Refused) as refused:
        fail_if_evaluators_differ(one, other)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "E101"
    return diagnostic.message("zh")


def test_equal_outcomes_agree(run):
    fail_if_evaluators_differ(run(RULES), changed(run(RULES)))


def test_one_fen_is_caught(run):
    found = run(RULES)
    message = differ(found, changed(found, values=("奖", 1, found.steps["奖"].values[1] + 1)))
    for part in ("东县/河口镇", "“奖”", "3300", "3300.000001", "exact", "columns"):
        assert part in message


def test_a_missing_value_is_caught(run):
    found = run(RULES)
    other = changed(found, values=("奖", 0, None), states=("奖", 0, State.MISSING))
    assert "待定" in differ(found, other)


def test_a_failure_is_named(run):
    found = run(RULES)
    other = changed(found, values=("奖", 0, None), states=("奖", 0, State.DIVIDED_BY_ZERO))
    assert "除数为零" in differ(found, other)


def test_another_rule_with_the_same_value_is_caught(run):
    found = run(RULES)
    assert "第 2 条" in differ(found, changed(found, rules=("奖", 2, 0)))


def test_a_truth_is_not_a_number(run):
    found = run(RULES)
    differ(found, changed(found, values=("否决", 3, 1)))


def test_a_row_too_few_is_caught(run):
    found = run(RULES)
    short = found.steps["奖"]
    cut = replace(short, values=short.values[:3], states=short.states[:3], rules=short.rules[:3])
    message = differ(found, replace(found, steps={**found.steps, "奖": cut}))
    assert "西县/新桥街道" in message


def test_the_whole_is_called_by_its_level():
    assert town_name((), "全市") == "全市"
    assert town_name(("东县", "太平镇"), "镇街") == "东县/太平镇"
