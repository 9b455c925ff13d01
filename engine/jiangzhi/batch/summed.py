"""A batch's runs and troubles, as the summary takes them."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.batch.plan import Planned
from jiangzhi.batch.shelf import shelved
from jiangzhi.batch.work import Ended
from jiangzhi.publish.summary.table import Summed, Trouble


def summed_of(ended: Sequence[Ended]) -> list[Summed]:
    """The runs of all jobs that have one, those that were up to date too, in the jobs' order."""
    found = []
    for one in ended:
        run = None if one.folder is None else shelved(one.folder)
        if run is not None:
            stage = run.about.stage.value if run.about.stage is not None else ""
            title = str(run.data["policy"]["title"])
            found.append(Summed(run.name, run.about.county, run.about.year, stage, title, run.data))
    return found


def troubles_of(planned: Planned, ended: Sequence[Ended]) -> list[Trouble]:
    """The jobs without a run, and why."""
    jobs = {job.number: job for job in planned.ordered.jobs}
    return [
        Trouble(
            jobs[one.number].name,
            jobs[one.number].files,
            one.ending.value,
            [(found.code, str(found.place or ""), found.message()) for found in one.found],
        )
        for one in ended
        if one.found
    ]
