"""jiangzhi check: everything that can be said of a policy before any workbook is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli import exits
from jiangzhi.cli.json_output import print_json, refusals_as_json
from jiangzhi.cli.language import current_language, say
from jiangzhi.cli.options import AS_JSON, AS_OF
from jiangzhi.cli.tables.coverage import coverage_data, print_coverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiangzhi.diagnostic import Diagnostic
    from jiangzhi.evaluate.cases.run import CaseResult
    from jiangzhi.plan.load import Loaded
    from jiangzhi.prove.model import Proved


@click.command(help="检查办法:名字、类型、单位、表格的空档和重叠,并逐格核对算例")
@click.argument("policy", metavar="POLICY", type=click.Path(path_type=Path))
@AS_OF
@click.option(
    "--coverage", is_flag=True, help="列出算例没有用到的规则、表行和边界,并提出可加的算例"
)
@click.option(
    "--against", "before", metavar="原办法", type=click.Path(path_type=Path),
    help="对所有可能的数据,逐项结果说明和这份原办法相等、不少、不多,还是在哪里不同",
)  # fmt: skip
@AS_JSON
@click.pass_context
def check(
    ctx: click.Context,
    policy: Path,
    *,
    as_of: date | None,
    coverage: bool,
    before: Path | None,
    as_json: bool,
) -> None:
    """Exit 0 where the policy can run and its worked cases come out, else 1."""
    with refusals_as_json({"policy": str(policy), "cases": []}, wanted=as_json):
        from jiangzhi import flow
        from jiangzhi.diagnostic import errors_among

        loaded = flow.load_to_check(policy) if as_of is None else flow.load(policy, as_of=as_of)
        checked = flow.check(loaded, coverage=coverage)
        parted = None if before is None else _against(before, loaded, as_of)
        if as_json:
            from jiangzhi.prove.words import proved_data

            covered = checked.coverage
            more = {} if covered is None else {"coverage": coverage_data(covered)}
            if parted is not None:
                more["against"] = proved_data(loaded.plan, parted)["verdicts"]
            print_json({**_data(loaded, checked.cases, checked.found), **more})
        else:
            _print(loaded, checked.cases, checked.found)
            if checked.coverage is not None:
                print_coverage(checked.coverage)
            if parted is not None:
                _print_verdicts(loaded, parted)
        ctx.exit(exits.REFUSED if errors_among(checked.found) else exits.DONE)


def _against(before: Path, loaded: Loaded, as_of: date | None) -> Proved:
    from jiangzhi import flow

    old = flow.load_to_check(before) if as_of is None else flow.load(before, as_of=as_of)
    return flow.against(old, loaded)


def _print_verdicts(loaded: Loaded, found: Proved) -> None:
    from jiangzhi.prove.words import verdict_lines

    for verdict in found.verdicts:
        for line in verdict_lines(loaded.plan, verdict, current_language()):
            click.echo(line)


def _print(loaded: Loaded, cases: Sequence[CaseResult], found: Sequence[Diagnostic]) -> None:
    from jiangzhi.cli.report_problems import report_problems

    report_problems(found, current_language())
    policy = loaded.policy
    inputs, quantities = len(policy.inputs), len(policy.quantities)
    published = sum(quantity.published for quantity in policy.quantities)
    click.echo(
        say(
            f"《{policy.title}》:{inputs} 项输入,{quantities} 个量,公布 {published} 个",
            f"“{policy.title}”: inputs {inputs}, quantities {quantities}, published {published}",
        )
    )
    for result in cases:
        title = result.case.title or say("(无题)", "(untitled)")
        compared, differing = result.compared, len(result.differences)
        if differing:
            zh, en = f"{compared} 格,{differing} 格不符", f"{differing} of {compared} cells differ"
        else:
            zh, en = f"{compared} 格,相符", f"cells {compared}, as expected"
        click.echo(say(f"  算例 {title}: {zh}", f"  case {title}: {en}"))


def _data(
    loaded: Loaded, cases: Sequence[CaseResult], found: Sequence[Diagnostic]
) -> dict[str, Any]:
    from jiangzhi.record.trace.plain import diagnostic_data

    return {
        "policy": loaded.policy.name,
        "title": loaded.policy.title,
        "cases": [
            {
                "title": result.case.title,
                "compared": result.compared,
                "different": len(result.differences),
            }
            for result in cases
        ],
        "diagnostics": [diagnostic_data(diagnostic) for diagnostic in found],
    }
