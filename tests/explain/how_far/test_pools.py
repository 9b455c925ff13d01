"""How far through pools with tiers, caps and floors: no state that a pool passes is missed.

A pool is evaluated at many values of each input. Wherever one of them shows a state that
was not there nearer by, a threshold must lie between it and its neighbour; and one threshold
on, evaluating again must show what it says.
"""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from jiangzhi.document.read import read_document
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.suppose.changed_facts import with_input
from jiangzhi.explain.context import context_of
from jiangzhi.explain.how_far.how_far import how_far
from jiangzhi.explain.how_far.pool_regime import pool_state
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy

WAN = 1_000_000
POLICY = """---
办法: pools
名称: 资金池
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街
整体: 全市
主体: 镇街
---

## 第一条 资金池

| 输入: 镇街 | 类型 |
|---|---|
| 应得 | 金额(万元) |
| 封顶 | 金额(万元) |
| 保底 | 金额(万元) |
| 级 | 数 |
| 人口 | 数 |

| 输入: 县区 | 类型 |
|---|---|
| 池 | 金额(万元) |

```规则
"""
SHARED = {
    "tiers": "按需分配(应得, 池)\n  次序 级\n  取整 0.01元",
    "caps and floors": "按需分配(应得, 池)\n  上限 封顶\n  下限 保底\n  取整 元",
    "all": "按需分配(应得, 池)\n  次序 级\n  上限 封顶\n  下限 保底\n  取整 元",
    "ratio": "按需分配(应得, 池)\n  次序 级\n  兑付比例 4位\n  取整 元",
    "weights": "按权分配(人口, 池)\n  上限 封顶\n  下限 保底\n  取整 元",
    "factors": (
        "按权分配(60% * 人口 / SUM([人口]) + 40% * 应得 / SUM([应得]), 池)\n"
        "  上限 封顶\n  下限 保底\n  取整 0.01元"
    ),
}
INPUTS = ("应得", "封顶", "保底", "级", "人口")


def plan_of(kind):
    text = f"{POLICY}结果 得 = {SHARED[kind]}\n```\n"
    return make_plan(resolve_policy(read_document(text, file="pools.md")))


def facts_of(seed):
    """Two to five towns of one county, and its pool."""
    draw = random.Random(seed)
    towns = [
        (
            draw.randint(0, 60) * WAN, draw.randint(20, 50) * WAN, draw.randint(0, 12) * WAN // 3,
            draw.randint(1, 3), draw.randint(1, 90),
        )
        for _ in range(draw.randint(2, 5))
    ]  # fmt: skip
    count = len(towns)
    columns = {
        name: FactColumn([Fraction(town[at]) for town in towns], [""] * count)
        for at, name in enumerate(INPUTS)
    }
    keys = [("县", f"镇{at}") for at in range(count)]
    pool = {"池": FactColumn([Fraction(draw.randint(20, 150) * WAN)], [""])}
    levels = {
        "全市": LevelFacts("全市", [()], [0], (), [-1], [0], {}),
        "县区": LevelFacts("县区", [("县",)], [0], (), [-1], [0], pool),
        "镇街": LevelFacts("镇街", keys, [0] * count, (), [-1] * count, [0] * count, columns),
    }
    return Facts(levels, {}, {}, {}, ())


def states(plan, facts, row):
    context = context_of(evaluate_exactly(plan, facts))
    state = pool_state(context, plan.step("得"), 0, row)
    return {*state.covers.items(), state.hold, context.outcome.steps["得"].states[row]}


@pytest.mark.parametrize("kind", SHARED)
@pytest.mark.parametrize("seed", range(4))
def test_no_state_of_a_pool_is_missed(kind, seed):
    plan, facts = plan_of(kind), facts_of(seed)
    row = seed % len(facts.levels["镇街"].keys)
    found = how_far(context_of(evaluate_exactly(plan, facts)), "得", level="镇街", row=row)
    assert not found.unsolved
    names = {step.head.name for step in plan.steps} & {"应得", "封顶", "保底", "人口", "池"}
    for name in sorted(names):
        level, at = ("县区", 0) if name == "池" else ("镇街", row)
        now = facts.levels[level].columns[name].values[at]
        unit = 1 if name == "人口" else WAN
        thresholds = [one.then for one in found.thresholds if one.input == name]
        for direction in (1, -1):
            seen = states(plan, facts, row)
            values = [now + direction * step * Fraction(5, 4) * unit for step in range(80)]
            for near, far in pairwise(one for one in values if one >= 0):
                new = states(plan, with_input(facts, level, at, name, far), row) - seen
                low, high = sorted((near, far))
                assert not new or any(low <= one <= high for one in thresholds), (name, near, new)
                seen |= new


@pytest.mark.parametrize("kind", SHARED)
def test_every_threshold_of_a_pool_holds_and_one_step_nearer_does_not(kind):
    plan, facts = plan_of(kind), facts_of(7)
    context = context_of(evaluate_exactly(plan, facts))
    met = 0
    for one in how_far(context, "得", level="镇街", row=1).thresholds:
        level, at = ("县区", 0) if one.input == "池" else ("镇街", 1)
        finest = Fraction(1, 100) if one.input in ("人口", "级") else Fraction(1)
        nearer = one.then - (finest if one.change > 0 else -finest)
        there = evaluate_exactly(plan, with_input(facts, level, at, one.input, one.then))
        assert there.steps["得"].values[1] == (
            one.after if isinstance(one.after, Fraction) else None
        )
        now, then, before = (
            states(plan, with_input(facts, level, at, one.input, value), 1)
            for value in (one.now, one.then, nearer)
        )
        assert then != now
        met += then != before
    assert met
