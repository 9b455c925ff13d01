"""A small policy with every construct, its facts, and their exact outcome."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from jiangzhi.document.read import read_document
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy
from jiangzhi.workbook.model import FactColumn, Facts, Given, LevelFacts, Source

POLICY = """---
办法: taoyuan
名称: 桃源县激励办法（示例）
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街 > 超支事项(明细)
整体: 全市
主体: 镇街
分类: 类别
---

## 第一条 数据

| 输入: 镇街 | 类型 | 空白 |
|---|---|---|
| 类别 | 选项(优先发展、重点发展) | |
| 实际收入 | 金额(万元) | |
| 收入目标 | 金额(万元) | |
| 绩效得分 | 数 | |
| 一票否决 | 是否 | 否 |

| 输入: 超支事项 | 类型 |
|---|---|
| 事由 | 选项(政策性增支、其他支出) |
| 超支金额 | 金额(万元) |

| 输入: 县区 | 类型 |
|---|---|
| 奖励资金池 | 金额(万元) |

| 参数 | 值 |
|---|---|
| 起奖分 | 60 |
| 政策支持比例 | 80% |

## 第二条 超收奖励

绩效得分不低于起奖分且未被一票否决的,超收部分分档计奖。

> 取义:“超收部分”指实际收入减收入目标,不扣除上年结转。

| 奖励比例: 超收率 | 优先发展 | 重点发展 |
|---|---|---|
| (0, 5%] | 30% | 25% |
| (5%, 15%] | 40% | 35% |
| > 15% | 50% | 45% |

| 绩效系数: 绩效得分 | 值 |
|---|---|
| < 60 | 0 |
| [60, 80) | 80% |
| >= 80 | 100% |

```规则
超收额 = MAX(0, 实际收入 - 收入目标)
超收率 = 超收额 / 收入目标

应奖额 = 超额累进(超收额, 收入目标, 奖励比例[类别]) * 绩效系数
  当 实际收入 > 收入目标
  当 绩效得分 >= 起奖分
  当 NOT(一票否决)
  否则 0

超收名次 = RANK(超收率, [超收率], 降序, 同名次)
```

## 第三条 资金池

资金池不足的,同比例缩减。

```规则
结果 超收奖励 = 按需分配(应奖额, 奖励资金池)
  取整 元
```

## 第四条 超支支持

政策性增支按比例支持。

```规则
政策性超支 = SUMIFS(超支事项[超支金额], 超支事项[事由] = "政策性增支")

结果 超支支持 = 政策性超支 * 政策支持比例
  取整 元

结果 镇级, 结果 村级 = 分成(超支支持, 70%:30%)
  取整 0.01元
```
"""

TOWNS: list[tuple[str, str, str, str, str, str, str]] = [
    # 县区, 镇街, 类别, 实际收入, 收入目标, 绩效得分, 一票否决
    ("东县", "太平镇", "优先发展", "5400", "5000", "85", "否"),
    ("东县", "河口镇", "重点发展", "3300", "3000", "72.5", ""),
    ("东县", "榃滨镇", "优先发展", "4800", "5000", "90", "否"),
    ("西县", "太平镇", "重点发展", "9100", "9000", "55", "否"),
    ("西县", "新桥街道", "重点发展", "7777.77", "7000", "80", "否"),
]
ITEMS = [
    ("东县", "太平镇", "政策性增支", "120"),
    ("东县", "太平镇", "其他支出", "30"),
    ("东县", "河口镇", "政策性增支", "10.5"),
]
POOLS = [("东县", "150"), ("西县", "1000")]


def _money(text: str) -> Fraction | None:
    return Fraction(text) * 1_000_000 if text else None


def _column(raw: list[str], read: Callable[[str], Any]) -> FactColumn:
    return FactColumn([read(one) if one else None for one in raw], raw)


def make_facts(
    towns: list[tuple[str, ...]] = TOWNS,  # type: ignore[assignment]
    items: list[tuple[str, str, str, str]] = ITEMS,
    pools: list[tuple[str, str]] = POOLS,
    given: dict[str, Given] | None = None,
) -> Facts:
    """Facts as a workbook with three sheets would give them."""
    counties = [pool[0] for pool in pools]
    keys = [(town[0], town[1]) for town in towns]
    flags = {"是": True, "否": False}
    vetoes = FactColumn([flags.get(t[6], False) for t in towns], [t[6] for t in towns])
    names = ["类别", "实际收入", "收入目标", "绩效得分", "一票否决"]
    letters = dict(zip(names, "CDEFG", strict=True))
    sha = "0" * 64
    town_facts = LevelFacts(
        "镇街", keys, [counties.index(t[0]) for t in towns],
        (Source("镇街.xlsx", sha, "数据", letters),), [0] * len(towns),
        [row + 4 for row in range(len(towns))],
        {
            "类别": _column([t[2] for t in towns], str),
            "实际收入": _column([t[3] for t in towns], _money),
            "收入目标": _column([t[4] for t in towns], _money),
            "绩效得分": _column([t[5] for t in towns], Fraction),
            "一票否决": vetoes,
        },
    )  # fmt: skip
    item_facts = LevelFacts(
        "超支事项", [(i[0], i[1]) for i in items], [keys.index((i[0], i[1])) for i in items],
        (Source("镇街.xlsx", sha, "超支", {"事由": "C", "超支金额": "D"}),), [0] * len(items),
        [row + 2 for row in range(len(items))],
        {
            "事由": _column([i[2] for i in items], str),
            "超支金额": _column([i[3] for i in items], _money),
        },
    )  # fmt: skip
    county_facts = LevelFacts(
        "县区", [(c,) for c in counties], [0] * len(counties),
        (Source("镇街.xlsx", sha, "县区", {"奖励资金池": "B"}),), [0] * len(counties),
        [row + 2 for row in range(len(counties))],
        {"奖励资金池": _column([p[1] for p in pools], _money)},
    )  # fmt: skip
    whole = LevelFacts("全市", [()], [0], (), [-1], [0], {})
    levels = {"全市": whole, "县区": county_facts, "镇街": town_facts, "超支事项": item_facts}
    return Facts(levels, given or {}, {}, {"镇街.xlsx": sha}, ())


def make_outcome(policy: str = POLICY, **facts: Any) -> Outcome:
    """The exact outcome of a policy's text over facts."""
    plan = make_plan(resolve_policy(read_document(policy, file="taoyuan.md")))
    return evaluate_exactly(plan, make_facts(**facts))


@pytest.fixture(scope="session")
def outcome() -> Outcome:
    """The small policy over its five towns."""
    return make_outcome()


@pytest.fixture(scope="session")
def policy_text() -> str:
    """The small policy's text."""
    return POLICY


@pytest.fixture(scope="session")
def outcome_with() -> Callable[..., Outcome]:
    """Makes the outcome of changed facts or of a changed policy."""
    return make_outcome


@pytest.fixture
def towns() -> list[tuple[str, ...]]:
    """The five towns, to be changed in a copy."""
    return list(TOWNS)
