"""jiangzhi compare: what changed between two runs, and where it came from."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli.language import current_language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiangzhi.explain.compare.compare import Difference
    from jiangzhi.explain.compare.totals import Total

_HEADS = {
    "zh": ("自身数据", "参数", "规则", "资金池与其他"),
    "en": ("own data", "parameters", "rules", "pool and others"),
}


@click.command("compare")
@click.argument("before", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("after", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--xlsx", "book", metavar="文件", type=click.Path(path_type=Path, dir_okay=False),
    help="另写成清算工作簿,小计、合计是活公式",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def compare(before: Path, after: Path, *, book: Path | None, as_json: bool) -> None:
    """比较两次运行,说明每个镇街的差额来自哪里;也是清算表:正数应补付,负数应收回。

    差额按固定次序逐项替换:自身数据、参数、规则、资金池与其他镇街;各项相加恰等于差额。
    """
    from jiangzhi.cli.json_output import print_json
    from jiangzhi.explain.compare.compare import compare_runs
    from jiangzhi.publish.opened import open_run

    old, new = open_run(before), open_run(after)
    found = compare_runs(old.outcome, new.outcome)
    if book is not None:
        from jiangzhi.publish.settlement import write_settlement

        runs = (str(old.data["run"]), str(new.data["run"]))
        write_settlement(found, book, title=new.outcome.plan.title, runs=runs)
    if as_json:
        print_json(
            {
                "before": str(before),
                "after": str(after),
                "towns": list(map(_data, found)),
                "totals": list(_totals_data(found)),
            }
        )
        return
    _print(found, new.outcome.plan.money_unit)


def _data(one: Difference) -> dict[str, Any]:
    from jiangzhi.explain.compare.compare import PARTS
    from jiangzhi.explain.shown import exact_text

    parts = [None] * len(PARTS) if one.parts is None else list(one.parts)
    return {
        "town": "/".join(one.town),
        "result": one.result,
        "before": exact_text(one.before, one.type),
        "after": exact_text(one.after, one.type),
        "change": exact_text(one.change, one.type),
        "parts": {
            name: exact_text(part, one.type) for name, part in zip(PARTS, parts, strict=True)
        },
    }


def _totals_data(found: tuple[Difference, ...]) -> Iterator[dict[str, Any]]:
    """The totals of amounts, in 元; ``group`` is "" for the whole."""
    from jiangzhi.explain.compare.compare import PARTS
    from jiangzhi.explain.compare.totals import totals_of
    from jiangzhi.explain.shown import exact_text
    from jiangzhi.formula.types import MONEY, Kind

    for result in dict.fromkeys(one.result for one in found if one.type.kind is Kind.MONEY):
        for total in totals_of([one for one in found if one.result == result]):
            amounts = {
                name: exact_text(getattr(total, name), MONEY)
                for name in ("before", "after", "change", "to_pay", "to_claw_back")
            }
            parts = {
                name: exact_text(part, MONEY) for name, part in zip(PARTS, total.parts, strict=True)
            }
            group = "/".join(total.group)
            yield {"result": result, "group": group, **amounts, "parts": parts, "open": total.open}


def _print(found: tuple[Difference, ...], money_unit: str) -> None:
    """A table for each result: the towns that changed, and the totals."""
    from jiangzhi.cli.width import padded, width
    from jiangzhi.explain.compare.totals import totals_of
    from jiangzhi.explain.shown import shown
    from jiangzhi.formula.types import Kind
    from jiangzhi.formula.value import State

    language = current_language()

    def text(value: Fraction | None, one: Difference) -> str:
        if value is None:
            return say("待定", "open")
        return shown(value, State.KNOWN, one.type, money_unit=money_unit, unit=False)

    heads = [say("镇街", "town"), say("前", "before"), say("后", "after"), say("差额", "change")]
    for result in dict.fromkeys(one.result for one in found):
        of_result = [one for one in found if one.result == result]
        changed = [one for one in of_result if one.change != 0]
        is_money = of_result[0].type.kind is Kind.MONEY
        click.echo(f"{result} ({money_unit})" if is_money else result)
        if not changed:
            click.echo("  " + say("没有变化", "nothing changed"))
            continue
        table = [[*heads, *_HEADS[language]]]
        for one in changed:
            ends = [
                text(value, one) if there else "—"
                for value, there in zip((one.before, one.after), one.stands_in, strict=True)
            ]
            parts = [text(part, one) for part in one.parts] if one.parts else ["—"] * 4
            table.append(["/".join(one.town), *ends, text(one.change, one), *parts])
        totals = totals_of(of_result) if is_money else ()
        for total in totals:
            label = say("合计", "total")
            if total.group:
                label = say(f"小计 {'/'.join(total.group)}", f"total {'/'.join(total.group)}")
            amounts = (total.before, total.after, total.change, *total.parts)
            table.append([label, *(text(amount, changed[0]) for amount in amounts)])
        widths = [max(width(row[i]) for row in table) for i in range(len(table[0]))]
        for row in table:
            cells = [padded(row[0], widths[0])]
            cells += [
                " " * (wide - width(cell)) + cell
                for cell, wide in zip(row[1:], widths[1:], strict=True)
            ]
            click.echo("  " + "  ".join(cells))
        for total in totals:
            pay, back = (text(one, changed[0]) for one in (total.to_pay, total.to_claw_back))
            click.echo("  " + _settlement(total, pay, back))


def _settlement(total: Total, pay: str, back: str) -> str:
    where = say("清算", "settlement") + (f" {'/'.join(total.group)}" if total.group else "")
    still = say(f",待定 {total.open} 个", f", {total.open} open") if total.open else ""
    return (
        where + say(f":应补付 {pay},应收回 {back}", f": to pay {pay}, to claw back {back}") + still
    )
