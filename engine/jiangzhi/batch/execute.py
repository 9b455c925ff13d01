"""All jobs of a batch, several processes at a time, each recorded when it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from jiangzhi.batch.job import Job
from jiangzhi.batch.known import Hashes
from jiangzhi.batch.ledger import What, append
from jiangzhi.batch.order import Ordered
from jiangzhi.batch.problems import PRIOR_FAILED, WORKER_DIED
from jiangzhi.batch.shelf import Shelved, shelved
from jiangzhi.batch.state import state_of
from jiangzhi.batch.work import Ended, Ending, Order, prepare, work

#: Told of each job as it starts (``None``) and as it ended.
OnJob = Callable[[Job, Ended | None], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a batch is run: where to, by how many processes, whether warnings fail a job."""

    out: Path
    processes: int
    strict: bool = False


@dataclass(slots=True)
class _Batch:
    ordered: Ordered
    hashes: Hashes
    runs: list[Shelved]
    settings: Settings
    on_job: OnJob
    ended: dict[int, Ended] = field(default_factory=dict)
    waiting: list[Job] = field(default_factory=list)

    def ready(self) -> Iterator[tuple[Job, Shelved | None]]:
        """Jobs that may start: theirs is not up to date, and what they need is there. What need
        not or cannot run ends on the way."""
        progress = True
        while progress:
            progress = False
            for job in list(self.waiting):
                need = self.ordered.needs[job.number]
                if need.job is not None and need.job not in self.ended:
                    continue
                self.waiting.remove(job)
                progress = True
                prior = need.run
                if need.job is not None:
                    folder = self.ended[need.job].folder
                    prior = shelved(folder) if folder is not None else None
                    if prior is None:
                        self._end(job, self._not_tried(job, need.job))
                        continue
                state = state_of(job, self.runs, self.hashes, prior)
                if state.run is not None and not self._fails_strictly(state.run, job):
                    one = state.run
                    up = Ended(job.number, Ending.UP_TO_DATE, one.folder, one.is_provisional)
                    self._end(job, up)
                    continue
                yield job, prior

    def _fails_strictly(self, run: Shelved, job: Job) -> bool:
        """Whether a run that is there has warnings that nobody confirmed, where none may be."""
        confirmed = {one.code for one in job.about.confirmed}
        return self.settings.strict and any(one["code"] not in confirmed for one in run.warnings())

    def _not_tried(self, job: Job, needed: int) -> Ended:
        name = next(one.name for one in self.ordered.jobs if one.number == needed)
        found = (PRIOR_FAILED.at(job.place, name=name),)
        return Ended(job.number, Ending.NOT_TRIED, found=found)

    def _end(self, job: Job, ended: Ended) -> None:
        self.ended[job.number] = ended
        self.on_job(job, ended)

    def take(self, job: Job, ended: Ended) -> None:
        """Record a job that a process has done."""
        if ended.folder is not None:
            written = shelved(ended.folder)
            if written is not None:
                append(self.settings.out, [written], What.WRITTEN)
                self.runs.append(written)
        self._end(job, ended)

    def order(self, job: Job, prior: Shelved | None) -> Order:
        """What a process is told."""
        folder = None if prior is None else prior.folder
        return Order(job, folder, self.settings.out, self.settings.strict)


def execute(
    ordered: Ordered,
    runs: Sequence[Shelved],
    hashes: Hashes,
    settings: Settings,
    on_job: OnJob = lambda job, ended: None,
) -> list[Ended]:
    """Run what is not up to date, in the order of the jobs as asked for. Raises ``Refused`` where
    the ledger cannot be written; what is done by then stays done."""
    batch = _Batch(ordered, hashes, list(runs), settings, on_job, waiting=list(ordered.jobs))
    starting = list(batch.ready())
    if len(starting) + len(batch.waiting) <= 1 or settings.processes <= 1:
        _one_by_one(batch, starting)
    else:
        _by_processes(batch, starting)
    return [batch.ended[number] for number in sorted(batch.ended)]


def _one_by_one(batch: _Batch, starting: list[tuple[Job, Shelved | None]]) -> None:
    while starting:
        for job, prior in starting:
            batch.on_job(job, None)
            batch.take(job, _timed(work, batch.order(job, prior)))
        starting = list(batch.ready())


def _timed(do: Callable[[Order], Ended], order: Order) -> Ended:
    start = time.perf_counter()
    ended = do(order)
    return replace(ended, seconds=time.perf_counter() - start)


def timed_work(order: Order) -> Ended:
    """``work`` with its duration, for a process."""
    return _timed(work, order)


def _by_processes(batch: _Batch, starting: list[tuple[Job, Shelved | None]]) -> None:
    queue = list(starting)
    while queue or batch.waiting:
        for job, prior in _run_pool(batch, queue, batch.settings.processes):
            # one of these took the pool with it: each alone, to see which
            if _run_pool(batch, [(job, prior)], 1, only=True):
                dead = (WORKER_DIED.at(job.place),)
                batch.take(job, Ended(job.number, Ending.FAILED, found=dead))
        queue += batch.ready()


def _submit(pool: ProcessPoolExecutor, order: Order, *, others: bool) -> Future[Ended]:
    """Hand an order to the pool. One whose process died closes its pipes before it says so."""
    try:
        return pool.submit(timed_work, order)
    except OSError as error:
        if not others:
            raise
        raise BrokenProcessPool(str(error)) from error


def _run_pool(
    batch: _Batch,
    queue: list[tuple[Job, Shelved | None]],
    processes: int,
    *,
    only: bool = False,
) -> list[tuple[Job, Shelved | None]]:
    """Run jobs, no more in flight than there are processes. The jobs that were in flight when a
    process died; the queue then holds what never started."""
    flying: dict[Future[Ended], tuple[Job, Shelved | None]] = {}
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=prepare) as pool:
        try:
            while queue or flying:
                while queue and len(flying) < processes:
                    job, prior = queue[0]
                    future = _submit(pool, batch.order(job, prior), others=bool(flying))
                    flying[future] = queue.pop(0)
                    batch.on_job(job, None)
                done, _ = wait(flying, return_when=FIRST_COMPLETED)
                for one in done:
                    ended = one.result()
                    job, _ = flying.pop(one)
                    batch.take(job, ended)
                if not only:
                    queue += batch.ready()
        except BrokenProcessPool:
            return list(flying.values())
        finally:
            # an interrupt or a full disk ends the batch; nothing more is begun
            pool.shutdown(wait=False, cancel_futures=True)
    return []
