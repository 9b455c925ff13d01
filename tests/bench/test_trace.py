"""What keeping the trace costs beside evaluation: aim a tenth."""

from __future__ import annotations

import hashlib
import importlib.util
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pytest

from jiangzhi.evaluate.agreement.compare import evaluate_and_compare
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.firing.evaluate import MOST_CHAINED, evaluate_by_firing
from jiangzhi.evaluate.model import Outcome
from jiangzhi.record.manifest import column_digests, file_sha256
from jiangzhi.record.trace.parquet import write_table
from jiangzhi.record.trace.write import trace_table

WORKLOAD = Path(__file__).with_name("workload")
T = TypeVar("T")
#: Of the CPU time of the rule network; a tenth on an idle machine.
MOST_OF_RULES = 0.2
#: Of the CPU time of both evaluators over large batches, where the aim of a tenth is not met.
MOST_OF_BOTH = 2


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("workload_generate", WORKLOAD / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def keep(outcome: Outcome, path: Path) -> Any:
    """What publishing does for the trace: made, written, and hashed by column and as a file."""
    table = trace_table(outcome)
    with ThreadPoolExecutor(1) as beside:
        written = beside.submit(write_table, table, path)
        column_digests(table)
        written.result()
    file_sha256(path)
    return table


def floor(table: Any, path: Path) -> None:
    """Every byte of the table's values hashed once and written once, as they lie."""
    with path.open("wb") as file:
        for chunk in (chunk for column in table.columns for chunk in column.chunks):
            if chunk.null_count < len(chunk):
                for buffer in filter(None, chunk.buffers()):
                    hashlib.sha256(buffer)
                    file.write(buffer)


class Stopwatch:
    """The CPU and wall seconds of works taken in turns."""

    def __init__(self) -> None:
        self._taken: dict[str, list[tuple[float, float]]] = {}

    def take(self, name: str, work: Callable[[], T]) -> T:
        cpu, wall = time.process_time(), time.perf_counter()
        found = work()
        spent = time.process_time() - cpu, time.perf_counter() - wall
        self._taken.setdefault(name, []).append(spent)
        return found

    def ratio(self, one: str, other: str) -> float:
        return self._medians(one)[0] / self._medians(other)[0]

    def tell(self, info: dict[str, object], of: str) -> None:
        """Seconds of each, and of one as a multiple of the others."""
        mine = self._medians(of)
        for name in self._taken:
            cpu, wall = self._medians(name)
            info[f"{name}, seconds"] = f"{cpu:.2f} CPU, {wall:.2f} wall"
            if name != of:
                info[f"{of} / {name}"] = f"{mine[0] / cpu:.2f} CPU, {mine[1] / wall:.2f} wall"

    def _medians(self, name: str) -> tuple[float, float]:
        cpu, wall = zip(*self._taken[name], strict=True)
        return statistics.median(cpu), statistics.median(wall)


@pytest.mark.parametrize("towns", [100_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", ["arrays", "as read"])
def test_beside_columns_and_both(generate, tmp_path, benchmark, towns, kind):
    """The columns evaluator alone, and both evaluators as in a run: each pattern of conditions
    decided by the network."""
    plan, facts = generate.load_plan(), generate.facts_of(generate.arrays(towns))
    facts = generate.as_read(facts) if kind == "as read" else generate.with_rows(facts)
    path, watch = tmp_path / "trace.parquet", Stopwatch()

    def turn() -> None:
        watch.take("columns", lambda: evaluate_by_columns(plan, facts))
        outcome = watch.take("both", lambda: evaluate_and_compare(plan, facts).outcome)
        table = watch.take("trace", lambda: keep(outcome, path))
        watch.take("floor", lambda: floor(table, tmp_path / "floor"))

    benchmark.pedantic(turn, rounds=5, warmup_rounds=0)
    watch.tell(benchmark.extra_info, "trace")
    benchmark.extra_info["trace bytes"] = path.stat().st_size
    assert path.stat().st_size < towns * 200
    assert watch.ratio("trace", "both") < MOST_OF_BOTH


@pytest.mark.parametrize("towns", [MOST_CHAINED, 20_000])
def test_beside_the_network(generate, tmp_path, benchmark, towns):
    """The rule network, which gives a run its values: the most towns that it decides one by one,
    and more, which it decides by patterns."""
    plan, facts = generate.load_plan(), generate.as_read(generate.facts_of(generate.arrays(towns)))
    path, watch = tmp_path / "trace.parquet", Stopwatch()

    def turn() -> None:
        outcome = watch.take("rules", lambda: evaluate_by_firing(plan, facts))
        watch.take("trace", lambda: keep(outcome, path))

    benchmark.pedantic(turn, rounds=3, warmup_rounds=1)
    watch.tell(benchmark.extra_info, "trace")
    assert watch.ratio("trace", "rules") < MOST_OF_RULES
