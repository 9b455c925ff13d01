"""A small workspace: a policy that reads last year, and a workbook for each county and year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiangzhi.cli.main import main

POLICY = """---
办法: lianxu
名称: 连续奖励办法
施行: 2020-01-01 起
金额单位: 元
层级: 县区 > 镇街
---

## 第一条 数据

由镇街填报。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 实际收入 | 金额(元) | >= 0 |
| 收入目标 | 金额(元) | >= 0 |

## 第二条 奖励

超收的一半为奖励,加上年的奖励一成。

```规则
上年奖励 = IFBLANK(上年(奖励), 0元)
结果 奖励 = MAX(0, 实际收入 - 收入目标) * 50% + 上年奖励 * 10%
  取整 0.01元
```
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder; nothing is in outputs yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (tmp_path / "办法.md").write_text(POLICY, encoding="utf-8")
    (tmp_path / "inputs").mkdir()
    return tmp_path


@pytest.fixture
def workbook(workspace: Path) -> Callable[..., Path]:
    """Writes the data of a county in a year; ``earned`` is 甲镇's revenue."""

    def write(county: str, year: int, earned: object = 110) -> Path:
        path = workspace / "inputs" / f"{county}{year}.csv"
        path.write_text(
            f"{county}{year}年度镇街收入\n县区,镇街,实际收入,收入目标\n"
            f"{county},甲镇,{earned},100\n{county},乙镇,130,100\n",
            encoding="utf-8",
        )
        return path

    return write


@pytest.fixture
def jiangzhi(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command line; its exit code, what it printed, and what it said on the error line."""

    def run(*args: object) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return run
