"""The tables of results: every row of every level with results, readable without scripts.

A cell carries the rank of its value, so that sorting is by the exact value, whatever is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from jiangzhi.explain.context import Context
from jiangzhi.explain.value_words import PLACES
from jiangzhi.formula.types.types import NUMERIC, Kind, Scalar
from jiangzhi.formula.types.value import Unknown
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.plan.model import Step
from jiangzhi.publish.report.results import (
    by_class,
    by_group,
    class_of,
    group_of,
    group_title,
    known,
    link_to,
    places,
    results_on,
    rows_on,
)

#: With more columns a table is printed across the page.
_WIDE = 7


@dataclass(frozen=True, slots=True)
class Column:
    """A column as text. ``ranks`` sort it (``None``: open), by their text where there are none.

    ``links`` are where the cells of a column of names lead to.
    """

    head: str
    texts: Sequence[str]
    ranks: Sequence[int | None] | None = None
    number: bool = False
    links: Sequence[str] | None = None
    names: bool = False


def table(context: Context, level: str, *, linked: bool) -> str:
    """All rows of a level with their results; ``linked`` where the page has their derivations.

    The rows of the subject also have a group and a class.
    """
    own = _names(context, level, linked=linked)
    results = [_result(context, step) for step in results_on(context, level)]
    columns = [*own, *results]
    if level == context.plan.subject:
        columns = [*_group(context), *own, *_class(context), *results]
    heads = "".join(
        f"<th scope=col{' class=n' if column.number else ''}><button type=button"
        f"{' data-words' if column.names else ''}>{escape(column.head)}</button></th>"
        for column in columns
    )
    body = "".join(
        f"<tr data-row={row}>{''.join(_cell(column, row) for column in columns)}</tr>"
        for row in rows_on(context, level)
    )
    kind = "sorts wide" if len(columns) > _WIDE else "sorts"
    name = ' id="towns"' if level == context.plan.subject else ""
    label = context.say(f"各{level}的结果", f"Results by {level}")
    return (
        f'<table{name} class="{kind}" aria-label="{escape(label)}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cell(column: Column, row: int) -> str:
    text = escape(column.texts[row])
    if column.names:
        if column.links is not None:
            text = f'<a href="{escape(column.links[row])}">{text}</a>'
        return f"<th scope=row>{text}</th>"
    place = column.ranks[row] if column.ranks is not None else None
    if place is None:
        return f'<td class="{"n " if column.number else ""}open">{text}</td>'
    return f"<td{' class=n' if column.number else ''} data-o={place}>{text}</td>"


def _names(context: Context, level: str, *, linked: bool) -> list[Column]:
    full = places(context, level)
    plan = context.plan
    texts = full
    if level == plan.subject and not plan.level(level).detail:
        texts = [(context.keys(level, row) or (level,))[-1] for row in rows_on(context, level)]
    links = [link_to(place) for place in full] if linked else None
    return [Column(level, texts, links=links, names=True)]


def _group(context: Context) -> list[Column]:
    """The names above the row's own, in the order of the workbook."""
    places_of = {word: at for at, word in enumerate(by_group(context))}
    if not places_of:
        return []
    texts = [group_of(context, row) for row in rows_on(context, context.plan.subject)]
    return [Column(group_title(context), texts, [places_of[text] for text in texts])]


def _class(context: Context) -> list[Column]:
    """The class, in the order of the policy."""
    places_of = {word: at for at, word in enumerate(by_class(context))}
    if not places_of:
        return []
    texts = [class_of(context, row) for row in rows_on(context, context.plan.subject)]
    return [Column(context.plan.class_name or "", texts, [places_of[text] for text in texts])]


def _result(context: Context, step: Step) -> Column:
    head = step.head
    values = [context.value(head.name, row) for row in rows_on(context, head.level)]
    unit = context.unit(head.type).strip()
    title = f"{head.name} ({unit})" if unit else head.name
    return Column(title, _shown(context, step), _ranks(values), head.type.kind in NUMERIC)


def _ranks(values: Sequence[Scalar | Unknown]) -> list[int | None]:
    """The rank of each value, equal for equal values; ``None`` where it is open."""
    # all known values of a column are of one kind
    distinct = sorted({one for one in values if not isinstance(one, Unknown)})
    rank = {value: at for at, value in enumerate(distinct)}
    return [None if isinstance(value, Unknown) else rank[value] for value in values]


def _shown(context: Context, step: Step) -> list[str]:
    """A column of values, money with the decimals of its longest, so that points align."""
    rows = rows_on(context, step.head.level)
    texts = [context.shown(step.head.name, row, unit=False) for row in rows]
    if step.head.type.kind is not Kind.MONEY:
        return texts
    most = min(max((len(text.partition(".")[2]) for text in texts), default=0), PLACES)
    unit = context.plan.money_unit
    return [
        text
        if (value := known(context, step, row)) is None or "≈" in text
        else decimal_text(in_unit(value, unit), places=most, group=True)
        for row, text in zip(rows, texts, strict=True)
    ]
