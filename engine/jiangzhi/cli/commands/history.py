"""jiangzhi history: a town's results in every run."""

from __future__ import annotations

from pathlib import Path

import click

from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.options import AS_JSON, CHOICE_OF_RUNS, OUT


@click.command(help="一个镇街历次的结果:年度、阶段、办法的版本、出自哪次运行")
@click.argument("town", metavar="镇街")
@OUT
@CHOICE_OF_RUNS
@AS_JSON
def history(
    town: str,
    *,
    out: Path,
    county: str,
    year: int | None,
    stage: str | None,
    policy: str,
    as_json: bool,
) -> None:
    """Amounts are in the unit of their policy."""
    from jiangzhi.batch.history import history as history_of
    from jiangzhi.batch.shelf import chosen, shelf
    from jiangzhi.cli.commands.list import run_data
    from jiangzhi.cli.json_output import print_json, refusals_as_json
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.cli.tables.plain import print_table
    from jiangzhi.record.trace.plain import diagnostic_data

    with refusals_as_json({"history": []}, wanted=as_json):
        runs = chosen(shelf(out), county=county, year=year, stage=stage, policy=policy)
        found, troubles = history_of(town, runs)
    if as_json:
        data = [
            {"town": one.town, "result": one.result, "value": one.value, **run_data(one.run)}
            for one in found
        ]
        print_json({"history": data, "diagnostics": [diagnostic_data(one) for one in troubles]})
        return
    report_problems(troubles, current_language())
    if not found:
        click.echo(say(f"{out} 里没有这样的运行", f"{out} holds no such run"))
        return
    heads = (
        say("年度", "year"), say("阶段", "stage"), say("镇街", "town"), say("结果", "result"),
        say("数", "value"), say("办法版本", "policy version"), say("运行", "run"),
    )  # fmt: skip
    rows = [
        (
            str(one.run.about.year or ""),
            one.run.about.stage.value if one.run.about.stage is not None else "",
            one.town,
            one.result,
            one.value,
            str(one.run.data["policy"]["sha256"])[:10],
            one.run.name,
        )
        for one in found
    ]
    print_table(heads, rows)
