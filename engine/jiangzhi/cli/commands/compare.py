"""jiangzhi compare: what changed between two runs, and where it came from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli import exits
from jiangzhi.cli.language import current_language
from jiangzhi.cli.run_argument import RUN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from jiangzhi.explain.compare.compare import Difference


@click.command("compare")
@click.argument("before", metavar="RUN", type=RUN)
@click.argument("after", metavar="RUN", type=RUN)
@click.option(
    "--xlsx", "book", metavar="文件", type=click.Path(path_type=Path, dir_okay=False),
    help="另写成清算工作簿,小计、合计是活公式",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_context
def compare(
    ctx: click.Context, before: Path, after: Path, *, book: Path | None, as_json: bool
) -> None:
    """比较两次运行,说明每个镇街的差额来自哪里;也是清算表:正数应补付,负数应收回。

    差额按固定次序逐项替换:自身数据、参数、规则、资金池与其他镇街;各项相加恰等于差额。
    """
    from jiangzhi import flow
    from jiangzhi.cli.json_output import print_json
    from jiangzhi.cli.report_problems import report_problems
    from jiangzhi.cli.tables.compare import print_differences
    from jiangzhi.record.trace.plain import diagnostic_data

    comparison = flow.compare(flow.open_run(before), flow.open_run(after))
    found, warnings = comparison.differences, comparison.warnings
    is_provisional = any(one.change is None for one in found)
    if book is not None:
        flow.settle(comparison, book)
    if as_json:
        print_json(
            {
                "before": str(before),
                "after": str(after),
                "provisional": is_provisional,
                "towns": list(map(_data, found)),
                "totals": list(_totals_data(found)),
                "diagnostics": list(map(diagnostic_data, warnings)),
            }
        )
    else:
        report_problems(warnings, current_language())
        print_differences(found, comparison.after.outcome.plan, current_language())
    ctx.exit(exits.PROVISIONAL if is_provisional else exits.DONE)


def _data(one: Difference) -> dict[str, Any]:
    from jiangzhi.explain.compare.compare import PARTS
    from jiangzhi.explain.value_words import exact_text

    parts = [None] * len(PARTS) if one.parts is None else list(one.parts)
    return {
        "town": "/".join(one.town),
        "result": one.result,
        "before": exact_text(one.before, one.type),
        "after": exact_text(one.after, one.type),
        "change": exact_text(one.change, one.type),
        "state": one.state.name.lower(),
        "parts": {
            name: exact_text(part, one.type) for name, part in zip(PARTS, parts, strict=True)
        },
    }


def _totals_data(found: tuple[Difference, ...]) -> Iterator[dict[str, Any]]:
    """The totals of amounts, in 元; ``group`` is "" for the whole. What is not known is null;
    ``known`` adds up the towns whose two results are known."""
    from jiangzhi.explain.compare.totals import totals_of
    from jiangzhi.formula.types.types import Kind

    for result in dict.fromkeys(one.result for one in found if one.type.kind is Kind.MONEY):
        for total in totals_of([one for one in found if one.result == result]):
            yield {
                "result": result,
                "group": "/".join(total.group),
                **_amounts_data(total.amounts),
                "known": _amounts_data(total.known.amounts),
                "open": total.open,
                "failed": total.failed,
            }


def _amounts_data(amounts: tuple[Fraction | None, ...]) -> dict[str, Any]:
    from jiangzhi.explain.compare.compare import PARTS
    from jiangzhi.explain.value_words import exact_text
    from jiangzhi.formula.types.types import MONEY

    before, after, change, *parts, to_pay, to_claw_back = (
        exact_text(amount, MONEY) for amount in amounts
    )
    return {
        "before": before,
        "after": after,
        "change": change,
        "to_pay": to_pay,
        "to_claw_back": to_claw_back,
        "parts": dict(zip(PARTS, parts, strict=True)),
    }
