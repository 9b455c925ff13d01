"""The charts of amounts: results by class, by group and by town."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.steps.pool import summed
from jiangzhi.formula.types.value import Unknown, Value, worst
from jiangzhi.plan.model import Step
from jiangzhi.publish.report.bars import BarRow, bar_table, short
from jiangzhi.publish.report.results import (
    by_class,
    by_group,
    group_title,
    headline,
    levels_shown,
    money_on,
    open_words,
    places,
    rows_on,
    total,
)

#: A chart with more rows shows the largest and the smallest, and the sum of the rest.
MOST = 30
_LARGEST = 20
_SMALLEST = 5


def amount_charts(context: Context, *, linked: bool) -> str:
    """Results by class, by group and by town, as far as the policy has such, and those of
    other levels that have more than one row. ``linked``: names lead to their derivations."""
    levels = [level for level in levels_shown(context) if len(rows_on(context, level)) > 1]
    parts = [_of_level(context, level, linked=linked) for level in levels]
    return "".join([_of_groups(context), *parts])


def _of_groups(context: Context) -> str:
    subject = context.plan.subject
    steps = money_on(context, subject)
    first = headline(context, subject)
    if first is None:
        return ""
    heads = [step.head.name for step in steps]
    found = []
    for word, groups in (
        (context.plan.class_name or "", by_class(context)),
        (group_title(context), by_group(context)),
    ):
        if groups:
            rows = _shortened(context, _sums(context, steps, groups), steps.index(first))
            title = context.say(f"按{word}", f"By {word}")
            found.append(bar_table(context, title, word, heads, rows))
    return "".join(found)


def _of_level(context: Context, level: str, *, linked: bool) -> str:
    steps = money_on(context, level)
    first = headline(context, level)
    if first is None:
        return ""
    names = places(context, level)
    key = steps.index(first)
    rows = [
        BarRow(
            names[row],
            tuple(context.value(step.head.name, row) for step in steps),
            names[row] if linked else None,
        )
        for row in rows_on(context, level)
    ]
    rows.sort(key=lambda row: _order(row.values[key]))
    title = context.say(f"各{level}", f"By {level}")
    if len(steps) > 1:
        name = first.head.name
        title += context.say(f",按“{name}”从多到少", f", largest {name} first")
    heads = [step.head.name for step in steps]
    return bar_table(context, title, level, heads, _shortened(context, rows, key))


def _order(value: Value) -> tuple[bool, Fraction]:
    """From the largest to the smallest, what is open last."""
    return (False, -value) if isinstance(value, Fraction) else (True, Fraction(0))


def _sums(
    context: Context, steps: Sequence[Step], groups: Mapping[str, Sequence[int]]
) -> list[BarRow]:
    """Each group's totals, its count behind its name, and below each total the mean, or what
    is known of one that is open."""
    found = []
    for word, members in groups.items():
        columns = [[context.value(step.head.name, row) for row in members] for step in steps]
        sums = tuple(total(values) for values in columns)
        notes = tuple(_note(context, values) for values in columns)
        found.append(BarRow(f"{word} ({len(members)})", sums, notes=notes))
    return found


def _note(context: Context, values: Sequence[Value]) -> str:
    opened = open_words(context, values)
    if not opened:
        mean = short(context, summed(values) / len(values))
        return context.say(f"平均 {mean}", f"mean {mean}")
    if all(isinstance(value, Unknown) for value in values):
        return opened
    part = short(context, summed(values))
    return context.say(f"已知的 {part},{opened}", f"known {part}, {opened}")


def _shortened(context: Context, rows: Sequence[BarRow], key: int) -> list[BarRow]:
    """All rows where they are few; else the largest, the smallest, and the rest as a sum."""
    if len(rows) <= MOST:
        return list(rows)
    ordered = sorted(rows, key=lambda row: _order(row.values[key]))
    rest = ordered[_LARGEST:-_SMALLEST]
    columns = [[row.values[at] for row in rest] for at in range(len(ordered[0].values))]
    sums = tuple(total(values) for values in columns)
    notes = tuple(_note(context, values) if worst(values) else "" for values in columns)
    label = context.say(f"其余 {len(rest)} 个合计", f"{len(rest)} others, sum")
    return [
        *ordered[:_LARGEST],
        BarRow(label, sums, bars=False, notes=notes),
        *ordered[-_SMALLEST:],
    ]
