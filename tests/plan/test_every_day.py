"""A policy without a day is checked on every day on which it changes."""

from __future__ import annotations

import pytest

from jiangzhi.diagnostic import Refused, Severity
from jiangzhi.document.read import read_document
from jiangzhi.plan.every_day import plan_on_every_day
from jiangzhi.policy.days import days_of_change

HEAD = """---
办法: demo
名称: 试行办法
施行: 2010-01-01 至 2030-12-31
金额单位: 万元
{day}---

## 第一条 奖励

奖励。

| 输入: 镇街 | 类型 |
|---|---|
| 收入 | 金额(万元) |
| 旧数 | 金额(万元) |

| 参数 | 值 | 施行 |
|---|---|---|
| 比例 | 10% | 至 2014-12-31 |
| 比例 | 20% | {start} 起 |

| 系数(2018-01-01 起): 收入 | 值 |
|---|---|
| 任意 | 2 |

```规则
结果 奖励 = 收入 * 比例
  取整 元
结果 另奖 = {old}
  取整 元
  施行 至 2011-12-31
结果 另奖 = 收入
  取整 元
  施行 2012-01-01 起
```
"""


def document(start="2015-01-01", old="旧数", day=""):
    return read_document(HEAD.format(start=start, old=old, day=day), file="试.md")


def test_days_begin_each_stretch():
    assert [day.year for day in days_of_change(document())] == [2010, 2012, 2015, 2018]


def test_what_is_used_on_one_day_only_is_not_called_unused():
    loaded = plan_on_every_day(document())
    assert [(note.code, note.args["name"]) for note in loaded.notes] == [("P204", "系数")]


def test_each_day_is_checked():
    with pytest.raises(Refused) as refused:
        plan_on_every_day(document(start="2016-01-01"))
    (found,) = [d for d in refused.value.diagnostics if d.code == "P108"]
    assert str(found.args["day"]) == "2015-01-01"


def test_gap_on_another_than_the_stated_day_is_a_warning():
    loaded = plan_on_every_day(document(start="2016-01-01", day="基准日: 2020-12-31\n"))
    (gap,) = [note for note in loaded.notes if note.code == "P108"]
    assert gap.severity is Severity.WARNING


def test_level_that_jumps_is_refused():
    with pytest.raises(Refused) as refused:
        plan_on_every_day(document(old="1万元"))
    assert [found.code for found in refused.value.diagnostics][-1] == "P163"
