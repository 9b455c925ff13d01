"""Small policies from their parts, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from jiangzhi.diagnostic import Refused, TextPlace
from jiangzhi.document.read import read_document
from jiangzhi.plan.load import Loaded, plan_document

FRONT = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街 > 超支事项(明细)
主体: 镇街
分类: 类别
---

## 第一条 数据

本条列明数据。

| 输入: 镇街 | 类型 | 范围 | 空白 | 别名 |
|---|---|---|---|---|
| 类别 | 选项(优先、重点、生态) | | | |
| 收入 | 金额 | >= 0 | | 财政收入 |
| 目标 | 金额 | > 0 | | |
| 得分 | 数 | [0, 100] | | |
| 否决 | 是否 | | 否 | |
| 日期 | 日期 | | | |

| 输入: 县区 | 类型 | 范围 |
|---|---|---|
| 资金池 | 金额 | >= 0 |

| 输入: 超支事项 | 类型 | 范围 |
|---|---|---|
| 事由 | 选项(政策、应急、违规) | |
| 事项金额 | 金额 | >= 0 |

| 参数 | 值 |
|---|---|
| 起奖分 | 60 |

## 第二条 规则

本条规定计算。

"""

Load = Callable[..., Loaded]
Wrong = Callable[..., list[tuple[str, str]]]


def text_of(rules: str, tables: str, front: str) -> str:
    return f"{front}{tables}\n```规则\n{rules}\n```\n"


@pytest.fixture
def load() -> Load:
    def make(
        rules: str, *, tables: str = "", front: str = FRONT, as_of: date | None = None
    ) -> Loaded:
        document = read_document(text_of(rules, tables, front), file="试.md")
        return plan_document(document, as_of=as_of)

    return make


@pytest.fixture
def wrong() -> Wrong:
    """The refused problems of a policy: each code with the text under its caret."""

    def make(
        rules: str, *, tables: str = "", front: str = FRONT, as_of: date | None = None
    ) -> list[tuple[str, str]]:
        document = read_document(text_of(rules, tables, front), file="试.md")
        with pytest.raises(Refused) as refused:
            plan_document(document, as_of=as_of)
        found = []
        for diagnostic in refused.value.diagnostics:
            assert diagnostic.help("zh")
            assert diagnostic.help("en")
            place = diagnostic.place
            assert isinstance(place, TextPlace)
            start = place.column - 1
            found.append((diagnostic.code, place.excerpt[start : start + place.length]))
        return found

    return make
