"""The workload over columns, beside C and what a bureau could pick instead: ratios of one run.

``--slow`` (``make bench``) runs 10^6 and 10^7 rows too. All shares are compared with ours, and
ours with exact fractions.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from bench.figures import megabytes
from bench.workload import generate
from bench.workload.by_columns import RESULTS
from bench.workload.by_columns_untraced import last_uses
from bench.workload.compare import Entrant, Measured, compare, in_a_process
from bench.workload.right import SAMPLES
from bench.workload.worker import differences

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.exact.plan import evaluate_exactly

ALL = os.cpu_count() or 1
OURS = ("by_columns", "by_columns_compiled", "by_columns_untraced")
RIVALS = ("by_numba", "by_polars", "by_duckdb", "by_pandas", "by_openfisca", "by_zen")
USE_ALL = ("by_columns", "by_columns_compiled", "by_numba", "by_polars", "by_duckdb")
#: At least such a part of C's speed: on one thread of ours, and on two.
OF_C = {1: 1 / 4, 2: 1 / 2.5}

SIZES = [
    pytest.param(10_000, 15, id="1e4"),
    pytest.param(1_000_000, 7, id="1e6", marks=pytest.mark.slow),
    pytest.param(10_000_000, 3, id="1e7", marks=pytest.mark.slow),
]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own, which outlives the test."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def test_the_workload_is_exact():
    plan, facts = generate.load_plan(), generate.facts_of(generate.arrays(600))
    exact, columns = evaluate_exactly(plan, facts), evaluate_by_columns(plan, facts)
    for step in plan.steps:
        one, other = exact.steps[step.head.name], columns.steps[step.head.name]
        assert list(one.values) == list(other.values)
        assert list(one.states) == list(other.states)
        assert list(one.rules) == list(other.rules)


def test_what_is_forgotten_is_most_of_the_trace():
    plan = generate.load_plan()
    forgotten = [name for names in last_uses(plan).values() for name in names]
    assert len(forgotten) == len(set(forgotten))
    assert not set(forgotten) & set(RESULTS)
    towns = [step.head.name for step in plan.steps if step.head.level == plan.subject]
    assert len(set(towns) - set(forgotten)) == len(RESULTS)


def test_what_is_not_installed_is_named(folder):
    in_a_process("bench.workload.right", str(folder), "2000")
    measured, absent = compare(
        [Entrant("by_columns", 1), Entrant("by_abacus", 1)], folder, rounds=1
    )
    assert [one.title for one in measured] == ["columns"]
    assert "by_abacus" in absent["abacus"]


def test_what_differs_is_counted():
    right = {"award": np.arange(4), "support": np.arange(4)}
    found = np.array([0, 1, 2, 10]), np.arange(4)
    assert differences(found, right) == {"wrong": 1 / 8, "largest": 7}


def entrants() -> list[Entrant]:
    one = ["by_c", *OURS, *RIVALS]
    return [Entrant(name, 1) for name in one] + [Entrant(name, ALL) for name in USE_ALL if ALL > 1]


@pytest.mark.parametrize(("rows", "rounds"), SIZES)
def test_columns_beside_others(benchmark, figures, folder, rows, rounds):
    in_a_process("bench.workload.right", str(folder), str(rows))
    arguments = (entrants(), folder)
    measured, absent = benchmark.pedantic(
        compare, args=arguments, kwargs={"rounds": rounds}, rounds=1
    )
    for one in measured:
        benchmark.extra_info[f"{one.title}, threads: {one.entrant.threads}"] = round(one.rate)
    tell(figures, rows, measured, absent)
    wrong = [one.title for one in measured if one.exact and one.wrong]
    assert wrong == []


def against(one: Measured, ours: Measured, c: Measured) -> tuple[str, str]:
    """How fast columns is beside an entrant, and how fast it should be; C beside columns."""
    module, threads = one.entrant.module, one.entrant.threads
    if module == "by_c":
        return "", ""
    if module in ("by_columns", "by_columns_compiled"):
        return f"{one.times(c):.2f} of C", f"{OF_C[threads]:.2f}" if threads in OF_C else ""
    aim = {"by_columns_untraced": "0.90", "by_numba": "beside it"}.get(module, "over 1")
    return f"{ours.times(one):.2f} times", aim


def tell(figures, rows: int, measured: list[Measured], absent: dict[str, str]) -> None:
    by = {(one.entrant.module, one.entrant.threads): one for one in measured}
    section = figures.section(
        f"Columns beside others: {rows:,} rows",
        "who", "threads", "M rows/s", "columns is", "aim", "wrong rows", "largest error", "peak MB",
    )  # fmt: skip
    for one in measured:
        ours = by["by_columns", one.entrant.threads]
        ratio, aim = against(one, ours, by["by_c", 1])
        section.add(
            one.title + (f" ({one.rows:,} rows)" if one.rows < rows else ""), one.entrant.threads,
            f"{one.rate / 1e6:.2f}", ratio, aim, f"{one.wrong:.2%}",
            f"{one.largest / 100:.2f} 元" if one.wrong else "", megabytes(one.peak),
        )  # fmt: skip
    section.notes.append(
        "Medians of rounds in turns, each in a process of its own; processor time on one thread, "
        "time on the wall on more. Columns keeps the value and rule of every step for every row, "
        f"the others two columns. {SAMPLES} counties were computed by exact fractions."
    )
    trace, kept = by["by_columns_untraced", 1], by["by_columns", 1]
    figures.section("Start-up, trace and firing", "what", "measured", "aim").add(
        f"columns with the trace kept, {rows:,} rows",
        f"{kept.times(trace):.2f} of the speed without", "0.90",
    )  # fmt: skip
    if absent:
        section.notes.append("Absent: " + "; ".join(f"{k} ({v})" for k, v in absent.items()) + ".")
