"""The workload over columns, beside C and pandas by hand: ratios taken in one run.

``--slow`` (``make bench``) runs 10^6 rows too. Every rival's shares are compared with ours.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome

WORKLOAD = Path(__file__).with_name("workload")
RESULTS = ("超收奖励", "超支支持")


def load_module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"workload_{name}", WORKLOAD / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    return load_module("generate")


@pytest.fixture(scope="module")
def rivals(tmp_path_factory) -> dict[str, Callable]:
    module = load_module("rivals")
    return {
        "C, -O3, one thread": module.compiled(tmp_path_factory.mktemp("by_hand")),
        "pandas": module.by_pandas,
    }


def shares(outcome: Outcome) -> list[np.ndarray]:
    return [outcome.steps[name].values.raw.data for name in RESULTS]


def interleaved(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each, taken in turns so that a busy machine slows all alike."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) for name, taken in times.items()}


def test_the_workload_is_exact(generate):
    plan, facts = generate.load_plan(), generate.facts_of(generate.arrays(600))
    exact, columns = evaluate_exactly(plan, facts), evaluate_by_columns(plan, facts)
    for step in plan.steps:
        one, other = exact.steps[step.head.name], columns.steps[step.head.name]
        assert list(one.values) == list(other.values)
        assert list(one.states) == list(other.states)
        assert list(one.rules) == list(other.rules)


@pytest.mark.parametrize(
    "rows",
    [
        10_000,
        pytest.param(1_000_000, marks=pytest.mark.slow),
        pytest.param(4_000_000, marks=pytest.mark.slow),
    ],
)
def test_columns_beside_others(benchmark, generate, rivals, rows):
    plan, data = generate.load_plan(), generate.arrays(rows)
    facts = generate.facts_of(data)
    ours = shares(evaluate_by_columns(plan, facts))
    for rival in rivals.values():
        for mine, theirs in zip(ours, rival(data), strict=True):
            np.testing.assert_array_equal(mine, theirs)
    seconds = interleaved(
        {
            "columns, one thread": lambda: evaluate_by_columns(plan, facts, threads=1),
            "columns, all threads": lambda: evaluate_by_columns(
                plan, facts, threads=os.cpu_count()
            ),
            "columns as they choose": lambda: evaluate_by_columns(plan, facts),
            **{name: lambda rival=rival: rival(data) for name, rival in rivals.items()},
        },
        rounds=5 if rows > 10_000 else 15,
    )
    for name, taken in seconds.items():
        benchmark.extra_info[name] = f"{rows / taken / 1e6:.2f} M rows/s"
    one = seconds["columns, one thread"]
    benchmark.extra_info["of C's speed, one thread"] = (
        f"{seconds['C, -O3, one thread'] / one:.3f} (aim 0.25)"
    )
    benchmark.extra_info["times pandas' speed"] = f"{seconds['pandas'] / one:.2f} (aim over 1)"
    benchmark.pedantic(evaluate_by_columns, args=(plan, facts), rounds=3)
    print("", *(f"{k}: {v}" for k, v in benchmark.extra_info.items()), sep="\n  ")


#: What a bureau could pick instead, by hand, from the extra ``bench``.
OPTIONAL = ("polars",)


@pytest.mark.parametrize("rows", [10_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", OPTIONAL)
def test_columns_beside_what_may_be_installed(benchmark, generate, name, rows):
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed: pip install 'jiangzhi[bench]'")
    tables = load_module("rivals").TABLES
    rival = getattr(load_module(f"by_{name}"), f"by_{name}")
    plan, data = generate.load_plan(), generate.arrays(rows)
    facts = generate.facts_of(data)
    for mine, theirs in zip(
        shares(evaluate_by_columns(plan, facts)), rival(data, **tables), strict=True
    ):
        np.testing.assert_array_equal(mine, theirs)
    seconds = interleaved(
        {
            "columns": lambda: evaluate_by_columns(plan, facts),
            name: lambda: rival(data, **tables),
        },
        rounds=5,
    )
    for who, taken in seconds.items():
        benchmark.extra_info[who] = f"{rows / taken / 1e6:.2f} M rows/s"
    times = seconds[name] / seconds["columns"]
    benchmark.extra_info[f"times {name}' speed"] = f"{times:.2f} (aim over 1)"
    benchmark.pedantic(evaluate_by_columns, args=(plan, facts), rounds=1)
    print("", *(f"{k}: {v}" for k, v in benchmark.extra_info.items()), sep="\n  ")
