"""jiangzhi read: what the importer understood of workbooks, value by value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli import exits
from jiangzhi.cli.json_output import print_json
from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.options import AS_JSON, ENCODING, PARAMETERS, SHEETS

if TYPE_CHECKING:
    from jiangzhi.diagnostic import Diagnostic
    from jiangzhi.facts.model import Facts
    from jiangzhi.policy.model import Policy


@click.command(help="显示从工作簿读到了什么:每个值、它的单元格、提示和问题")
@click.argument("policy", metavar="POLICY", type=click.Path(path_type=Path))
@click.argument(
    "workbooks", metavar="WORKBOOK...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@SHEETS
@ENCODING
@PARAMETERS
@click.option(
    "--annotate", metavar="OUT.xlsx", type=click.Path(path_type=Path),
    help="另写一份工作簿,在单元格上批注提示和问题,附问题清单",
)  # fmt: skip
@AS_JSON
@click.pass_context
def read(
    ctx: click.Context,
    policy: Path,
    workbooks: tuple[Path, ...],
    *,
    sheets: Mapping[str, str],
    encoding: str | None,
    parameters: Mapping[str, str],
    annotate: Path | None,
    as_json: bool,
) -> None:
    """Exit 0 where the workbooks were read, 1 where they were refused."""
    from jiangzhi import flow
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.cli.tables.read import print_facts, read_data
    from jiangzhi.diagnostic import Refused

    facts: Facts | None = None
    diagnostics: Sequence[Diagnostic]
    unwritten: Sequence[Diagnostic] = ()
    resolved: Policy | None = None
    try:
        loaded = flow.load(policy, day_of_cases=True)
        resolved = loaded.policy
        facts = flow.read(
            loaded, *workbooks, sheets=sheets, given=parameters, encoding=encoding or ""
        )
        diagnostics = facts.notes
    except Refused as refused:
        diagnostics = refused.diagnostics
    if annotate is not None and resolved is not None:
        unwritten = _annotate(workbooks, diagnostics, annotate)
        diagnostics = [*unwritten, *diagnostics]
    if as_json:
        data: dict[str, Any] = read_data(resolved, facts, diagnostics)
        print_json(data)
    else:
        report_problems(diagnostics, current_language())
        if resolved is not None and facts is not None:
            print_facts(resolved, facts)
    if annotate is not None and resolved is not None and not unwritten and not as_json:
        click.echo(say(f"批注过的工作簿: {annotate}", f"Annotated workbook: {annotate}"))
    ctx.exit(exits.DONE if facts is not None and not unwritten else exits.REFUSED)


def _annotate(
    workbooks: Sequence[Path], diagnostics: Sequence[Diagnostic], out: Path
) -> Sequence[Diagnostic]:
    """Write the annotated copy; what keeps it from being written is returned."""
    from jiangzhi import flow
    from jiangzhi.diagnostic import Refused

    try:
        flow.annotate(workbooks, diagnostics, out, lang=current_language())
    except Refused as refused:
        return refused.diagnostics
    return ()
