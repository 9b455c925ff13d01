"""A small policy, the tables of a clean workbook for it, and what comes of changed ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jiangzhi.diagnostic import Diagnostic, Refused, Severity
from jiangzhi.facts.book.load import load_book
from jiangzhi.facts.model import Facts
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy

POLICY = """---
办法: test-policy
名称: 试验办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街 > 超支事项(明细)
整体: 全市
---

## 第一条 数据

| 输入: 镇街 | 类型 | 范围 | 空白 | 别名 |
|---|---|---|---|---|
| 镇街 | 名称 | | | 乡镇 |
| 类别 | 选项(优先发展、重点发展、生态保护) | | | |
| 实际收入 | 金额 | >= 0 | | 一般公共预算收入、财政收入 |
| 收入目标 | 金额 | >= 0 | | |
| 绩效得分 | 数 | [0, 100] | | 考核得分 |
| 增幅 | 比例 | | 0 | |
| 一票否决 | 是否 | | 否 | |

| 输入: 超支事项 | 类型 | 范围 | 空白 | 别名 |
|---|---|---|---|---|
| 事由 | 选项(政策性增支、突发应急、民生刚性、违规超支) | | | |
| 超支金额 | 金额(万元) | >= 0 | | 金额 |
| 批准日期 | 日期 | | 2020-01-01 | |

| 输入: 全市 | 类型 |
|---|---|
| 奖励资金池 | 金额 |

| 参数 | 值 |
|---|---|
| 起奖分 | 60 |

```规则
结果 超收奖励 = MAX(0, 实际收入 - 收入目标) + SUM([超支金额]) * 增幅
  当 绩效得分 >= 起奖分
  当 NOT(一票否决)
  当 属于(类别, "优先发展")
  否则 0
  取整 元
```
"""

TOWNS = [
    ["县区", "镇街", "类别", "实际收入(万元)", "收入目标(万元)", "绩效得分", "增幅", "一票否决"],
    ["云城区", "思劳镇", "优先发展", 5200, 5000, 88.5, 0.08, "否"],
    ["云城区", "腰古镇", "重点发展", 4100.25, 4000, 91, 0.05, "否"],
    ["新兴县", "太平镇", "生态保护", 3800, 3900, 77, 0.02, "是"],
    ["云安区", "太平镇", "优先发展", 3900, 3700, 66, 0.03, "否"],
]
DETAILS = [
    ["县区", "镇街", "事由", "金额", "批准日期"],
    ["云城区", "思劳镇", "政策性增支", 12.5, "2023-05-01"],
    ["新兴县", "太平镇", "突发应急", 3, "2023-06-01"],
    ["云城区", "腰古镇", "民生刚性", 3, "2023-06-01"],
    ["云安区", "太平镇", "民生刚性", 3, "2023-06-01"],
]
PARAMETERS = [["参数", "值", "单位"], ["奖励资金池", 800, "万元"]]

Sheets = dict[str, list[list[Any]]]


def base_sheets() -> Sheets:
    rows = {"镇街": TOWNS, "超支事项": DETAILS, "参数": PARAMETERS}
    return {name: [list(row) for row in table] for name, table in rows.items()}


def write_book(path: Path, sheets: Sheets, change: Callable[[Any], None] | None = None) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    book.save(path)
    return path


Book = Callable[..., Path]
#: 分 in 1 万元.
WAN = 1_000_000


def codes(diagnostics: Any) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


def refused(policy: Policy, *paths: Path, **more: Any) -> list[Diagnostic]:
    """The errors that workbooks are refused with; all words must be filled in."""
    with pytest.raises(Refused) as caught:
        read_workbooks(policy, paths, **more)
    for diagnostic in caught.value.diagnostics:
        words = [diagnostic.message("zh"), diagnostic.message("en")]
        assert "{" not in "".join([*words, diagnostic.help("zh"), diagnostic.help("en")])
    return [d for d in caught.value.diagnostics if d.severity is Severity.ERROR]


def revenue(facts: Facts, row: int = 0) -> Any:
    return facts.levels["镇街"].columns["实际收入"].values[row]


def code_of(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        load_book(path)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.message("zh")
    assert diagnostic.help("zh")
    assert diagnostic.message("en")
    return diagnostic.code


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(name, data)
    return out.getvalue()


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as z:
        return {name: z.read(name) for name in z.namelist()}
