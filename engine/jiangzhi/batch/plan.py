"""A batch before it starts: which jobs, in which order, what is up to date, and why not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiangzhi.batch.job import Job, Tasks
from jiangzhi.batch.known import Hashes, hashes_of, with_stated_year
from jiangzhi.batch.ledger import reconcile
from jiangzhi.batch.order import Ordered, in_order
from jiangzhi.batch.shelf import Shelved, shelf
from jiangzhi.batch.state import State, state_of
from jiangzhi.batch.work import Ended, Ending
from jiangzhi.words import Words

#: What the last batch was asked for and what is left of it, for ``--retry``.
LAST: Final = ".last-batch.json"


@dataclass(frozen=True, slots=True)
class Planned:
    """All that ``execute`` needs."""

    ordered: Ordered
    runs: Sequence[Shelved]
    hashes: Hashes

    def states(self) -> Iterator[tuple[Job, State]]:
        """Each job in its order, with the run that is up to date or why it must run. A job whose
        last year is to run again may turn out to be up to date all the same."""
        up_to_date: dict[int, Shelved | None] = {}
        for job in self.ordered.jobs:
            need = self.ordered.needs[job.number]
            if need.job is not None and up_to_date[need.job] is None:
                reason = Words("上年的任务要先重算", "last year's job runs first")
                state = State(None, (reason,))
            else:
                prior = need.run
                if need.job is not None:
                    prior = up_to_date[need.job]
                state = state_of(job, self.runs, self.hashes, prior)
            up_to_date[job.number] = state.run
            yield job, state


def make_plan_of(tasks: Tasks, base: Path, out: Path, *, recording: bool) -> Planned:
    """Plan a batch. Raises ``Refused`` with all that is wrong with its order. With ``recording``
    the ledger first takes up what a killed program left unrecorded."""
    if recording:
        out.mkdir(parents=True, exist_ok=True)
        reconcile(out)
    runs = shelf(out)
    hashes = hashes_of(tasks.jobs)
    jobs = [with_stated_year(job, hashes, runs) for job in tasks.jobs]
    return Planned(in_order(jobs, runs, hashes=hashes, base=base, out=out), runs, hashes)


def remember(out: Path, asked: Sequence[str], ended: Sequence[Ended]) -> None:
    """Keep what was asked for and which jobs are left, for ``--retry``."""
    left = [one.number for one in ended if one.ending in (Ending.FAILED, Ending.NOT_TRIED)]
    data = json.dumps({"asked": list(asked), "left": left}, ensure_ascii=False)
    (out / LAST).write_text(data + "\n", encoding="utf-8")


def remembered(out: Path) -> tuple[list[str], list[int]] | None:
    """What the last batch was asked for, and the numbers of the jobs that are left of it."""
    try:
        data = json.loads((out / LAST).read_text(encoding="utf-8"))
        return [str(one) for one in data["asked"]], [int(one) for one in data["left"]]
    except (OSError, ValueError, LookupError, TypeError):
        return None
