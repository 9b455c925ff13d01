"""jiangzhi report: write a run's report page again, in either language."""

from __future__ import annotations

from pathlib import Path

import click

from jiangzhi.cli.language import current_language
from jiangzhi.cli.run_argument import RUN


@click.command("report")
@click.argument("run", type=RUN)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="文件",
    help="写到哪里;不写就是当前目录下以运行命名的 .html",
)  # fmt: skip
def report(run: Path, *, out: Path | None) -> None:
    """写出运行结果的网页报告(运行目录里已有一份,这里另写,可换语言)。"""
    from jiangzhi import flow

    opened = flow.open_run(run)
    path = out if out is not None else Path(f"{opened.data['run']}.html")
    flow.report(opened, path, lang=current_language())
    click.echo(str(path))
