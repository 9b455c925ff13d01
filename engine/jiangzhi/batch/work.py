"""One job in a process of its own: read, compute, write. Everything here can be pickled."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiangzhi import flow
from jiangzhi.batch.job import Job
from jiangzhi.batch.problems import CONFIRMED_NOTHING, DISK_TROUBLE, NOT_CONFIRMED
from jiangzhi.diagnostic import Because, Diagnostic, FilePlace, Refused, Severity
from jiangzhi.words import Words

if TYPE_CHECKING:
    from jiangzhi.evaluate.judge import Computed
    from jiangzhi.plan.load import Loaded


#: Below ``outputs``: the copies of workbooks with their problems.
ANNOTATED: Final = "问题"


class Ending(Enum):
    """How a job ended."""

    DONE = "算完"
    UP_TO_DATE = "没有变化"
    FAILED = "没有算成"
    NOT_TRIED = "没有做"


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that ended: with its run's ``folder``, or with what was ``found`` wrong; ``annotated``
    is the copy of its workbook with the problems at their cells."""

    number: int
    ending: Ending
    folder: Path | None = None
    provisional: bool = False
    found: tuple[Diagnostic, ...] = ()
    annotated: Path | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is told to do."""

    job: Job
    prior: Path | None
    out: Path
    strict: bool = False


#: Policies loaded by this process, by file, its state on the disk, and the day.
_LOADED: dict[tuple[object, ...], Loaded] = {}


def prepare() -> None:
    """Make a process fit for work: it leaves interrupts to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    # what is being written is below a hidden name, and swept by the next start
    os._exit(1)


def work(order: Order) -> Ended:
    """Do one job. What is wrong with its data ends the job, not the batch."""
    job = order.job
    try:
        computed = _computed(order)
        _check_confirmed(computed, order)
        folder = flow.publish(computed, order.out, about=job.about)
    except Refused as refused:
        return _failed(order, refused.diagnostics)
    except OSError as error:
        return _failed(order, [_of_disk(error)])
    from jiangzhi.publish.results import is_provisional

    return Ended(job.number, Ending.DONE, folder, is_provisional(computed.outcome))


def _computed(order: Order) -> Computed:
    job = order.job
    facts = flow.read(
        _policy(job.policy, job.as_of), *job.workbooks, sheets=job.about.sheets,
        given=job.about.parameters, prior=order.prior,
    )  # fmt: skip
    return flow.run(_policy(job.policy, job.as_of), facts)


def _policy(path: Path, as_of: date | None) -> Loaded:
    """A policy, loaded once by each process while its file stays as it is."""
    seen = path.stat()
    key = (path, seen.st_mtime_ns, seen.st_size, as_of)
    if key not in _LOADED:
        _LOADED.clear()
        _LOADED[key] = flow.load(path, as_of=as_of)
    return _LOADED[key]


def _check_confirmed(computed: Computed, order: Order) -> None:
    """A confirmation that fits nothing is a mistake; with ``strict`` every warning needs one."""
    about = order.job.about
    warnings = [one for one in computed.notes if one.severity is Severity.WARNING]
    idle = [
        CONFIRMED_NOTHING.at(order.job.place, text=one.text)
        for one in about.confirmed
        if not any(one.is_of(found) for found in warnings)
    ]
    if idle:
        raise Refused(idle)
    open_ = [one for one in warnings if about.confirmation(one) is None]
    if order.strict and open_:
        because = [Because(_said(one), one.place) for one in open_]
        raise Refused([NOT_CONFIRMED.at(order.job.place, because=because, count=len(open_))])


def _said(one: Diagnostic) -> Words:
    return Words(f"{one.code} {one.message()}", f"{one.code} {one.message('en')}")


def _failed(order: Order, found: Iterable[Diagnostic]) -> Ended:
    """The job's end, with an annotated copy of its first workbook where problems lie in it."""
    job = order.job
    found = tuple(found)
    annotated = None
    in_books = {str(path) for path in job.workbooks}
    if any(getattr(one.place, "file", "") in in_books for one in found):
        folder = order.out / ANNOTATED
        target = folder / f"{job.workbooks[0].stem}-{job.number}.xlsx"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            flow.annotate(job.workbooks, found, target)
            annotated = target
        except Refused as refused:
            found = (*found, *refused.diagnostics)
        except OSError as error:
            found = (*found, _of_disk(error))
    return Ended(job.number, Ending.FAILED, None, found=found, annotated=annotated)


def _of_disk(error: OSError) -> Diagnostic:
    name = str(error.filename or "")
    reason = error.strerror or str(error)
    return DISK_TROUBLE.at(FilePlace(name) if name else None, reason=reason)
