"""A batch as it goes: a bar on a terminal, nothing elsewhere, and a line of JSON for each event
where that is wanted."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiangzhi.cli.language import say

if TYPE_CHECKING:
    from io import TextIOWrapper

    from rich.progress import Progress, TaskID

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
    bar = _bar(len(planned.ordered.jobs), processes) if shown and sys.stderr.isatty() else None
    if bar is not None:
        listeners.append(bar.on_job)
        bar.progress.start()

    def on_job(job: Job, ended: Ended | None) -> None:
        for listener in listeners:
            listener(job, ended)

    try:
        yield on_job
    finally:
        if bar is not None:
            bar.progress.stop()
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


class _Bar:
    """What runs, how many are left, and how long that will take by what the others took."""

    def __init__(self, progress: Progress, task: TaskID, jobs: int, processes: int) -> None:
        self.progress, self.task = progress, task
        self.left, self.processes = jobs, processes
        self.running: dict[int, str] = {}
        self.took: list[float] = []
        self.started = time.monotonic()

    def on_job(self, job: Job, ended: Ended | None) -> None:
        if ended is None:
            self.running[job.number] = job.name
        else:
            self.running.pop(job.number, None)
            self.left -= 1
            if ended.seconds:
                self.took.append(ended.seconds)
        words = "、".join(list(self.running.values())[: self.processes])
        self.progress.update(
            self.task, advance=ended is not None, description=words[:60], left=self._estimate()
        )

    def _estimate(self) -> str:
        """Nothing before every process has done a job: an estimate from none would be a guess."""
        if len(self.took) < self.processes or not self.left:
            return ""
        seconds = sum(self.took) / len(self.took) * self.left / self.processes
        minutes, rest = divmod(round(seconds), 60)
        return say(f"约剩 {minutes} 分 {rest} 秒", f"about {minutes} min {rest} s left")


def _bar(jobs: int, processes: int) -> _Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    progress = Progress(
        BarColumn(24), MofNCompleteColumn(), TextColumn("{task.fields[left]}"),
        TextColumn("{task.description}"), console=Console(stderr=True), transient=True,
    )  # fmt: skip
    return _Bar(progress, progress.add_task("", total=jobs, left=""), jobs, processes)
