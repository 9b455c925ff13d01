"""Checking a table of intervals: the time grows with its rows, and no faster."""

from __future__ import annotations

import time

import pytest
from bench.test_load import FRONT

from jiangzhi.document.read import read_document
from jiangzhi.plan.load import plan_document


def policy_with_table(rows: int) -> str:
    """A policy whose rate stands in a table of that many intervals."""
    table = "\n".join(f"| ({at}万元, {at + 1}万元] | {at + 1}% |" for at in range(rows))
    return (
        f"{FRONT}| 比例: 收入 | 值 |\n|---|---|\n| 0 | 0% |\n{table}\n| > {rows}万元 | 1% |\n\n"
        "```规则\n结果 奖励 = 收入 * 比例\n  取整 元\n```\n"
    )


def checked(rows: int) -> float:
    document = read_document(policy_with_table(rows), file="表.md")
    started = time.perf_counter()
    plan_document(document)
    return time.perf_counter() - started


@pytest.mark.parametrize("rows", [100, 400, 800, 1600, 3200])
def test_checking_a_table_of_intervals(benchmark, figures, rows):
    document = read_document(policy_with_table(rows), file="表.md")
    quarter = min(checked(rows // 4) for _ in range(3))
    benchmark.pedantic(plan_document, args=(document,), rounds=3, warmup_rounds=0)
    seconds = benchmark.stats.stats.min
    figures.section(
        "Checking a table of intervals", "rows", "seconds", "ms a row", "ratio to a quarter"
    ).add(f"{rows:,}", f"{seconds:.2f}", f"{seconds / rows * 1000:.2f}", f"{seconds / quarter:.1f}")
    if rows >= 1600:
        assert seconds / quarter < 8, "a table of four times the rows takes more than twice four"
