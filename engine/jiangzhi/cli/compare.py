"""jiangzhi compare: what changed between two runs, and where it came from."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jiangzhi.cli.language import current_language, say

if TYPE_CHECKING:
    from jiangzhi.explain.compare.compare import Difference

_HEADS = {
    "zh": ("自身数据", "参数", "规则", "资金池与其他"),
    "en": ("own data", "parameters", "rules", "pool and others"),
}


@click.command("compare")
@click.argument("before", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("after", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def compare(before: Path, after: Path, *, as_json: bool) -> None:
    """比较两次运行,说明每个镇街的差额来自哪里;也是清算表:正数应补付,负数应收回。

    差额按固定次序逐项替换:自身数据、参数、规则、资金池与其他镇街;各项相加恰等于差额。
    """
    from jiangzhi.cli.json_output import print_json
    from jiangzhi.explain.compare.compare import compare_runs
    from jiangzhi.publish.opened import open_run

    old, new = open_run(before), open_run(after)
    found = compare_runs(old.outcome, new.outcome)
    if as_json:
        print_json({"before": str(before), "after": str(after), "towns": list(map(_data, found))})
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


def _print(found: tuple[Difference, ...], money_unit: str) -> None:
    """A table for each result: the towns that changed, and the totals."""
    from jiangzhi.cli.width import padded, width
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
        if is_money:
            table.append(_totals(changed, text))
        widths = [max(width(row[i]) for row in table) for i in range(len(table[0]))]
        for row in table:
            cells = [padded(row[0], widths[0])]
            cells += [
                " " * (wide - width(cell)) + cell
                for cell, wide in zip(row[1:], widths[1:], strict=True)
            ]
            click.echo("  " + "  ".join(cells))
        if is_money:
            click.echo("  " + _settlement(changed, text))


def _totals(changed: list[Difference], text: Any) -> list[str]:
    def total(values: list[Fraction | None]) -> str:
        return str(text(sum((one for one in values if one is not None), Fraction(0)), changed[0]))

    parts = [total([one.parts[i] if one.parts else None for one in changed]) for i in range(4)]
    ends = [total([getattr(one, end) for one in changed]) for end in ("before", "after")]
    return [say("合计", "total"), *ends, total([one.change for one in changed]), *parts]


def _settlement(changed: list[Difference], text: Any) -> str:
    pay = sum((one.change for one in changed if one.change and one.change > 0), Fraction(0))
    back = -sum((one.change for one in changed if one.change and one.change < 0), Fraction(0))
    one = changed[0]
    return say(
        f"清算:应补付 {text(pay, one)},应收回 {text(back, one)}",
        f"settlement: to pay {text(pay, one)}, to claw back {text(back, one)}",
    )
