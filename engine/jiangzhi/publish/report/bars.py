"""Bars in a table: one row for each town, class or group, one column for each amount.

A table needs no other words for those who cannot see it, and keeps its figures in print. All
columns share one scale from zero, so that a length means the same amount everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from html import escape

from jiangzhi.explain.context import Context
from jiangzhi.explain.value_words import unknown_text
from jiangzhi.formula.types.types import MONEY
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.publish.report.results import link_to

#: More columns than this go into a table of their own.
MOST_COLUMNS = 6
#: Percent of the table's width that each column's figures take from the bars, and the least
#: of a column of bars.
_FIGURES = 6
_NAMES = 24
_LEAST = 2
_PLACES = 2


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: ``values`` in 分, or why there is none; ``place`` is what its name links to.
    Without bars it is a remark between rows, such as the sum of those left out."""

    label: str
    values: tuple[Value, ...]
    place: str | None = None
    bars: bool = True
    notes: tuple[str, ...] = ()


def bar_table(
    context: Context, title: str, first: str, heads: Sequence[str], rows: Sequence[BarRow]
) -> str:
    """A figure of bars. ``first`` heads the names, ``heads`` the columns."""
    unit = context.unit(MONEY).strip()
    note = context.say(
        f"单位:{unit},图中保留两位小数", f"in {unit}, to two decimals; the table below is exact"
    )
    caption = f"<figcaption>{escape(title)} <small>{escape(note)}</small></figcaption>"
    parts = []
    for start in range(0, len(heads), MOST_COLUMNS):
        part = slice(start, start + MOST_COLUMNS)
        sliced = [replace(row, values=row.values[part], notes=row.notes[part]) for row in rows]
        parts.append(_table(context, (title, first, *heads[part]), sliced))
    body = "".join(
        f'<div class=scroll tabindex=0 role=region aria-label="{escape(title)}">{part}</div>'
        for part in parts
    )
    return f"<figure>{caption}{body}</figure>"


def _table(context: Context, words: Sequence[str], rows: Sequence[BarRow]) -> str:
    title, first, *heads = words
    columns = range(len(heads))
    drawn = [row for row in rows if row.bars]
    spans = [_span([row.values[at] for row in drawn]) for at in columns]
    every = sum((high - low for low, high in spans), Fraction(0)) or Fraction(1)
    room = 100 - _NAMES - _FIGURES * len(heads)
    widths = [max(Fraction(_LEAST), room * (high - low) / every) for low, high in spans]
    ratios = [w / (high - low) for w, (low, high) in zip(widths, spans, strict=True) if high > low]
    scale = min(ratios, default=Fraction(1))
    sides = [(scale / width, low) for width, (low, _) in zip(widths, spans, strict=True)]
    group = "".join(f'<col><col width="{_at(width)}%">' for width in widths)
    cells = "".join(f"<th scope=col class=n>{escape(head)}</th><td></td>" for head in heads)
    body = "".join(_row(context, row, sides) for row in rows)
    return (
        f'<table class="bars c{len(heads)}" aria-label="{escape(title)}">'
        f"<colgroup><col>{group}</colgroup>"
        f"<thead><tr><th scope=col>{escape(first)}</th>{cells}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _row(context: Context, row: BarRow, sides: Sequence[tuple[Fraction, Fraction]]) -> str:
    label = escape(row.label)
    if row.place is not None:
        label = f'<a href="{escape(link_to(row.place))}">{label}</a>'
    cells = []
    for at, (scale, low) in enumerate(sides):
        value = row.values[at]
        note = f"<small>{escape(row.notes[at])}</small>" if row.notes and row.notes[at] else ""
        kind = "n open" if isinstance(value, Unknown) else "n" if value else "n z"
        amount = value if row.bars and isinstance(value, Fraction) else Fraction(0)
        drawn = _bar(amount, scale, low) if amount else ""
        cells.append(f'<td class="{kind}">{escape(short(context, value))}{note}</td><td>{drawn}')
    kind = "" if row.bars else " class=rest"
    return f"<tr{kind}><th scope=row>{label}</th>{''.join(cells)}</tr>"


def _bar(value: Fraction, scale: Fraction, low: Fraction) -> str:
    """A bar from the column's zero; a negative one goes left and is drawn hollow."""
    zero = -low * scale * 100
    wide = max(abs(value) * scale * 100, Fraction(1, 2))
    start = zero if value > 0 else zero - wide
    kind = ' class="minus"' if value < 0 else ""
    line = f'<line x1="{_at(zero)}%" x2="{_at(zero)}%" y1="0" y2="100%"/>' if low < 0 else ""
    return (
        f'<svg class=bar aria-hidden=true><rect x="{_at(start)}%" width="{_at(wide)}%" y="15%" '
        f'height="70%"{kind}/>{line}</svg>'
    )


def _span(values: Sequence[Value]) -> tuple[Fraction, Fraction]:
    found = [Fraction(0), *(value for value in values if isinstance(value, Fraction))]
    return min(found), max(found)


def short(context: Context, value: Value) -> str:
    """An amount as a chart shows it."""
    if not isinstance(value, Fraction):
        state = value.state if isinstance(value, Unknown) else State.MISSING
        return unknown_text(state, context.lang)
    return decimal_text(in_unit(value, context.plan.money_unit), places=_PLACES, group=True)


def _at(value: Fraction) -> str:
    """A percentage in hundredths: where a mark is drawn, not what is paid."""
    return decimal_text(value, places=2)
