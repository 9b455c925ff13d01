"""All entrants over the same data in turns, each in a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

TESTS = Path(__file__).parents[2]
#: What fixes how many threads each library takes, read when it is imported.
THREADS_OF = ("POLARS_MAX_THREADS", "NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Entrant:
    """A module of this folder, and the threads it may take."""

    module: str
    threads: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What an entrant took for ``rows`` rows, round by round, in seconds; how its shares differ
    from the right ones; the most memory it held, its share of the data included."""

    entrant: Entrant
    title: str
    rows: int
    exact: bool
    seconds: tuple[float, ...]
    wrong: float
    largest: int
    peak: int | None

    @property
    def rate(self) -> float:
        """Rows a second, by the median of all rounds."""
        return self.rows / statistics.median(self.seconds)

    def times(self, other: Measured) -> float:
        """How many times the other's speed: the median of the rounds, in each of which both ran
        shortly one after the other."""
        each = zip(self.seconds, other.seconds, strict=True)
        return statistics.median((b / other.rows) / (a / self.rows) for a, b in each)


@dataclass(slots=True)
class Worker:
    """An entrant's process. ``absent`` says why it takes no part."""

    entrant: Entrant
    folder: Path
    told: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Worker:
        threads = str(self.entrant.threads)
        environment = {**os.environ, **dict.fromkeys(THREADS_OF, threads)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.workload.worker",
             self.entrant.module, threads, str(self.folder)],
            cwd=TESTS, env={**environment, "PYTHONPATH": str(TESTS)}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.told = self._answer()
        return self

    @property
    def absent(self) -> str:
        return str(self.told.get("absent", ""))

    def ask(self, what: str) -> dict[str, Any]:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.process is not None
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"{self.entrant.module} failed"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        assert self.process is not None
        if kind is not None:
            self.process.kill()
        self.process.communicate()


def compare(
    entrants: Sequence[Entrant], folder: Path, *, rounds: int
) -> tuple[list[Measured], dict[str, str]]:
    """What each took over the data in a folder, and those that are absent, with the reason.

    On one thread the processor's time is taken, which a busy machine does not change; on more
    the time on the wall.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(entrant, folder)) for entrant in entrants]
        absent = {w.entrant.module.removeprefix("by_"): w.absent for w in workers if w.absent}
        present = [worker for worker in workers if not worker.absent]
        times: dict[Entrant, list[float]] = {worker.entrant: [] for worker in present}
        for _ in range(rounds):
            for worker in present:
                taken = worker.ask("run")
                clock = "cpu" if worker.entrant.threads == 1 else "wall"
                times[worker.entrant].append(taken[clock])
        return [_measured(worker, times[worker.entrant]) for worker in present], absent


def _measured(worker: Worker, seconds: Sequence[float]) -> Measured:
    told, last = worker.told, worker.ask("end")
    return Measured(
        worker.entrant, told["title"], told["rows"], told["exact"], tuple(seconds),
        last["wrong"], last["largest"], last["peak"],
    )  # fmt: skip
