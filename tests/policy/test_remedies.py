"""A printed remedy, followed, leaves nothing to complain of."""

from __future__ import annotations

import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.document.read import read_document
from jiangzhi.plan.every_day import plan_on_every_day

HEAD = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街
主体: 镇街
---

## 第一条 计算

按下列公式计算。

| 输入: 镇街 | 类型 |
|---|---|
| 类别 | 选项(优先、重点) |
| 收入 | 金额(万元) |
| 占比 | 比例 |
| 增长 | 数(百分点) |
| 得分 | 数 |
| 人口 | 个数 |

"""
#: The wrong text, its code, what the message or help must say, and the text as it then is.
REMEDIES = {
    "rate and number": ("结果 甲 = 占比 >= 80", "P119", "80%", "结果 甲 = 占比 >= 80%"),
    "rate and number, points": (
        "结果 甲 = 占比 >= 80", "P119", "百分点(…)", "结果 甲 = 百分点(占比) >= 80",
    ),
    "points and rate": ("结果 甲 = 增长 - 8%", "P119", "8% 写成 8", "结果 甲 = 增长 - 8"),
    "points as a rate": ("结果 甲 = 增长 - 8%", "P119", "(…)%", "结果 甲 = (增长)% - 8%"),
    "number as a rate": (
        "结果 甲 = 得分 - 占比", "P119", "(… * 100)%", "结果 甲 = (得分 * 100)% - 占比",
    ),
    "points as a number": (
        "结果 甲 = 得分 + 百分点(占比)", "P119", "* 1", "结果 甲 = 得分 + 百分点(占比) * 1",
    ),
    "whole part of a rate": (
        "结果 甲 = INT(占比)", "P119", "INT(百分点(…))", "结果 甲 = INT(百分点(占比))",
    ),
    "rounding of a number": (
        "结果 甲 = 得分\n  取整 元", "P128", "取整 1", "结果 甲 = 得分 * 1\n  取整 1",
    ),
    "rounding of a rate": (
        "结果 甲 = 占比 * 占比\n  取整 2", "P128", "取整 1%", "结果 甲 = 占比 * 占比\n  取整 1%",
    ),
    "total under its own name": (
        "结果 甲 = 收入 + SUM([甲])\n  取整 元", "P118", "甲合计 = SUM([甲])",
        "结果 甲 = 收入\n  取整 元\n结果 甲合计 = SUM([甲])\n  取整 元",
    ),
    "criterion in quotes": (
        '结果 甲 = COUNTIFS([收入], ">=100万元")', "P145", "[量] >=100万元",
        "结果 甲 = COUNTIFS([收入] >=100万元)",
    ),
    "choice without quotes": (
        "结果 甲 = 类别 = 优先", "P117", '"优先"', '结果 甲 = 类别 = "优先"',
    ),
    "last year's value": (
        "结果 甲 = 收入 - 上年收入\n  取整 元", "P117", "上年(收入)",
        "结果 甲 = 收入 - 上年(收入)\n  取整 元",
    ),
    "points in words": ("结果 甲 = 占比 - 5个百分点", "P117", "5%", "结果 甲 = 占比 - 5%"),
    "comparison in words": ("结果 甲 = 得分 大于等于 60", "F110", ">=", "结果 甲 = 得分 >= 60"),
    "comparison run together": (
        "结果 甲 = 得分不低于60", "P117", "得分 >= 60", "结果 甲 = 得分 >= 60",
    ),
    "input as result": (
        "结果 收入\n  取整 元", "P157", "结果 公布的收入 = 收入",
        "结果 公布的收入 = 收入\n  取整 元",
    ),
    "whose name": (
        '结果 甲 = COUNTIFS(全部[收入] > 0, 县区 = "甲县")', "P159", "[县区]",
        '结果 甲 = COUNTIFS(全部[收入] > 0, 全部[县区] = "甲县")',
    ),
    "statements that overlap": (
        "结果 甲 = 1\n  当 得分 > 60\n结果 甲 = 2\n  当 得分 > 80\n  否则 0", "P164", "(依次)",
        "结果 甲(依次) = 1\n  当 得分 > 60\n结果 甲(依次) = 2\n  当 得分 > 80\n  否则 0",
    ),
}  # fmt: skip


def checked(rules):
    text = f"{HEAD}\n```规则\n{rules}\n```\n"
    try:
        return plan_on_every_day(read_document(text, file="试.md")).notes
    except Refused as refused:
        return refused.diagnostics


def errors(rules):
    return [found for found in checked(rules) if found.severity.value == "error"]


@pytest.mark.parametrize("name", REMEDIES)
def test_the_remedy_is_printed(name):
    wrong, code, said, _ = REMEDIES[name]
    found = errors(wrong)
    assert [one.code for one in found] == [code]
    assert said in found[0].message("zh") + found[0].help("zh")


@pytest.mark.parametrize("name", REMEDIES)
def test_the_remedy_followed_works(name):
    assert errors(REMEDIES[name][3]) == []


def test_share_of_a_product_needs_no_name():
    assert errors("结果 甲 = SHARE(收入 * 占比, [收入 * 占比])") == []


def test_nothing_is_said_of_no_day():
    rules = "结果 甲 = 乙\n乙 = 得分\n  施行 2030-01-01 起\n"
    text = f"{HEAD}\n```规则\n{rules}\n```\n"
    from jiangzhi.plan.load import plan_document

    with pytest.raises(Refused) as refused:
        plan_document(read_document(text, file="试.md"))
    assert [one.code for one in refused.value.diagnostics if one.severity.value == "error"] == [
        "P107"
    ]
