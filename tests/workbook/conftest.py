from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jiangzhi.document.read import read_document
from jiangzhi.policy.model import Policy
from jiangzhi.policy.resolve import resolve_policy

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


@pytest.fixture(scope="session")
def policy() -> Policy:
    return resolve_policy(read_document(POLICY, file="p.md"))


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def make(
        sheets: Sheets | None = None,
        change: Callable[[Any], None] | None = None,
        name: str = "b.xlsx",
    ) -> Path:
        return write_book(tmp_path / name, sheets or base_sheets(), change)

    return make


def codes(diagnostics: Sequence[Any]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


@pytest.fixture
def sheets() -> Sheets:
    return base_sheets()
