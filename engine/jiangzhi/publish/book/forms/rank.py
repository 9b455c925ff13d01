"""Ranks within a group, with every rule for equal values."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from jiangzhi.formula.expr import Ties
from jiangzhi.formula.types.value import Bounds, Unknown, Value
from jiangzhi.plan.model import RankStep
from jiangzhi.publish.book.form import Form
from jiangzhi.publish.book.forms.comparable import comparable
from jiangzhi.publish.book.forms.masked import masked
from jiangzhi.publish.book.workings import FAILED_NAME, Column, Spot, Workings


def rank(step: RankStep, work: Workings, *, sheet: str) -> Form:
    """The form of a rank. RANK is handed clean doubles, so that equal values are equal."""
    level = step.head.level
    value = comparable(step.value, step.head, work)
    spot = masked(value, step.where, step.head, work)
    own = work.reference(work.spots[value], sheet=sheet, level=level)
    among = work.span(spot, sheet=sheet, level=level, within=step.within)
    order, other = (0, 1) if step.descending else (1, 0)
    text = f"RANK({own},{among},{order})"
    last = f"COUNT({among})+1-RANK({own},{among},{other})"
    match step.ties:
        case Ties.SAME:
            pass
        case Ties.DENSE:
            firsts = _firsts(step, spot, work)
            each = work.span(firsts, sheet=sheet, level=level, within=step.within)
            text = f"RANK({own},{each},{order})"
        case Ties.MEAN:
            text = f"({text}+{last})/2"
        case Ties.REFUSED:
            text = f"IF({last}-{text}>0,{FAILED_NAME},{text})"
        case _:
            assert_never(step.ties)
    if any(work.has_unknown(name) for name in step.head.needs):
        # One missing value leaves all ranks open; programs differ in what RANK makes of it.
        text = f"IF(ISERROR(SUM({among})),SUM({among}),{text})"
    if step.where is not None:
        flag = work.reference(work.spots[step.where], sheet=sheet, level=level)
        text = f"IF({flag},{text},{FAILED_NAME})"
    bounds = Bounds(Fraction(1), None, 2 if step.ties is Ties.MEAN else 1)
    return Form(text, step.head.type, bounds=bounds, clean=True, signed=True)


def _firsts(step: RankStep, spot: Spot, work: Workings) -> Spot:
    """A column with each value once: the ranks among these are without gaps."""
    level = step.head.level
    heading = f"{work.title(step.value)}(相同只留第一个)"
    firsts = work.place(level, heading, helper=True)
    own = work.reference(spot, sheet=firsts.sheet, level=level)
    among = work.span(spot, sheet=firsts.sheet, level=level, within=step.within)
    start = work.first_row(spot, sheet=firsts.sheet, level=level, within=step.within)
    text = f'IF(MATCH({own},{among},0)=ROW({own})-ROW({start})+1,{own},"")'
    if step.where is not None:
        flag = work.reference(work.spots[step.where], sheet=firsts.sheet, level=level)
        text = f'IF({flag},{text},"")'
    values = work.values(step.value)
    flags = None if step.where is None else work.values(step.where)
    repeated = _repeated(step, work)

    def value(row: int) -> Value:
        held = True if flags is None else flags(row)
        if isinstance(held, Unknown):
            return held
        own = values(row)
        if held and isinstance(own, Unknown):
            return own
        return "" if not held or row in repeated else own

    work.add(
        Column(step.head, heading, firsts, work.forms[step.value].type, text, value), helper=True
    )
    return firsts


def _repeated(step: RankStep, work: Workings) -> frozenset[int]:
    """Rows whose value stands in a row above them in their group."""
    values = work.values(step.value)
    flags = None if step.where is None else work.values(step.where)
    found = set()
    for group in work.rows.members(step.head.level, step.within):
        met: set[Value] = set()
        for row in group:
            if flags is not None and flags(row) is not True:
                continue
            if values(row) in met:
                found.add(row)
            met.add(values(row))
    return frozenset(found)
