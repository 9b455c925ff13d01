"""Whether a job is up to date, and if not, why: derived from the run folders alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiangzhi.batch.job import Job
from jiangzhi.batch.known import Hashes
from jiangzhi.batch.shelf import Shelved
from jiangzhi.record.about import About
from jiangzhi.record.manifest import engine_version
from jiangzhi.words import Words


@dataclass(frozen=True, slots=True)
class State:
    """``run`` is the run that is up to date, ``None`` where the job must run for ``reasons``."""

    run: Shelved | None
    reasons: tuple[Words, ...]


def state_of(job: Job, runs: Sequence[Shelved], hashes: Hashes, prior: Shelved | None) -> State:
    """Compare a job with the runs that are there; ``prior`` is last year's run as it is now."""
    engine = engine_version()
    nearest: tuple[int, int, tuple[Words, ...]] | None = None
    for run in runs:
        reasons = tuple(_unlike(job, run, hashes, prior, engine))
        if not reasons:
            return State(run, ())
        if _same_task(job, run, hashes):
            other = (len(reasons), -run.written, reasons)
            nearest = min(nearest, other, key=lambda one: one[:2]) if nearest else other
    if nearest is None:
        return State(None, (Words("还没有算过", "never computed"),))
    return State(None, nearest[2])


def _same_task(job: Job, run: Shelved, hashes: Hashes) -> bool:
    """Whether a run is an earlier one of the same task: its policy's or its workbooks' names, and
    what it is called."""
    names = {path.name for path in job.workbooks}
    same_files = names == set(run.data["workbooks"])
    same_bytes = hashes.workbooks(job) == tuple(sorted(run.data["workbooks"].values()))
    about = job.about
    return (same_files or same_bytes) and (about.stage, about.title) == (
        run.about.stage,
        run.about.title,
    )


def _unlike(
    job: Job, run: Shelved, hashes: Hashes, prior: Shelved | None, engine: str
) -> Iterator[Words]:
    policy = run.data["policy"]
    if policy["sha256"] != hashes.of[job.policy]:
        yield Words("办法改过", "the policy changed")
    if job.as_of is not None and policy["as_of"] != job.as_of.isoformat():
        yield Words("基准日改过", "the day changed")
    if hashes.workbooks(job) != tuple(sorted(run.data["workbooks"].values())):
        yield Words("工作簿改过", "a workbook changed")
    yield from _asked(job.about, run.about)
    recorded = run.data.get("prior")
    expected = None if prior is None else {"run": prior.name, "seal": prior.seal}
    if recorded != expected:
        yield Words("上年的结果变了", "last year's run changed")
    if run.data["engine"] != engine:
        yield Words(
            f"程序换了版本({run.data['engine']} → {engine})",
            f"the engine changed ({run.data['engine']} → {engine})",
        )
    if not run.is_whole:
        yield Words("结果缺文件", "a file of the run is missing")


def _asked(wanted: About, had: About) -> Iterator[Words]:
    """What was asked for otherwise. County and year that nobody states come from the data."""
    if wanted.parameters != had.parameters:
        yield Words("参数改过", "a parameter changed")
    if wanted.sheets != had.sheets:
        yield Words("指定的工作表改过", "the chosen sheets changed")
    if wanted.confirmed != had.confirmed:
        yield Words("确认改过", "the confirmations changed")
    if (wanted.stage, wanted.title) != (had.stage, had.title):
        yield Words("名称或阶段改过", "title or stage changed")
    if (wanted.county and wanted.county != had.county) or (
        wanted.year is not None and wanted.year != had.year
    ):
        yield Words("县区或年度改过", "county or year changed")
    if (wanted.issuer, wanted.number) != (had.issuer, had.number):
        yield Words("编制单位或文号改过", "office or number changed")
    if wanted.left_out != had.left_out:
        yield Words("要写的文件改过", "the chosen outputs changed")
