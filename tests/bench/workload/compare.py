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


def in_a_process(module: str, *arguments: str) -> str:
    """What a module of this folder prints, run so that nothing it holds is ours."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, cwd=TESTS, check=True, stdout=subprocess.PIPE, text=True
    ).stdout  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entrant:
    """A module of this folder, and the threads it may take."""

    module: str
    threads: int


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of one round, on the wall and of the processor."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What an entrant took for ``rows`` rows, round by round; how its shares differ from the
    right ones; the most memory it held, its share of the data included."""

    entrant: Entrant
    title: str
    rows: int
    exact: bool
    rounds: tuple[Taken, ...]
    wrong: float
    largest: int
    peak: int | None

    @property
    def rate(self) -> float:
        """Rows a second, by the median of all rounds."""
        clock = "cpu" if self.entrant.threads == 1 else "wall"
        return self.rows / statistics.median(getattr(taken, clock) for taken in self.rounds)

    def times(self, other: Measured) -> float:
        """How many times the other's speed: the median of the rounds, in each of which both ran
        shortly one after the other. By the processor's time, which a busy machine hardly changes,
        where both have one thread; by the time on the wall where not."""
        clock = "cpu" if self.entrant.threads == other.entrant.threads == 1 else "wall"
        return statistics.median(
            getattr(theirs, clock) / other.rows / (getattr(ours, clock) / self.rows)
            for ours, theirs in zip(self.rounds, other.rounds, strict=True)
        )


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

    def run(self) -> Taken:
        """What one run took."""
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return Taken(**self._answer())

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
    """What each took over the data in a folder, and those that are absent, with the reason."""
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(entrant, folder)) for entrant in entrants]
        absent = {w.entrant.module.removeprefix("by_"): w.absent for w in workers if w.absent}
        present = [worker for worker in workers if not worker.absent]
        times: dict[Entrant, list[Taken]] = {worker.entrant: [] for worker in present}
        for _ in range(rounds):
            for worker in present:
                times[worker.entrant].append(worker.run())
        return [_measured(worker, times[worker.entrant]) for worker in present], absent


def _measured(worker: Worker, rounds: Sequence[Taken]) -> Measured:
    told = worker.told
    return Measured(
        worker.entrant, told["title"], told["rows"], told["exact"], tuple(rounds),
        told["wrong"], told["largest"], told["peak"],
    )  # fmt: skip
