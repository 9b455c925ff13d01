"""The totals at the head of the page: one card for each result that adds up or is counted."""

from __future__ import annotations

from fractions import Fraction
from html import escape

from jiangzhi.explain.context import Context
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import worst
from jiangzhi.plan.model import Step
from jiangzhi.publish.report.results import levels_shown, open_words, results_on, rows_on


def cards(context: Context) -> str:
    """A list of totals of money and counts of flags; rates and marks have no total."""
    found = [
        _card(context, step)
        for level in levels_shown(context)
        for step in results_on(context, level)
        if step.head.type.kind in (Kind.MONEY, Kind.FLAG)
    ]
    return f"<ul class=cards>{''.join(found)}</ul>" if found else ""


def _card(context: Context, step: Step) -> str:
    head, say = step.head, context.say
    values = [context.value(head.name, row) for row in rows_on(context, head.level)]
    counted = [value for value in values if isinstance(value, Fraction | bool)]
    opened = open_words(context, values)
    some = sum(value != 0 for value in counted)
    several = len(values) > 1
    if head.type.kind is Kind.MONEY:
        total = sum((value for value in counted), Fraction(0))
        shown = context.show(total, head.type, unit=False)
        unit = context.unit(head.type).strip()
        note = say(f"{some} 个{head.level}", f"{some} of {len(values)}") if several else head.level
    else:
        shown, unit = str(some), ""
        note = say(f"个{head.level}为“是”", f"of {len(values)} are “yes”")
    if opened:
        if several and counted:
            note = say(
                f"已知的 {shown}{unit},{note},{opened}", f"known {shown} {unit}, {note}, {opened}"
            )
        elif several:
            note = opened
        shown, unit = context.show(worst(values) or False, head.type), ""
    warn = " class=open" if opened else ""
    return (
        f"<li><span>{escape(head.name)} <small>{escape(unit)}</small></span><b>{escape(shown)}</b>"
        f"<em{warn}>{escape(note)}</em></li>"
    )
