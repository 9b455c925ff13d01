"""jiangzhi batch: many counties and years as one job."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiangzhi.cli import exits
from jiangzhi.cli.json_output import print_json, refusals_as_json
from jiangzhi.cli.language import say
from jiangzhi.cli.options import AS_JSON, OUT, STAGES
from jiangzhi.words import Words

if TYPE_CHECKING:
    from jiangzhi.batch.job import Tasks
    from jiangzhi.batch.plan import Planned
    from jiangzhi.batch.state import State
    from jiangzhi.batch.work import Ended

_ABOUT = (
    "把许多县区、许多年度当成一件事来算。\n\n"
    "任务表是一个工作簿或 YAML 文件,一行一次计算;也可以直接写办法和许多工作簿。"
    "算过而没有变化的不再算;一个工作簿有错,别的照算,它的问题写在批注过的副本里。"
)


@click.command("batch", help=_ABOUT)
@click.argument("sources", metavar="任务表|POLICY [WORKBOOK]...", nargs=-1)
@OUT
@click.option(
    "--template", metavar="OUT.xlsx", type=click.Path(path_type=Path), help="写一张空白的任务表"
)
@click.option("--dry-run", is_flag=True, help="只列出要做什么、为什么,什么都不算")
@click.option("--retry", is_flag=True, help="再做上一批里没有算成和没有做的")
@click.option("--strict", is_flag=True, help="有没人确认的提示也算没有算成")
@click.option("--stage", type=click.Choice(STAGES), help="不用任务表时:这些都是预拨、决算还是试算")
@click.option(
    "--processes", metavar="个数", type=click.IntRange(1, 64), help="同时用几个进程,不写看处理器"
)
@click.option(
    "--log", metavar="文件", type=click.Path(path_type=Path), help="逐条记到这个文件(JSON 行)"
)
@click.option("--no-summary", is_flag=True, help="不写汇总")
@AS_JSON
@click.pass_context
def batch(
    ctx: click.Context,
    sources: tuple[str, ...],
    *,
    out: Path,
    template: Path | None,
    dry_run: bool,
    retry: bool,
    strict: bool,
    stage: str | None,
    processes: int | None,
    log: Path | None,
    no_summary: bool,
    as_json: bool,
) -> None:
    """Exit 0 where all is done, 3 where results are open, 1 where a job failed."""
    if template is not None:
        from jiangzhi.batch.template import write_task_template

        write_task_template(template)
        click.echo(say(f"空白任务表: {template}", f"Blank task list: {template}"))
        return
    with refusals_as_json({"jobs": []}, wanted=as_json):
        left: list[int] | None = None
        if retry:
            sources, left = _again(sources, out)
        if not sources:
            from jiangzhi.cli.usage import CalledWrongly

            raise CalledWrongly(
                Words("写出任务表,或办法和工作簿", "name a task list, or a policy and workbooks")
            )
        tasks = _tasks(sources, stage, left)
        from jiangzhi.batch.plan import make_plan_of

        planned = make_plan_of(tasks, Path(sources[0]).parent, out, recording=not dry_run)
        if dry_run:
            _show_plan(planned, as_json=as_json)
            return
        ended = _execute(planned, out, processes, strict=strict, log=log, shown=not as_json)
    from jiangzhi.batch.plan import remember

    asked = [*sources, *(["--stage", stage] if stage else [])]
    remember(out, asked, ended)
    summary = None if no_summary else _summarize(planned, ended, out)
    _tell(planned, ended, summary, as_json=as_json)
    ctx.exit(_code(ended))


def _again(sources: tuple[str, ...], out: Path) -> tuple[tuple[str, ...], list[int]]:
    from jiangzhi.batch.plan import remembered

    last = remembered(out)
    if last is None:
        from jiangzhi.cli.usage import CalledWrongly

        raise CalledWrongly(
            Words(f"--retry:“{out}”里没有上一批", f"--retry: no batch was run in “{out}”")
        )
    asked, left = last
    return sources or tuple(asked), left


def _tasks(sources: tuple[str, ...], stage: str | None, left: list[int] | None) -> Tasks:
    from dataclasses import replace

    from jiangzhi.batch.from_files import jobs_of_files
    from jiangzhi.batch.task_list import read_tasks
    from jiangzhi.record.about import About, Stage

    names = list(sources)
    if "--stage" in names:
        at = names.index("--stage")
        stage = names[at + 1]
        del names[at : at + 2]
    first, *rest = map(Path, names)
    if rest or first.suffix.lower() == ".md":
        tasks = jobs_of_files(first, rest, About(stage=Stage(stage) if stage else None))
    else:
        tasks = read_tasks(first)
    if left is None:
        return tasks
    return replace(tasks, jobs=tuple(job for job in tasks.jobs if job.number in left))


def _execute(
    planned: Planned,
    out: Path,
    processes: int | None,
    *,
    strict: bool,
    log: Path | None,
    shown: bool,
) -> list[Ended]:
    from jiangzhi.batch.execute import Settings, execute
    from jiangzhi.cli.batch_progress import watching

    settings = Settings(out, processes or len(os.sched_getaffinity(0)), strict)
    with watching(planned, log, processes=settings.processes, shown=shown) as on_job:
        return execute(planned.ordered, planned.runs, planned.hashes, settings, on_job)


def _summarize(planned: Planned, ended: list[Ended], out: Path) -> Mapping[str, Path]:
    from jiangzhi import flow
    from jiangzhi.batch.summed import summed_of, troubles_of

    book, page = flow.summary(summed_of(ended), troubles_of(planned, ended), out)
    return {say("汇总表", "Summary"): book, say("汇总页", "Summary page"): page}


def _show_plan(planned: Planned, *, as_json: bool) -> None:
    from jiangzhi.cli.tables.plain import print_table

    states = list(planned.states())
    if as_json:
        print_json(
            {
                "jobs": [
                    {
                        "job": job.name,
                        "workbooks": [str(path) for path in job.workbooks],
                        "run": None if state.run is None else state.run.name,
                        "reasons": [one.zh for one in state.reasons],
                    }
                    for job, state in states
                ]
            }
        )
        return
    heads = (say("任务", "job"), say("工作簿", "workbook"), say("要做什么", "what"))
    rows = [(job.name, job.files, _what(state)) for job, state in states]
    print_table(heads, rows)
    count = sum(1 for _, state in states if state.run is None)
    click.echo(say(f"共 {len(states)} 项,要算 {count} 项", f"{len(states)} jobs, {count} to run"))


def _what(state: State) -> str:
    """What is to be done with a job, and why."""
    if state.run is not None:
        return say("没有变化", "up to date") + f" {state.run.name}"
    reasons = [say(one.zh, one.en) for one in state.reasons]
    return say("要算:", "to run: ") + say("、", ", ").join(reasons)


def _tell(
    planned: Planned, ended: list[Ended], summary: Mapping[str, Path] | None, *, as_json: bool
) -> None:
    from jiangzhi.cli.tables.batch import batch_data, print_batch

    if as_json:
        print_json(batch_data(planned, ended, summary or {}))
    else:
        print_batch(planned, ended, summary or {})


def _code(ended: list[Ended]) -> int:
    from jiangzhi.batch.work import Ending

    if any(one.ending in (Ending.FAILED, Ending.NOT_TRIED) for one in ended):
        return exits.REFUSED
    return exits.PROVISIONAL if any(one.provisional for one in ended) else exits.DONE
