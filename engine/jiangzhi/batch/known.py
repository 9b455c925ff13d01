"""What is known of files before anything is computed: their hashes, and county and year."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jiangzhi import flow
from jiangzhi.batch.job import Job
from jiangzhi.batch.shelf import Shelved
from jiangzhi.diagnostic import Refused
from jiangzhi.facts.book.load import load_book
from jiangzhi.facts.stated_year import stated_year
from jiangzhi.plan.model import PriorStep
from jiangzhi.record.completed import completed
from jiangzhi.record.manifest import file_sha256

#: What a policy's text holds wherever it reads last year.
_READS_PRIOR = "上年"


@dataclass(frozen=True, slots=True)
class Hashes:
    """SHA-256 of every file that the jobs read, "" of one that cannot be read."""

    of: dict[Path, str]

    def workbooks(self, job: Job) -> tuple[str, ...]:
        """Those of a job's workbooks, in one order."""
        return tuple(sorted(self.of[path] for path in job.workbooks))


def hashes_of(jobs: Sequence[Job]) -> Hashes:
    """Hash every file once."""
    paths = sorted({path for job in jobs for path in (job.policy, *job.workbooks)})
    with ThreadPoolExecutor(4) as readers:
        return Hashes(dict(zip(paths, readers.map(_sha256, paths), strict=True)))


def _sha256(path: Path) -> str:
    try:
        return file_sha256(path)
    except OSError:
        return ""


def reads_last_year(policy: Path) -> bool:
    """Whether a policy reads values of last year. One that cannot be loaded does not: its run
    says why."""
    try:
        if _READS_PRIOR not in policy.read_text(encoding="utf-8-sig"):
            return False
        plan = flow.load(policy, day_of_cases=True).plan
    except (Refused, OSError, UnicodeDecodeError):
        return False
    return any(isinstance(step, PriorStep) for step in plan.steps)


def with_county_and_year(job: Job, hashes: Hashes, runs: Sequence[Shelved]) -> Job:
    """The job with county and year from its data: as an earlier run over the same workbooks has
    recorded them, else by reading. What cannot be read stays unknown."""
    about = job.about
    if about.county and about.year is not None:
        return job
    wanted = hashes.workbooks(job)
    for run in runs:
        if tuple(sorted(run.data["workbooks"].values())) == wanted:
            known = replace(
                about,
                county=about.county or run.about.county,
                year=about.year if about.year is not None else run.about.year,
            )
            return replace(job, about=known)
    try:
        loaded = flow.load(job.policy, as_of=job.as_of, day_of_cases=job.as_of is None)
        facts = flow.read(loaded, *job.workbooks, sheets=about.sheets, given=about.parameters)
    except (Refused, OSError):
        return _as_before(job, runs)
    return replace(job, about=completed(about, loaded.plan, facts))


def _as_before(job: Job, runs: Sequence[Shelved]) -> Job:
    """A job whose data cannot be read: county and year as when files of these names could, so
    that this year's run is not made with a last year's that is out of date."""
    names, about = {path.name for path in job.workbooks}, job.about
    for run in runs:
        same = set(run.data["workbooks"]) == names and run.about.stage == about.stage
        if same and about.year in (None, run.about.year):
            county = about.county or run.about.county
            return replace(job, about=replace(about, county=county, year=run.about.year))
    return job


def with_stated_year(job: Job, hashes: Hashes, runs: Sequence[Shelved]) -> Job:
    """The job with the year that its workbooks state, computed as of its last day, for jobs of
    which no list says the year. An earlier run over the same bytes spares reading them."""
    if job.about.year is not None or job.as_of is not None:
        return job
    wanted = hashes.workbooks(job)
    for run in runs:
        if tuple(sorted(run.data["workbooks"].values())) == wanted:
            year = run.about.year
            of_year = year is not None and run.data["policy"]["as_of"] == f"{year}-12-31"
            return _in_year(job, year) if year is not None and of_year else job
    try:
        grids = [grid for path in job.workbooks for grid in load_book(path).grids]
    except (Refused, OSError):
        return job
    stated = stated_year(grids)
    return job if stated is None else _in_year(job, stated)


def _in_year(job: Job, year: int) -> Job:
    return replace(job, about=replace(job.about, year=year), as_of=date(year, 12, 31))
