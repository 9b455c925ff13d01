"""No policy ends in an internal error: any expression in any place is planned or refused.

Quick: each expression in a third of the places. ``make fuzz``: every expression in every place,
and thousands of expressions put together at random.
"""

from __future__ import annotations

import random

import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.document.read import read_document
from jiangzhi.plan.every_day import plan_on_every_day

DOCUMENT = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街 > 事项(明细)
主体: 镇街
---

## 第一条 计算

按下列公式计算。

| 输入: 镇街 | 类型 | 范围 | 空白 |
|---|---|---|---|
| 类别 | 选项(优先、重点) | | |
| 收入 | 金额(万元) | >= 0 | 0 |
| 得分 | 数 | [0, {range}] | |
| 增幅 | 比例 | | {blank} |
| 否决 | 是否 | | |
| 开工 | 日期 | | |

| 输入: 县区 | 类型 |
|---|---|
| 资金 | 金额(万元) |

| 输入: 事项 | 类型 |
|---|---|
| 事额 | 金额(万元) |

| 参数 | 值 |
|---|---|
| 参数甲 | {parameter} |

| 参数: 类别 | 优先 | 重点 |
|---|---|---|
| 参数乙 | {by_class} | 2% |

| 比例: 收入 | 优先 | 重点 |
|---|---|---|
| <= {edge} | {rate} | 10% |
| > {edge} | 20% | 30% |

| 系数: {heading} | 值 |
|---|---|
| {condition} | {result} |
| 其他 | 0 |

```规则
甲 = {formula}
  当 {guard}
  否则 {otherwise}
结果 乙 = 超额累进({amount}, 比例[类别])
  取整 元
丙 = 全额累进(收入, 比例[{selector}])
结果 丁 = 按权分配({weight}, {pool})
  当 {takes_part}
  上限 {cap}
  下限 {floor}
  次序 {tier}
结果 戊, 结果 己 = 分成({split}, {share}:1)
  取整 元
庚 = 上年(乙, {instead})
辛 = SUMIFS([收入], {where})
壬 = RANK(得分, [得分], 降序, 同名次, {where})
癸 = 系数
保证 {guarantee}
```

| 算例: 一 | 类别 | 收入 | 得分 | = 乙 |
|---|---|---|---|---|
| 甲镇 | 优先 | {given} | 60 | {expected} |
"""
#: What stands in a place where nothing else is tried there.
PLAIN = {
    "range": "100", "blank": "0", "parameter": "1", "by_class": "1%", "edge": "100万元",
    "rate": "5%", "heading": "得分", "condition": ">= 60", "result": "1", "formula": "收入",
    "guard": "得分 > 1", "otherwise": "0", "amount": "收入", "selector": "类别",
    "weight": "收入", "pool": "资金", "takes_part": "得分 > 1", "cap": "9万元", "floor": "1万元",
    "tier": "1", "split": "收入", "share": "3", "instead": "0", "where": "[得分] > 1",
    "guarantee": "乙 >= 0", "given": "100", "expected": "",
}  # fmt: skip
EXPRESSIONS = (
    "SUM([收入])", "SUM(全部[收入])", "AVERAGE([得分])", "COUNT([收入])", "COUNTIFS([得分] > 60)",
    "SUM(事项[事额])", "LARGE([收入], 2)", "MEDIAN([增幅])", "RANK(得分, [得分], 降序, 同名次)",
    "RANK(得分, [得分], 降序, 平均名次)", "SHARE(收入, [收入])", "上年(收入)", "上年(乙)",
    "上年(甲, 0)", "比例[类别]", "系数", "参数乙", "超额累进(收入, 比例[类别])",
    "全额累进(收入, 比例[类别])", "按需分配(收入, 资金)", "分成(收入, 1:2)", "基准日", "开工 + 30",
    "YEAR(开工)", "镇街", '"甲"', "否决", "类别", "增幅", "8%", "100万元", "-5", "1/0", "[收入]",
    "全部[得分]", "资金", "事额", "IF(否决, SUM([收入]), 0)", "MIN(收入, SUM([收入]))",
    "得分 > AVERAGE([得分])", "IFERROR(收入 / SUM([收入]), 0)", "百分点(增幅)", "2024-01-31",
    "COUNTIFS([得分] > 本行.得分)", "任意", "其他", "", "(", "甲", "不存在",
)  # fmt: skip


def is_planned_or_refused(**places):
    text = DOCUMENT.format(**{**PLAIN, **places})
    try:
        plan_on_every_day(read_document(text, file="试.md"))
    except Refused:
        return


def test_the_document_alone_is_planned():
    plan_on_every_day(read_document(DOCUMENT.format(**PLAIN), file="试.md"))


@pytest.mark.parametrize("place", PLAIN)
def test_any_expression_in_any_place(place):
    at = list(PLAIN).index(place)
    for number, expression in enumerate(EXPRESSIONS):
        if (number + at) % 3 == 0:
            is_planned_or_refused(**{place: expression})


@pytest.mark.slow
@pytest.mark.fuzz
@pytest.mark.parametrize("place", PLAIN)
def test_every_expression_in_every_place(place):
    for expression in EXPRESSIONS:
        is_planned_or_refused(**{place: expression})


@pytest.mark.slow
@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(2000))
def test_expressions_put_together(seed):
    draw = random.Random(seed)
    joined = ("{} + {}", "{} * {}", "{} >= {}", "IF({0} > {1}, {0}, {1})", "MAX({}, {})", "{} / {}")
    places = {}
    for place in draw.sample(list(PLAIN), 3):
        one, other = draw.sample(EXPRESSIONS, 2)
        places[place] = draw.choice((one, draw.choice(joined).format(one, other)))
    is_planned_or_refused(**places)
