"""A cell's double is read as spreadsheets show it, so our own book decides as the engine did."""

from __future__ import annotations

import math
from pathlib import Path

import openpyxl
import pytest
from publish.book.judges import differences

from jiangzhi import flow

POLICY = """---
办法: demo
名称: 试行办法
施行: 2020-01-01 起
金额单位: 元
---

## 第一条 奖励

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | > 0 |
| 得分 | 数 | |
| 增幅 | 比例 | |

| 系数: 得分 | 值 |
|---|---|
| < 60 | 0 |
| [60, 80) | 80% |
| >= 80 | 100% |

```规则
结果 奖励 = MAX(0, 收入 - 目标) * 系数
  当 增幅 >= 8%
  否则 0
  取整 元
结果 达标奖 = 100元
  当 得分 >= 60
  否则 0
  取整 元
```
"""


def beside(value: float) -> list[float]:
    """Doubles that every spreadsheet shows as the value: it, and its neighbours."""
    up = down = value
    found = [value]
    for _ in range(3):
        up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
        found += [up, down]
    return found


@pytest.fixture
def noisy(tmp_path: Path) -> tuple[Path, list[int]]:
    """A published run over noisy cells at every threshold; what each town must get."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "镇街"
    sheet.append(["镇街", "收入(元)", "目标(元)", "得分", "增幅"])
    wanted = []
    for score, factor in ((60.0, 80), (80.0, 100)):
        for growth in (0.08, 0.07):
            for one, other in zip(beside(score), beside(growth), strict=True):
                income = 33.3 * 3 + 1000.1
                sheet.append([f"甲{len(wanted)}镇", income, 100, one, other])
                paid = round((1100 - 100) * factor / 100) if growth == 0.08 else 0
                wanted.append(paid)
    book.save(tmp_path / "数据.xlsx")
    loaded = flow.load(POLICY)
    computed = flow.run(loaded, flow.read(loaded, tmp_path / "数据.xlsx"))
    table = flow.results(computed)
    assert [int(value) for value in table["奖励"].to_pylist()] == wanted
    assert {int(value) for value in table["达标奖"].to_pylist()} == {100}
    return flow.publish(computed, tmp_path / "outputs") / "allocations.xlsx", wanted


def test_a_second_judge_decides_alike(noisy, quick_judge) -> None:
    book, _ = noisy
    assert list(differences(book, quick_judge(book))) == []


@pytest.mark.office
def test_libreoffice_decides_alike(noisy, office) -> None:
    book, _ = noisy
    (again,) = office([book])
    assert list(differences(book, again)) == []
