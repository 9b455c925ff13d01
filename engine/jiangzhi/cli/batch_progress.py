"""A batch as it goes: a line on a terminal, nothing elsewhere, and a line of JSON for each event
where that is wanted."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli.language import say
from jiangzhi.cli.tables.width import width

if TYPE_CHECKING:
    from io import TextIOWrapper

    from jiangzhi.batch.job import Job
    from jiangzhi.batch.plan import Planned
    from jiangzhi.batch.work import Ended

OnJob = Callable[["Job", "Ended | None"], None]


@contextmanager
def watching(planned: Planned, log: Path | None, *, processes: int, shown: bool) -> Iterator[OnJob]:
    """Hears of each job that starts and ends."""
    listeners: list[OnJob] = []
    opened: TextIOWrapper | None = None
    if log is not None:
        opened = log.open("a", encoding="utf-8")
        listeners.append(_Log(opened, len(planned.ordered.jobs)).on_job)
    line = _Line(len(planned.ordered.jobs), processes) if shown and sys.stderr.isatty() else None
    if line is not None:
        listeners.append(line.on_job)

    def on_job(job: Job, ended: Ended | None) -> None:
        for listener in listeners:
            listener(job, ended)

    try:
        yield on_job
    finally:
        if line is not None:
            line.write("")
        if opened is not None:
            opened.close()


class _Log:
    """Appends lines of JSON; each is whole on the disk before the next job is told of."""

    def __init__(self, stream: TextIOWrapper, jobs: int) -> None:
        self.stream = stream
        self.write({"event": "batch", "jobs": jobs})

    def write(self, data: dict[str, Any]) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.stream.write(json.dumps({"at": now, **data}, ensure_ascii=False) + "\n")
        self.stream.flush()

    def on_job(self, job: Job, ended: Ended | None) -> None:
        from jiangzhi.cli.tables.batch import ended_data

        if ended is None:
            self.write({"event": "start", "number": job.number, "job": job.name})
        else:
            seconds = round(ended.seconds * 1000)
            data = {"event": "end", "milliseconds": seconds, **ended_data(job, ended)}
            self.write(data)


class _Line:
    """One line, written over itself: how many are done, what runs, and how long the rest will take
    by what the others took."""

    def __init__(self, jobs: int, processes: int) -> None:
        self.jobs, self.left, self.processes = jobs, jobs, processes
        self.running: dict[int, str] = {}
        self.took: list[float] = []

    def on_job(self, job: Job, ended: Ended | None) -> None:
        if ended is None:
            self.running[job.number] = job.name
        else:
            self.running.pop(job.number, None)
            self.left -= 1
            if ended.seconds:
                self.took.append(ended.seconds)
        words = say("、", ", ").join(list(self.running.values())[: self.processes])
        done = f"{self.jobs - self.left}/{self.jobs}"
        self.write("  ".join(filter(None, (done, self._estimate(), words))))

    def write(self, text: str) -> None:
        room = get_terminal_size().columns - 1
        while width(text) > room:
            text = text[:-1]
        click.echo(f"\r\x1b[K{text}", err=True, nl=False)

    def _estimate(self) -> str:
        """Nothing before every process has done a job: an estimate from none would be a guess."""
        if len(self.took) < self.processes or not self.left:
            return ""
        seconds = sum(self.took) / len(self.took) * self.left / self.processes
        minutes, rest = divmod(round(seconds), 60)
        return say(f"约剩 {minutes} 分 {rest} 秒", f"about {minutes} min {rest} s left")
