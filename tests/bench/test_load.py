"""Loading and checking a policy: the largest shipped one, and growth with a policy's length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from jiangzhi.document.read import read_document
from jiangzhi.plan.load import load_policy, plan_document

RULES = Path(__file__).parents[2] / "rules"
FRONT = """---
办法: long
名称: 长办法
施行: 2020-01-01 起
金额单位: 万元
---

## 第一条 奖励

逐条累加。

| 输入: 镇街 | 类型 | 范围 |
|---|---|---|
| 收入 | 金额 | >= 0 |
| 目标 | 金额 | > 0 |
| 得分 | 数 | [0, 100] |

"""


def long_policy(rules: int) -> str:
    """A policy of that many rules, each depending on the one before."""
    lines = ["累0 = 0元"]
    for number in range(1, rules // 2):
        lines.append(
            f"奖{number} = MAX(0, 收入 - 目标 * {number}%) * 2%\n  当 收入 > 目标\n"
            f"  当 得分 >= 60\n  否则 0"
        )
        lines.append(f"累{number} = 累{number - 1} + 奖{number}")
    lines.append(f"结果 总奖 = 累{rules // 2 - 1}\n  取整 元")
    return FRONT + "```规则\n" + "\n".join(lines) + "\n```\n"


def test_loading_the_largest_policy(benchmark):
    largest = max(RULES.rglob("*.md"), key=lambda path: path.stat().st_size)
    benchmark.extra_info["policy"] = largest.name
    benchmark.extra_info["aim"] = "under 1 s"
    benchmark.pedantic(load_policy, args=(largest,), rounds=5, warmup_rounds=1)


@pytest.mark.parametrize("rules", [250, 1000])
def test_loading_grows_with_the_length(benchmark, rules):
    text, quarter = long_policy(rules), long_policy(rules // 4)
    started = time.perf_counter()
    plan_document(read_document(quarter, file="短.md"))
    short = time.perf_counter() - started
    benchmark.pedantic(
        lambda: plan_document(read_document(text, file="长.md")), rounds=3, warmup_rounds=0
    )
    benchmark.extra_info["aim"] = "1,000 rules in at most 10 s; a ratio of about 4"
    benchmark.extra_info["ratio to a quarter of the rules"] = round(
        benchmark.stats.stats.median / short, 2
    )
