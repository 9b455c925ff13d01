"""Reads small sheets of a policy of towns, for tests of how tables lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from facts.books import Sheets, write_book

from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.document.read import read_document
from jiangzhi.facts.model import Facts
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.resolve import resolve_policy

POLICY = """---
办法: layouts
名称: 排法
施行: 2019-01-01 起
金额单位: 万元
层级: 县区 > 镇街
---

## 第一条 奖励

| 输入: 镇街 | 类型 | 空白 | 别名 |
|---|---|---|---|
| 镇街 | 名称 | | 乡镇 |
| 县区 | 名称 | | |
| 收入目标 | 金额 | | |
| 实际收入 | 金额 | | |
| 绩效得分 | 数(分) | 60 | |

```规则
结果 奖励 = MAX(0, 实际收入 - 收入目标) * 10%
  当 绩效得分 >= 60
  否则 0
  取整 元
```
"""
ONE_LEVEL = POLICY.replace("层级: 县区 > 镇街\n", "").replace("| 县区 | 名称 | | |\n", "")


class Reader:
    """Reads sheets: ``of`` gives each town's 收入目标 and 实际收入 in 万元, and the cells."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.one = resolve_policy(read_document(ONE_LEVEL, file="p.md"))
        self.notes: tuple[Diagnostic, ...] = ()

    def facts(
        self,
        tables: Sheets | list[list[Any]],
        change: Callable[[Any], None] | None = None,
        **more: Any,
    ) -> Facts:
        every = tables if isinstance(tables, dict) else {"Sheet1": tables}
        path = write_book(self.folder / "数据.xlsx", every, change)
        facts = read_workbooks(more.pop("policy", self.one), [path], **more)
        self.notes = facts.notes
        return facts

    def of(
        self, tables: Sheets | list[list[Any]], change: Any = None, **more: Any
    ) -> dict[str, list[Any]]:
        rows = self.facts(tables, change, **more).levels["镇街"]
        found = {}
        for row, key in enumerate(rows.keys):
            said: list[Any] = []
            for name in ("收入目标", "实际收入"):
                value, place = rows.columns[name].values[row], rows.place(name, row)
                assert value is None or not isinstance(value, str | bool)
                said += [None if value is None else value / 1_000_000, place and place.cell]  # type: ignore[operator]
            found["/".join(key)] = said
        return found

    def refused(self, tables: Sheets | list[list[Any]], change: Any = None, **more: Any) -> Any:
        with pytest.raises(Refused) as caught:
            self.facts(tables, change, **more)
        return [d for d in caught.value.diagnostics if d.severity.value == "error"]

    @property
    def codes(self) -> list[str]:
        return [note.code for note in self.notes]
