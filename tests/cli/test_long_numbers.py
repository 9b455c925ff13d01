"""A mean of unrounded rates over a whole city is a fraction of tens of thousands of digits."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

POLICY = """---
办法: mean-rate
名称: 平均完成率办法
施行: 2020-01-01 起
金额单位: 万元
层级: 县区 > 镇街
---

## 第一条 奖励

完成率高于全市平均完成率的,按高出的部分奖励。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | > 0 |

```规则
完成率 = 收入 / 目标
平均完成率 = AVERAGE(全部[完成率])
  层级 整体
结果 奖 = (完成率 - 平均完成率) * 100万元
  当 完成率 > 平均完成率
  否则 0
  取整 元
```
"""
TOWNS = 600


def jiangzhi(*args: str, at: Path) -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("jiangzhi"), *args], cwd=at, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> tuple[Path, str]:
    at = tmp_path_factory.mktemp("long")
    draw = random.Random(5)
    rows = ["县区,镇街,收入(元),目标(元)"]
    for town in range(TOWNS):
        target = draw.randrange(10**7, 10**11)
        income = target * draw.randrange(80, 130) // 100
        rows.append(f"县{town // 20},镇{town},{income / 100:.2f},{target / 100:.2f}")
    (at / "数据.csv").write_text("\n".join(rows), encoding="utf-8")
    (at / "办法.md").write_text(POLICY, encoding="utf-8")
    jiangzhi("run", "办法.md", "数据.csv", at=at)
    (run,) = (path for path in (at / "outputs").iterdir() if path.is_dir())
    return at, str(run)


def test_the_run_is_verified(folder):
    at, run = folder
    assert "一致" in jiangzhi("verify", run, at=at)


def test_what_would_have_been_is_told_with_exact_numbers(folder):
    at, run = folder
    found = json.loads(
        jiangzhi("explain", run, "县0/镇0", "--set", "收入=900万元", "--json", at=at)
    )
    changes = {change["quantity"]: change for change in found["own"]}
    mean = changes["平均完成率"]["before"].split("/")
    assert all(part.startswith("0x") for part in mean)
    assert int(mean[1], 0).bit_length() > 13_000
