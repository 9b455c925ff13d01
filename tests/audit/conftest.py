"""Run folders to alter: one as small as a run can be that holds every kind of column."""

import shutil
from pathlib import Path

import pytest

from jiangzhi.cli.main import main

POLICY = """---
办法: taoyuan
名称: 桃源县奖励办法
施行: 2020-01-01 起
金额单位: 元
层级: 县区 > 镇街
---

## 第一条 数据

由镇街填报。

| 输入: 镇街 | 类型 | 范围 | 空白 |
|---|---|---|---|
| 类别 | 选项(优先、重点) | | |
| 实际收入 | 金额(元) | >= 0 | |
| 收入目标 | 金额(元) | >= 0 | |
| 得分 | 数 | [0, 100] | |
| 否决 | 是否 | | 否 |
| 申报日 | 日期 | | |

## 第二条 奖励

超收的三分之一为奖励,及时申报的优先镇街另奖十元;否决的没有。

```规则
超收额 = MAX(0, 实际收入 - 收入目标)
占比 = 超收额 / (实际收入 + 1元)
另奖 = 10元
  当 类别 = "优先"
  当 申报日 <= 2020-07-01
  否则 0元
结果 奖励 = 超收额 / 3 * 得分 / 100 + 另奖
  当 NOT(否决)
  否则 0元
  取整 0.01元
```
"""
DATA = """县区,镇街,类别,实际收入,收入目标,得分,否决,申报日
桃源县,漆河镇,优先,110,100,90,,2020-06-01
桃源县,太平镇,重点,"1,300元",100,85.5,否,2020-08-01
汉寿县,太平镇,优先,90,100,70,是,2020-05-31
"""


@pytest.fixture(scope="session")
def run_folder(outcome, policy_text, publish, tmp_path_factory):
    """The run of the small policy of the explanations, with its notes."""
    return publish(outcome, policy_text, tmp_path_factory.mktemp("outputs"))


@pytest.fixture
def copy(run_folder, tmp_path):
    """A copy of the published run, by its own name."""
    return shutil.copytree(run_folder, tmp_path / run_folder.name)


@pytest.fixture(scope="session")
def originals(tmp_path_factory) -> tuple[Path, Path]:
    """The policy and the data of the tiny run."""
    folder = tmp_path_factory.mktemp("originals")
    (folder / "办法.md").write_text(POLICY, encoding="utf-8", newline="")
    (folder / "数据.csv").write_text(DATA, encoding="utf-8", newline="")
    return folder / "办法.md", folder / "数据.csv"


@pytest.fixture(scope="session")
def tiny_run(originals, tmp_path_factory) -> Path:
    """The tiny run. Tests that alter it copy it first."""
    out = tmp_path_factory.mktemp("tiny")
    assert main(["run", *map(str, originals), "--out", str(out)]) == 0
    return next(out.glob("taoyuan-*"))


@pytest.fixture
def tiny(tiny_run, tmp_path):
    """A copy of the tiny run, by its own name."""
    return shutil.copytree(tiny_run, tmp_path / tiny_run.name)
