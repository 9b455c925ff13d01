"""The path that a plan's steps are said to take, and the bounds that they keep."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.document.read import read_document
from jiangzhi.evaluate.columns.describe import describe_paths
from jiangzhi.evaluate.columns.numbers.paths import Path
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy

POLICY = """---
办法: paths
名称: 路径
施行: 2020-01-01 起
金额单位: 元
层级: 县区 > 镇街
---

## 第一条 数据

数据如表。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额(元) | [0, {most}元] |
| 系数 | 数 | [0, 10] |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额(元) | [0, {most}元] |

## 第二条 奖励

按收入分配。

```规则
加倍 = 收入 * 系数
立方 = 系数 ^ 8 * 系数 ^ 8
结果 奖励 = 按需分配(收入, 资金池)
  取整 元
```
"""


def plan_with(most: str):
    text = POLICY.format(most=most)
    return make_plan(resolve_policy(read_document(text, file="p.md")))


def paths(most: str, **given: int):
    return {path.step: path for path in describe_paths(plan_with(most), **given)}


def test_small_ranges_stay_narrow():
    found = paths("10000", rows_of_a_group=20)
    assert found["加倍"].path is Path.NARROW
    assert found["奖励"].path is Path.NARROW
    assert (found["收入"].low, found["收入"].high, found["收入"].below) == (0, 1_000_000, 1)


def test_pools_beyond_64_bits_are_corrected_by_the_remainder():
    assert paths("1000000000", rows_of_a_group=20)["奖励"].path is Path.WRAPPED


def test_what_fits_nothing_else_is_wide():
    assert paths("10000")["立方"].path is Path.WIDE
    assert paths("1000000000000000")["奖励"].path is Path.WIDE


def test_larger_groups_need_more_room():
    few = paths("10000000000", rows_of_a_group=20)["奖励"].path
    many = paths("10000000000", rows_of_a_group=10_000_000)["奖励"].path
    assert few is Path.WRAPPED
    assert many is Path.WIDE


def test_the_bound_is_printed():
    assert str(paths("10000")["收入"]) == "收入: int64,[0, 2^20]"
    assert str(paths("10000")["系数"]) == "系数: int64,[0, 100000] /10000"
    assert "长整数" in str(paths("10000")["立方"])


def test_bounds_hold_every_value_within_the_range():
    found = paths("10000")["加倍"]
    assert Fraction(found.high, found.below) >= 1_000_000 * 10
    assert found.low <= 0


def test_denominators_that_multiply_up_are_said_to_be_slow():
    text = POLICY.format(most="1亿").replace(
        "立方 =",
        "率 = 收入 / (系数 * 1元)\n均率 = AVERAGE(全部[率])\n  层级 整体\n"
        "结果 补 = 按权分配(率, 资金池)\n立方 =",
    )
    plan = make_plan(resolve_policy(read_document(text, file="p.md")))
    shown = {path.step: str(path) for path in describe_paths(plan)}
    slow = {name for name, line in shown.items() if "行数越多越慢" in line}
    assert slow == {"均率"}
    assert "长整数" in shown["补"]
    assert "int64" in shown["率"]
