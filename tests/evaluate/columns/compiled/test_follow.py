"""Blocks that a loop was not made for are followed plainly; the result is the same."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

pytest.importorskip("numba", reason="the extra compiled is not installed")

from jiangzhi.document.read import read_document
from jiangzhi.evaluate.columns.compiled import follow as follow_module
from jiangzhi.evaluate.columns.compiled import program as program_module
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy

POLICY = """---
办法: taoyuan
名称: 桃源县办法
施行: 2020-01-01 起
金额单位: 元
层级: 县区 > 镇街
主体: 镇街
---

## 第一条 奖励

超收的镇街按比例奖励。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | >= 0 |

```规则
超收额 = MAX(0, 收入 - 目标)
结果 完成率 = 收入 / 目标
  取整 0.01%
结果 奖励 = 超收额 * 10%
  取整 0.01元
```
"""
COUNTIES, TOWNS = 6, 8


@pytest.fixture(scope="module")
def plan():
    return make_plan(resolve_policy(read_document(POLICY, file="taoyuan.md")))


def facts_of(income, target) -> Facts:
    rows = COUNTIES * TOWNS
    columns = {"收入": income, "目标": target}

    def level(name, keys, parents, of):
        made = {key: FactColumn(value, [""] * len(keys)) for key, value in of.items()}
        nowhere = [-1] * len(keys)
        return LevelFacts(name, keys, parents, (), nowhere, nowhere, made)

    levels = [
        level("整体", [()], [0], {}),
        level("县区", [(f"县{at}",) for at in range(COUNTIES)], [0] * COUNTIES, {}),
        level(
            "镇街",
            [(f"县{at // TOWNS}", f"镇{at}") for at in range(rows)],
            [at // TOWNS for at in range(rows)],
            columns,
        ),
    ]
    return Facts({one.level: one for one in levels}, {}, {}, {}, ())


def fail_if_different(plan, facts, **named):
    plain = evaluate_by_columns(plan, facts, compiled=False)
    found = evaluate_by_columns(plan, facts, compiled=True, **named)
    for step in plan.steps:
        one, other = plain.steps[step.head.name], found.steps[step.head.name]
        assert list(one.values) == list(other.values), step
        assert list(one.states) == list(other.states), step
        assert list(one.rules) == list(other.rules), step


@pytest.fixture
def made(monkeypatch):
    """How many loops were made, and for which steps."""
    found = []

    def traced(steps, frame):
        program = program_module.traced(steps, frame)
        found.append(() if program is None else tuple(step.head.name for step in program.steps))
        return program

    monkeypatch.setattr(follow_module, "traced", traced)
    return found


def amounts(*, low=1):
    return [Fraction(low + 37 * at % 1000) for at in range(COUNTIES * TOWNS)]


def test_one_loop_serves_all_blocks(plan, made):
    fail_if_different(plan, facts_of(amounts(), amounts(low=500)), block_rows=TOWNS)
    assert made == [("超收额", "完成率", "奖励")]


def test_a_block_with_a_failing_row_gets_a_loop_of_its_own(plan, made):
    targets = amounts(low=500)
    targets[20] = Fraction(0)
    fail_if_different(plan, facts_of(amounts(), targets), block_rows=TOWNS)
    assert len(made) == 2


def test_a_missing_value_changes_nothing(plan, made):
    income = amounts()
    income[3] = None
    fail_if_different(plan, facts_of(income, amounts(low=500)), block_rows=TOWNS)
    assert made


def test_more_variants_than_loops_are_followed_plainly(plan, made, monkeypatch):
    monkeypatch.setattr(follow_module, "MOST_VARIANTS", 1)
    targets = amounts(low=500)
    targets[20] = Fraction(0)
    fail_if_different(plan, facts_of(amounts(), targets), block_rows=TOWNS)
    assert len(made) == 1


def test_a_wrong_loop_is_seen(plan, monkeypatch):
    """The comparison above can fail: a loop whose results are spoilt differs."""
    run = program_module.Program.run

    def spoilt(self, frame):
        done = run(self, frame)
        result = frame.results["奖励"]
        result.vector.num = result.vector.num + np.int64(1)
        return done

    monkeypatch.setattr(program_module.Program, "run", spoilt)
    with pytest.raises(AssertionError):
        fail_if_different(plan, facts_of(amounts(), amounts(low=500)))
