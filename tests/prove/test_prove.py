"""Verdicts: what holds is proved, what does not is refuted by a town that both evaluators see."""

from __future__ import annotations

import pytest

from jiangzhi import api, flow
from jiangzhi.prove import ready
from jiangzhi.prove.model import Proof
from jiangzhi.prove.words import case_text

POLICY = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
---

## 第一条 奖励

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 类别 | 选项(优先、重点) | |
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | > 0 |
| 得分 | 数 | [0, 100] |

| 参数 | 值 |
|---|---|
| 资金池 | 300万元 |

| 奖励比例: 超收率 | 优先 | 重点 |
|---|---|---|
| (0, 5%] | 30% | 25% |
| (5%, 15%] | 40% | 35% |
| > 15% | 50% | 45% |

| 系数: 得分 | 值 |
|---|---|
| [0, 60) | 0 |
| [60, 80) | 80% |
| [80, 100] | 100% |

```规则
超收额 = MAX(0, 收入 - 目标)
超收率 = 超收额 / 目标

应奖额 = MIN(超额累进(超收额, 目标, 奖励比例[类别]) * 系数, 目标 * 20%)
  当 收入 > 目标
  否则 0
  取整 元 舍去

结果 奖励 = 按需分配(应奖额, 资金池)
  取整 元

保证 应奖额 随 收入 不减
保证 应奖额 随 得分 不减
保证 应奖额 <= 目标 * 20%
保证 奖励 <= 应奖额
保证 SUM([奖励]) <= 资金池
```
"""

#: What an official may get wrong, each with the guarantee that it breaks.
MUTANTS = {
    "a rate swapped": ("| [60, 80) | 80% |", "| [60, 80) | 120% |", "应奖额 随 得分 不减"),
    "a condition turned": ("当 收入 > 目标", "当 收入 < 目标 * 2", "应奖额 随 收入 不减"),
    "a cap dropped": (", 目标 * 20%)\n", ", 目标 * 60%)\n", "应奖额 <= 目标 * 20%"),
    "rounding that breaks a cap": ("取整 元 舍去", "取整 元 进一", "应奖额 <= 目标 * 20%"),
    "a cap before the coefficient": (
        "MIN(超额累进(超收额, 目标, 奖励比例[类别]) * 系数, 目标 * 20%)",
        "MIN(超额累进(超收额, 目标, 奖励比例[类别]), 目标 * 20%) * 系数 * 110%",
        "应奖额 <= 目标 * 20%",
    ),
    "an addition after the pool": (
        "按需分配(应奖额, 资金池)", "按需分配(应奖额 + 1元, 资金池)", "奖励 <= 应奖额",
    ),
}  # fmt: skip


def guarantees(text):
    loaded = flow.load(text)
    return {
        one.claim.zh.removeprefix("保证:"): one
        for one in flow.prove(loaded, guarantees=True).verdicts
    }


def test_what_holds_is_proved_for_any_number_of_towns():
    found = flow.prove(flow.load(POLICY), guarantees=True)
    assert [one.finding for one in found.verdicts] == [Proof.PROVED] * 5


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_refuted_by_a_town(name):
    old, new, broken = MUTANTS[name]
    assert old in POLICY
    mutant = POLICY.replace(old, new)
    verdicts = flow.prove(flow.load(mutant), guarantees=True).verdicts
    refuted = [one for one in verdicts if one.finding is Proof.REFUTED]
    assert refuted, [(one.claim.zh, one.finding.value) for one in verdicts]
    if "随" not in broken:
        assert broken in [one.claim.zh.removeprefix("保证:") for one in refuted]


@pytest.mark.parametrize("name", ["a cap dropped", "rounding that breaks a cap", "a rate swapped"])
def test_the_printed_case_pasted_comes_out(name):
    old, new, _ = MUTANTS[name]
    mutant = POLICY.replace(old, new)
    loaded = flow.load(mutant)
    found = flow.prove(loaded, guarantees=True)
    refuted = next(one for one in found.of(Proof.REFUTED) if one.witness is not None)
    pasted = flow.load(f"{mutant}\n{case_text(loaded.plan, refuted)}\n")
    checked = flow.check(pasted)
    assert len(checked.cases) == len(refuted.witness.outcomes)
    assert not [case for case in checked.cases if case.differences]


def test_check_warns_of_a_guarantee_that_a_town_refutes():
    old, new, _ = MUTANTS["rounding that breaks a cap"]
    found = flow.check(flow.load(POLICY.replace(old, new))).found
    assert "V201" in [one.code for one in found]
    assert "V201" not in [one.code for one in flow.check(flow.load(POLICY)).found]


def test_without_the_solver_v102_says_what_to_install(monkeypatch):
    monkeypatch.setattr(ready, "find_spec", lambda name: None)
    loaded = flow.load(POLICY)
    with pytest.raises(api.Refused, match="V102"):
        flow.prove(loaded)
    assert flow.check(loaded).found == loaded.notes


def test_the_same_verdicts_each_time():
    loaded = flow.load(POLICY)
    one, other = (flow.prove(loaded, about="应奖额") for _ in range(2))
    assert [(v.claim, v.finding) for v in one.verdicts] == [
        (v.claim, v.finding) for v in other.verdicts
    ]
