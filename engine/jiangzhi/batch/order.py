"""Which job needs which: last year's run of the same county and stage, before this year's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from jiangzhi.batch.job import NO_PRIOR, Job
from jiangzhi.batch.known import Hashes, reads_last_year, with_county_and_year
from jiangzhi.batch.problems import PRIOR_CIRCLE, PRIOR_UNKNOWN, RUN_AMBIGUOUS
from jiangzhi.batch.shelf import Shelved, find_run, latest, shelved
from jiangzhi.diagnostic import Diagnostic, Refused, refuse_on_errors
from jiangzhi.facts.words import meant


@dataclass(frozen=True, slots=True)
class Needs:
    """Where last year's run comes from: another job by its number, or a run that is there."""

    job: int | None = None
    run: Shelved | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """Jobs in an order in which each comes after the one it needs."""

    jobs: tuple[Job, ...]
    needs: Mapping[int, Needs]


def in_order(
    jobs: Sequence[Job], runs: Sequence[Shelved], *, hashes: Hashes, base: Path, out: Path
) -> Ordered:
    """Resolve each job's last year. Raises ``Refused`` with every name that means nothing, or
    more than one thing, and with circles."""
    found: list[Diagnostic] = []
    reading = {path: reads_last_year(path) for path in sorted({job.policy for job in jobs})}
    jobs = [
        with_county_and_year(job, hashes, runs)
        if reading[job.policy] and not job.prior.text
        else job
        for job in jobs
    ]
    needs: dict[int, Needs] = {}
    for job in jobs:
        text = job.prior.text.strip()
        if text in NO_PRIOR or not (text or reading[job.policy]):
            needs[job.number] = Needs()
        elif text:
            needs[job.number] = _named(job, jobs, base=base, out=out, found=found)
        else:
            needs[job.number] = _of_last_year(job, jobs, runs, found)
    refuse_on_errors(found)
    return Ordered(_sorted(jobs, needs), needs)


def _named(
    job: Job, jobs: Sequence[Job], *, base: Path, out: Path, found: list[Diagnostic]
) -> Needs:
    text = job.prior.text.strip()
    rows = [one for one in jobs if text in (one.about.title, one.name)]
    if len(rows) == 1:
        return Needs(job=rows[0].number)
    if len(rows) > 1:
        found.append(RUN_AMBIGUOUS.at(job.prior.place, text=text, count=len(rows)))
        return Needs()
    try:
        beside = base / text
        folder = beside if beside.is_dir() else find_run(text, out)
    except Refused as refused:
        found += [replace(one, place=job.prior.place) for one in refused.diagnostics]
        return Needs()
    run = shelved(folder)
    if run is None:
        names = [one.about.title or one.name for one in jobs]
        found.append(PRIOR_UNKNOWN.at(job.prior.place, name=text, **meant(text, names)))
        return Needs()
    return Needs(run=run)


def _of_last_year(
    job: Job, jobs: Sequence[Job], runs: Sequence[Shelved], found: list[Diagnostic]
) -> Needs:
    about = job.about
    if about.year is None:
        return Needs()
    before = about.year - 1
    rows = [
        one
        for one in jobs
        if (one.about.county, one.about.year, one.about.stage)
        == (about.county, before, about.stage)
        and one.number != job.number
    ]
    if len(rows) > 1:
        because = "、".join(one.name for one in rows)
        found.append(RUN_AMBIGUOUS.at(job.place, text=f"上年({because})", count=len(rows)))
    if rows:
        return Needs(job=rows[0].number)
    # a workbook that cannot be read may be this one's last year: it is not passed over
    unread = [
        one
        for one in jobs
        if (one.about.county, one.about.year, one.about.stage) == ("", before, about.stage)
        and one.policy == job.policy
    ]
    there = [
        one
        for one in runs
        if (one.about.county, one.about.year, one.about.stage)
        == (about.county, before, about.stage)
        and one.data["policy"]["file"] == job.policy.name
    ]
    if unread and not there and about.county:
        return Needs(job=unread[0].number)
    return Needs(run=latest(there))


def _sorted(jobs: Sequence[Job], needs: Mapping[int, Needs]) -> tuple[Job, ...]:
    by_number = {job.number: job for job in jobs}
    graph = {
        number: [one.job] if one.job is not None else [] for number, one in sorted(needs.items())
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = [by_number[number] for number in dict.fromkeys(error.args[1])]
        names = "、".join(job.name for job in circle)
        place = circle[0].prior.place or circle[0].place
        raise Refused([PRIOR_CIRCLE.at(place, names=names)]) from error
    return tuple(by_number[number] for number in order)
