"""The Python face: DataFrames in, DataFrames out."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from jiangzhi import api

POLICY = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街
---

## 第一条 奖励

超过目标的部分奖励一半,县区资金池不足时同比例缩减。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | > 0 |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额 | >= 0 |

```规则
结果 奖 = 按需分配((收入 - 目标) * 50%, 资金池)
  当 收入 > 目标
```
"""


@pytest.fixture
def loaded(tmp_path):
    path = tmp_path / "试.md"
    path.write_text(POLICY, encoding="utf-8")
    return api.load_policy(path)


def frames(**towns):
    defaults = {"县区": "甲县", "目标(万元)": 100}
    rows = [{**defaults, "镇街": name, "收入(万元)": income} for name, income in towns.items()]
    pools = [{"县区": "甲县", "资金池(万元)": 15}]
    return {"镇街": pd.DataFrame(rows), "县区": pd.DataFrame(pools)}


def test_frames_in_frame_out(loaded):
    outcome = api.evaluate(loaded, api.read_frames(loaded, frames(甲镇=120, 乙镇=140)))
    frame = api.results(outcome)
    assert list(frame.columns) == ["县区", "镇街", "奖"]
    assert list(frame["奖"]) == [Decimal(50000), Decimal(100000)]


def test_a_blank_is_missing_not_zero(loaded):
    outcome = api.evaluate(loaded, api.read_frames(loaded, frames(甲镇=None, 乙镇=140)))
    assert list(api.results(outcome)["奖"]) == [None, None]


def test_what_is_wrong_is_raised_together(loaded):
    with pytest.raises(api.Refused) as refused:
        api.read_frames(loaded, frames(甲镇="很多", 乙镇=-1))
    assert len(refused.value.diagnostics) == 2
