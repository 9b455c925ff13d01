"""What came of a batch, on the terminal and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from jiangzhi.batch.work import Ending
from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.tables.plain import print_table

if TYPE_CHECKING:
    from jiangzhi.batch.job import Job
    from jiangzhi.batch.plan import Planned
    from jiangzhi.batch.work import Ended

_ENGLISH: Final = {
    Ending.DONE: "done", Ending.UP_TO_DATE: "up to date", Ending.FAILED: "failed",
    Ending.NOT_TRIED: "not tried",
}  # fmt: skip
#: Problems of one job that are printed; its annotated copy has all of them.
_MOST: Final = 20


def print_batch(planned: Planned, ended: Sequence[Ended], summary: Mapping[str, Path]) -> None:
    """The problems of each job that was not done, then a line for each job, then the counts."""
    from jiangzhi.cli.report_problems import report_problems

    jobs = {job.number: job for job in planned.ordered.jobs}
    for one in ended:
        if one.found:
            job = jobs[one.number]
            click.echo(f"── {job.name}({job.files})", err=True)
            report_problems(one.found[:_MOST], current_language())
            click.echo(err=True)
    heads = (say("任务", "job"), say("情况", "state"), say("结果", "result"))
    print_table(heads, [(jobs[one.number].name, state_words(one), _where(one)) for one in ended])
    click.echo(counts(ended))
    for words, path in summary.items():
        click.echo(f"{words}: {path}")


def state_words(one: Ended) -> str:
    """How a job ended, in words."""
    words = say(one.ending.value, _ENGLISH[one.ending])
    return words + (say(",有待定", ", open") if one.provisional else "")


def _where(one: Ended) -> str:
    if one.folder is not None:
        return str(one.folder)
    codes = "、".join(dict.fromkeys(found.code for found in one.found))
    copy = f" {one.annotated}" if one.annotated is not None else ""
    return f"{codes}{copy}"


def counts(ended: Sequence[Ended]) -> str:
    """How many jobs ended how."""
    by = [(ending, sum(one.ending is ending for one in ended)) for ending in Ending]
    zh = ",".join(f"{ending.value} {count}" for ending, count in by if count)
    en = ", ".join(f"{count} {_ENGLISH[ending]}" for ending, count in by if count)
    return say(f"共 {len(ended)} 项:{zh or '没有'}", f"{len(ended)} jobs: {en or 'none'}")


def batch_data(
    planned: Planned, ended: Sequence[Ended], summary: Mapping[str, Path]
) -> dict[str, Any]:
    """The same for programs."""
    jobs = {job.number: job for job in planned.ordered.jobs}
    return {
        "jobs": [ended_data(jobs[one.number], one) for one in ended],
        "summary": [str(path) for path in summary.values()],
    }


def ended_data(job: Job, one: Ended) -> dict[str, Any]:
    """One job for programs."""
    from jiangzhi.record.trace.plain import diagnostic_data

    return {
        "number": one.number,
        "job": job.name,
        "workbooks": [str(path) for path in job.workbooks],
        "ended": _ENGLISH[one.ending].replace(" ", "_"),
        "provisional": one.provisional,
        "run": None if one.folder is None else str(one.folder),
        "annotated": None if one.annotated is None else str(one.annotated),
        "diagnostics": [diagnostic_data(found) for found in one.found],
    }
