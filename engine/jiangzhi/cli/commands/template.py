"""jiangzhi template: the blank workbook that fits a policy."""

from __future__ import annotations

from pathlib import Path

import click

from jiangzhi.cli.language import say


@click.command(help="写出与办法相配的空白工作簿:表头、单位、下拉列表、批注和一行示例")
@click.argument("policy", metavar="POLICY", type=click.Path(path_type=Path))
@click.argument("out", metavar="OUT.xlsx", type=click.Path(path_type=Path))
def template(policy: Path, out: Path) -> None:
    """Write the template; an existing file is not written over."""
    from jiangzhi import flow

    flow.template(flow.load(policy, day_of_cases=True), out)
    click.echo(say(f"空白工作簿: {out}", f"Blank workbook: {out}"))
