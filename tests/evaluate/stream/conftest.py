"""A small policy over Parquet files, one for each level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiangzhi.document.read import read_document
from jiangzhi.plan.make import make_plan
from jiangzhi.plan.model import Plan
from jiangzhi.policy.resolve import resolve_policy

POLICY = """---
办法: stream
名称: 流
施行: 2020-01-01 起
金额单位: 元
层级: 县区 > 镇街 > 事项(明细)
主体: 镇街
---

## 第一条 数据

数据如表。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 类别 | 选项(甲、乙) | |
| 收入 | 金额(元) | [0, 100万元] |
| 系数 | 数 | [0, 10] |

| 输入: 事项 | 类型 | 范围 |
|---|---|---|
| 支出 | 金额(元) | >= 0 |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额(元) | >= 0 |

## 第二条 奖励

按收入分配。

```规则
应得 = 收入 * 系数 + SUM(事项[支出])
  当 类别 = "甲"
  否则 0

结果 奖励 = 按需分配(应得, 资金池)
  取整 0.01元
结果 占比 = 奖励 / 资金池
{more}
```
"""


PlanOf = Callable[..., Plan]
Write = Callable[..., dict[str, Path]]

COUNTIES = [(f"县{at:02}", None if at == 3 else 1000 * at) for at in range(12)]
TOWNS = [
    (county, f"镇{at}", "甲乙"[at % 2], at * 777, Fraction(at % 7, 4))
    for number, (county, _) in enumerate(COUNTIES)
    for at in range(number % 5)
]
ITEMS = [(county, town, at * 100) for county, town, *_ in TOWNS for at in range(len(town) % 3)]


def tables() -> dict[str, dict[str, Any]]:
    """The columns of each level."""
    return {
        "县区": {"县区": [c[0] for c in COUNTIES], "资金池": pa.array([c[1] for c in COUNTIES])},
        "镇街": {
            "县区": [t[0] for t in TOWNS], "镇街": [t[1] for t in TOWNS],
            "类别": [t[2] for t in TOWNS], "收入": [t[3] for t in TOWNS],
            "系数": pa.array([Decimal(t[4].numerator) / t[4].denominator for t in TOWNS],
                            pa.decimal128(10, 4)),
        },
        "事项": {
            "县区": [i[0] for i in ITEMS], "镇街": [i[1] for i in ITEMS],
            "支出": [i[2] for i in ITEMS],
        },
    }  # fmt: skip


@pytest.fixture
def plan_of() -> PlanOf:
    """The policy's plan, with more statements, or with words of it replaced."""

    def make(more: str = "", **replaced: str) -> Plan:
        text = POLICY.format(more=more)
        for old, new in replaced.items():
            assert old in text
            text = text.replace(old, new)
        return make_plan(resolve_policy(read_document(text, file="p.md")))

    return make


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write all files; ``changed`` are tables to be written instead."""

    def make(changed: Mapping[str, pa.Table] | None = None, **options: Any) -> dict[str, Path]:
        paths = {}
        for level, columns in tables().items():
            paths[level] = tmp_path / f"{level}.parquet"
            pq.write_table((changed or {}).get(level, pa.table(columns)), paths[level], **options)
        return paths

    return make
