"""``show plan`` prints every field: what is not printed no golden test pins."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, get_args

import pytest

from jiangzhi.formula.expr import Const
from jiangzhi.formula.types.types import NUMBER, Type
from jiangzhi.formula.types.value import Bounds
from jiangzhi.plan.model import Match, Plan, Step
from jiangzhi.plan.show import show_plan
from jiangzhi.policy.model import Case, Input
from jiangzhi.rounding import Rounding

RULES = """
完成率 = 收入 / 目标
应奖 = 收入 / 100
  当 得分 >= 起奖分
  否则 0
  取整 元
结果 奖励 = 按需分配(应奖, 资金池)
  当 得分 >= 60
  上限 100万元
  下限 1元
  次序 名次
  兑付比例 4位
  余额 归最大
超过 = COUNTIFS([得分] > 本行.得分)
第三 = LARGE(镇街[收入], 3)
  层级 县区
名次 = RANK(完成率, [完成率], 降序, 同名次, [得分] >= 60)
上年奖 = 上年(奖励, 0元)
上缴, 留用 = 分成(奖励, 30:70)
"""
PROMISES = """
```规则
保证 奖励 >= 0
```
"""
NUMBER_77 = Const(Fraction(77), NUMBER, "77")
NOT_PRINTED = {
    "source": "the policy's own text, which `show policy` prints",
    "cite": "the article, which every explanation quotes",
    "shown": "false for the names with #",
    "needs": "what the step's own lines name",
    "title": "`show policy`", "family": "`show policy`", "articles": "`show document`",
    "policy_file": "who asks has named it", "policy_sha256": "`run.json`",
    "results": "marked 结果 at their steps",
}  # fmt: skip


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, Enum):
        return next(one for one in type(value) if one is not value)
    if isinstance(value, Rounding):
        return replace(value, text="0.07元")
    if isinstance(value, Input):
        return replace(value, range=replace(value.range, text=">= 77"))
    if isinstance(value, Case):
        return replace(value, value=NUMBER_77)
    if isinstance(value, Match):
        return replace(value, own="另")
    if isinstance(value, int):
        return value + 1
    if isinstance(value, tuple):
        return (*value[:-1], other(value[-1]))
    if isinstance(value, Type):
        return NUMBER if value != NUMBER else replace(value, unit="人")
    if isinstance(value, str) or value is None:
        return f"{value}另"
    return NUMBER_77


def with_step(plan: Plan, step: Step, changed: Step) -> Plan:
    bounds = {**plan.bounds, changed.head.name: plan.bounds[step.head.name]}
    steps = tuple(changed if one is step else one for one in plan.steps)
    return replace(plan, steps=steps, bounds=bounds)


@pytest.mark.parametrize("kind", get_args(Step), ids=lambda kind: kind.__name__)
def test_every_field_of_a_step_is_printed(load: Any, kind: type) -> None:
    plan: Plan = load(RULES, tables=PROMISES).plan
    steps = [step for step in plan.steps if isinstance(step, kind)]
    assert steps, "the policy above lacks this kind of step"
    shown = show_plan(plan)
    for field in fields(kind):
        if field.name in ("head", *NOT_PRINTED):
            continue
        step = max(steps, key=lambda one: getattr(one, field.name) not in (None, "", ()))
        value = getattr(step, field.name)
        changed = replace(step, **{field.name: NUMBER_77 if field.name == "k" else other(value)})
        assert show_plan(with_step(plan, step, changed)) != shown, f"{kind.__name__}.{field.name}"
    for field in fields(steps[0].head):
        if field.name not in NOT_PRINTED:
            head = replace(steps[0].head, **{field.name: other(getattr(steps[0].head, field.name))})
            assert show_plan(with_step(plan, steps[0], replace(steps[0], head=head))) != shown


def test_every_field_of_a_plan_is_printed(load: Any) -> None:
    plan: Plan = load(RULES, tables=PROMISES).plan
    shown = show_plan(plan)
    changed = {
        "name": "另", "as_of": date(2021, 5, 1), "money_unit": "亿元", "levels": plan.levels[1:],
        "subject": "另", "class_name": None, "steps": plan.steps[1:], "guarantees": (),
        "bounds": {name: Bounds(Fraction(-7), Fraction(7)) for name in plan.bounds},
    }  # fmt: skip
    for field in fields(plan):
        if field.init and field.name not in NOT_PRINTED:
            assert show_plan(replace(plan, **{field.name: changed[field.name]})) != shown
