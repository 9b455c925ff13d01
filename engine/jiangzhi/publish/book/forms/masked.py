"""Helper columns that show a value only in the rows that count, and nothing elsewhere.

Totals, means, extremes and ranks pass over text; an error of a condition or of a value
that counts goes through to them.
"""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.formula.types.types import COUNT
from jiangzhi.formula.types.value import Unknown, Value
from jiangzhi.plan.model import Head
from jiangzhi.publish.book.workings import Column, Spot, Workings


def masked(element: str, where: str | None, head: Head, work: Workings) -> Spot:
    """The column of ``element`` where ``where`` is true; the element's own without a ``where``."""
    if where is None:
        return work.spots[element]
    return _masked(work.spots[element], element, where, head, work)


def counted(where: str, head: Head, work: Workings) -> Spot:
    """A column with 1 in the rows where ``where`` is true."""
    return _masked(None, "1", where, head, work)


def _masked(shown: Spot | None, element: str, where: str, head: Head, work: Workings) -> Spot:
    key = f"{element}|{where}"
    if key in work.spots:
        return work.spots[key]
    level = work.spots[where].level
    counting = shown is None
    heading = f"{'计' if counting else work.title(element)}({work.title(where)})"
    spot = work.place(level, heading, helper=True)
    flag = work.reference(work.spots[where], sheet=spot.sheet, level=level)
    text = "1" if shown is None else work.reference(shown, sheet=spot.sheet, level=level)
    flags = work.values(where)
    values = None if counting else work.values(element)

    def value(row: int) -> Value:
        held = flags(row)
        if isinstance(held, Unknown):
            return held
        if not held:
            return ""
        return Fraction(1) if values is None else values(row)

    type_ = COUNT if counting else work.forms[element].type
    work.add(Column(head, heading, spot, type_, f'IF({flag},{text},"")', value), helper=True)
    work.spots[key] = spot
    return spot
