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
from bench.figures import Section, megabytes
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
#: At least such a part of C's speed on one thread: on one of ours, and on two.
OF_C = {1: 1 / 4, 2: 1 / 2.5}
#: At least such a part of the speed without the trace.
OF_UNTRACED = 0.9
NOTE = (
    "Medians of rounds in turns, each in a process of its own; the processor's time where both "
    "have one thread, time on the wall where not. “Columns is” and “compiled is” are their speed "
    "beside that of the row. They keep the value and the rule of every step for every row, but in "
    f"“trace not kept”; the others give two columns. {SAMPLES} counties are computed by "
    "exact fractions, and all rows of all compared."
)

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


def heats() -> list[list[Entrant]]:
    """Who runs in turns: all on one thread; then, beside C, all as they come. Not all at once,
    since each holds its data."""
    found = [[Entrant(name, 1) for name in ("by_c", *OURS, *RIVALS)]]
    if ALL > 1:
        found.append([Entrant("by_c", 1), *(Entrant(name, ALL) for name in USE_ALL)])
    return found


@pytest.mark.parametrize(("rows", "rounds"), SIZES)
def test_columns_beside_others(benchmark, figures, folder, rows, rounds):
    in_a_process("bench.workload.right", str(folder), str(rows))
    section = figures.section(
        f"Columns beside others: {rows:,} rows",
        "who", "threads", "M rows/s", "columns is", "compiled is", "aim", "wrong rows",
        "largest error", "peak MB",
    )  # fmt: skip
    wrong, absent = [], {}

    def run() -> None:
        for heat in heats():
            measured, missing = compare(heat, folder, rounds=rounds)
            tell(section, rows, measured)
            absent.update(missing)
            wrong.extend(one.title for one in measured if one.exact and one.wrong)

    benchmark.pedantic(run, rounds=1)
    section.notes.append(NOTE)
    section.notes.extend(f"Absent: {name}, {why}." for name, why in absent.items())
    assert wrong == []


def tell(section: Section, rows: int, measured: list[Measured]) -> None:
    threads = max(one.entrant.threads for one in measured)
    by = {one.entrant.module: one for one in measured}
    aims = {"by_c": OF_C.get(threads), "by_columns_untraced": OF_UNTRACED, "by_numba": None}
    for one in measured:
        module = one.entrant.module
        ratios = [
            f"{by[name].times(one):.2f} times" if name in by and module not in OURS[:2] else ""
            for name in OURS[:2]
        ]
        aim = aims.get(module, 1) if module not in OURS[:2] else None
        section.add(
            one.title + (f" ({one.rows:,} rows)" if one.rows < rows else ""), one.entrant.threads,
            f"{one.rate / 1e6:.2f}", *ratios, f"{aim:.2f}" if aim else "", f"{one.wrong:.2%}",
            f"{one.largest / 100:.2f} 元" if one.wrong else "", megabytes(one.peak),
        )  # fmt: skip
