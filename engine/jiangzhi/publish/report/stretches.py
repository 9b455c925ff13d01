"""A cloud of marks in words: for each stretch of its measure how many, and what they get."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from jiangzhi.explain.context import Context
from jiangzhi.explain.steps.pool import summed
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.publish.report.bars import short
from jiangzhi.publish.report.grading_measure import Measure, Pair
from jiangzhi.publish.report.ticks import bins


def stretches(
    context: Context, pair: Pair, points: Sequence[tuple[int, Fraction, Fraction]]
) -> str:
    """The table that says what the picture shows. ``points`` are row, measure and award."""
    say = context.say
    kind = pair.measure.type
    rows = []
    for low, high in bins([x for _, x, _ in points]):
        inside = [y for _, x, y in points if low <= x < high]
        if not inside:
            continue
        cells = (str(len(inside)), *(
            short(context, one)
            for one in (min(inside), summed(inside) / len(inside), max(inside), summed(inside))
        ))  # fmt: skip
        stretch = f"[{tick_text(context, low, kind)}, {tick_text(context, high, kind)})"
        numbers = "".join(f"<td class=n>{one}</td>" for one in cells)
        rows.append(f"<tr><th scope=row>{stretch}</th>{numbers}</tr>")
    heads = (
        pair.measure.name, say("个数", "count"), say("最少", "least"), say("平均", "mean"),
        say("最多", "most"), say("合计", "sum"),
    )  # fmt: skip
    titles = "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)
    word = say("用数字看", "In figures")
    caption = escape(axis_text(context, pair.award))
    return (
        f"<details class=figures><summary>{word}</summary><div class=scroll tabindex=0 role=region "
        f'aria-label="{caption}"><table><caption>{caption}</caption><thead><tr>{titles}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )


def axis_text(context: Context, measure: Measure) -> str:
    """What an axis is called, with its unit."""
    unit = context.unit(measure.type).strip()
    return f"{measure.name} ({unit})" if unit else measure.name


def tick_text(context: Context, value: Fraction, kind: Type) -> str:
    """A tick: no idle decimals."""
    text = context.show(value, kind, unit=False)
    return text.removesuffix(".00") if kind.kind is Kind.MONEY else text
