"""jiangzhi run: a policy over workbooks, and the run folder that comes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli import exits
from jiangzhi.cli.json_output import print_json, refusals_as_json
from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.options import (
    AS_JSON,
    AS_OF,
    ENCODING,
    NOTES,
    OUT,
    PAPERS,
    PARAMETERS,
    PRIOR,
    SHEETS,
    STAGES,
)
from jiangzhi.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiangzhi.evaluate.judge import Computed


@click.command(help="按办法计算工作簿,打印各镇街的结果,写出运行结果的文件夹")
@click.argument("policy", metavar="POLICY", type=click.Path(path_type=Path))
@click.argument(
    "workbooks", metavar="WORKBOOK...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@OUT
@click.option("--name", "title", metavar="名称", default="", help="给这次运行起的名字")
@click.option("--year", metavar="年度", type=int, help="哪一年度的;不写就看数据和基准日")
@click.option("--stage", type=click.Choice(STAGES), help="预拨、决算还是试算")
@click.option("--county", metavar="县区", default="", help="哪个县区的;不写就看数据")
@click.option("--issuer", metavar="编制单位", default="", help="印在表头的编制单位")
@click.option("--number", metavar="文号", default="", help="印在表头的文号")
@AS_OF
@PARAMETERS
@SHEETS
@ENCODING
@PRIOR
@click.option(
    "--crosscheck", type=click.Choice(["on", "off"]), default="on",
    help="是否用两种算法互相核对,不写就是 on",
)  # fmt: skip
@click.option(
    "--sign", metavar="KEY", type=click.Path(path_type=Path), help="用这个私钥(PEM)给结果签名"
)
@NOTES
@click.option(
    "--outputs", "wanted", metavar="种类", multiple=True, type=click.Choice(PAPERS),
    help="只写这几种文件;可以写几次,不写就都写",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="只打印结果,什么都不写")
@AS_JSON
@click.pass_context
def run(
    ctx: click.Context,
    policy: Path,
    workbooks: tuple[Path, ...],
    *,
    out: Path,
    title: str,
    year: int | None,
    stage: str | None,
    county: str,
    issuer: str,
    number: str,
    as_of: date | None,
    parameters: Mapping[str, str],
    sheets: Mapping[str, str],
    encoding: str | None,
    prior: Path | None,
    crosscheck: str,
    sign: Path | None,
    with_notes: bool,
    wanted: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Exit 0 where all results are known, 3 where some are open, 1 where nothing was written."""
    nothing: dict[str, Any] = {"run": None, "provisional": False, "towns": [], "pools": []}
    with refusals_as_json(nothing, wanted=as_json), Progress(shown=not as_json) as progress:
        from jiangzhi import flow
        from jiangzhi.batch.recorded import publish_recorded
        from jiangzhi.cli.password import prepare_key
        from jiangzhi.publish.results import is_provisional
        from jiangzhi.record.about import About, Paper, Stage

        about = About(
            county=county, year=year, stage=Stage(stage) if stage else None, title=title,
            issuer=issuer, number=number, parameters=parameters, sheets=sheets,
            left_out=tuple(one for one in Paper if wanted and one.value not in wanted),
        )  # fmt: skip
        if sign is not None:
            prepare_key(sign)
        progress.step(say("读办法", "reading the policy"))
        loaded = flow.load(policy, as_of=as_of)
        progress.step(say("读工作簿", "the workbooks"))
        facts = flow.read(
            loaded, *workbooks, sheets=sheets, given=parameters, prior=prior,
            encoding=encoding or "",
        )  # fmt: skip
        on_event = progress.on_event(current_language())
        computed = flow.run(loaded, facts, crosscheck=crosscheck == "on", on_event=on_event)
        folder = None
        if not dry_run:
            folder = publish_recorded(computed, out, about=about, sign=sign, on_event=on_event)
    if as_json:
        print_json(_data(computed, folder))
    else:
        _print(computed, folder, with_notes=with_notes)
    ctx.exit(exits.PROVISIONAL if is_provisional(computed.outcome) else exits.DONE)


def _data(computed: Computed, folder: Path | None) -> dict[str, Any]:
    from jiangzhi.publish.run_folder import results_with_notes

    return {"run": folder and str(folder), **results_with_notes(computed.outcome, computed.notes)}


def _print(computed: Computed, folder: Path | None, *, with_notes: bool) -> None:
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.cli.tables.pools import print_pools
    from jiangzhi.cli.tables.results import example_town, print_results

    print_results(computed.outcome, current_language())
    print_pools(computed.outcome, current_language())
    report_problems(computed.notes, current_language(), with_notes=with_notes)
    if folder is None:
        click.echo(say("试算,没有写出文件", "nothing was written"))
        return
    click.echo(say(f"运行结果: {folder}", f"Run folder: {folder}"))
    town = example_town(computed.outcome)
    if town is not None:
        command = f"jiangzhi explain {folder} {town}"
        click.echo(say(f"看一个镇街的来龙去脉: {command}", f"Explain one town: {command}"))
