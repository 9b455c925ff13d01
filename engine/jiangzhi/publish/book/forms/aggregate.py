"""Totals, means, medians, extremes and counts over the members of a group."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.types.types import COUNT
from jiangzhi.formula.types.value import Bounds
from jiangzhi.plan.model import AggregateStep
from jiangzhi.publish.book.form import Form, cell_denominator
from jiangzhi.publish.book.forms.expression import expression
from jiangzhi.publish.book.forms.masked import counted, masked
from jiangzhi.publish.book.site import Site, open_site
from jiangzhi.publish.book.workings import FAILED_NAME, Spot, Workings

_FUNCTION: Final = {
    Reduce.SUM: "SUM",
    Reduce.COUNT: "SUM",
    Reduce.AVERAGE: "AVERAGE",
    Reduce.MEDIAN: "MEDIAN",
    Reduce.MIN: "MIN",
    Reduce.MAX: "MAX",
}
_EMPTY: Final = {Reduce.SUM: "0", Reduce.COUNT: "0"}


def aggregate(step: AggregateStep, work: Workings, *, sheet: str) -> tuple[Form, str]:
    """The form of an aggregate, and what stands where the group has no members."""
    level = step.head.level
    element = work.forms[step.element]
    form = Form("", step.head.type, bounds=element.bounds, clean=element.clean)
    empty = _EMPTY.get(step.how, FAILED_NAME)
    if step.how is Reduce.COUNT:
        return _count(step, form, work, sheet=sheet), empty
    spot = masked(step.element, step.where, step.head, work)
    span = work.span(spot, sheet=sheet, level=level, within=level)
    if step.how in (Reduce.LARGE, Reduce.SMALL):
        assert step.k is not None
        k = expression(step.k, open_site(step.head, work, sheet=sheet)).text
        return replace(form, text=f"{step.how.value}({span},{k})", signed=element.signed), empty
    if step.where is not None and step.how in (Reduce.MIN, Reduce.MAX):
        # Over nothing but text MIN and MAX are 0; SMALL and LARGE fail, as they should.
        name = "SMALL" if step.how is Reduce.MIN else "LARGE"
        return replace(form, text=f"{name}({span},1)", signed=element.signed), empty
    form = replace(form, text=f"{_FUNCTION[step.how]}({span})")
    if step.how is Reduce.SUM:
        whole = element.clean and cell_denominator(element) == 1
        return replace(form, clean=whole, signed=whole or _one_sign(element)), empty
    if step.how is Reduce.AVERAGE:
        form = replace(form, clean=False, bounds=Bounds(element.bounds.low, element.bounds.high))
        _remember_mean(step, element, spot, work)
        return form, empty
    if step.how is Reduce.MEDIAN:
        known = element.bounds.denominator
        twice = None if known is None else 2 * known
        bounds = Bounds(element.bounds.low, element.bounds.high, twice)
        return replace(form, clean=False, bounds=bounds), empty
    return replace(form, signed=element.signed), empty


def _count(step: AggregateStep, form: Form, work: Workings, *, sheet: str) -> Form:
    level = step.head.level
    if step.where is None:
        spot = work.spots[step.element]
        text = f"ROWS({work.span(spot, sheet=sheet, level=level, within=level)})"
    else:
        spot = counted(step.where, step.head, work)
        text = f"SUM({work.span(spot, sheet=sheet, level=level, within=level)})"
    return replace(form, text=text, bounds=Bounds(None, None, 1), clean=True, signed=True)


def _one_sign(element: Form) -> bool:
    low, high = element.bounds.low, element.bounds.high
    return element.signed and ((low is not None and low >= 0) or (high is not None and high <= 0))


def _remember_mean(step: AggregateStep, element: Form, spot: Spot, work: Workings) -> None:
    """A mean is the quotient of a total and a number of rows: so it is compared and ranked."""

    def quotient(site: Site) -> tuple[Form, Form]:
        span = work.span(spot, sheet=site.sheet, level=site.level, within=step.head.level)
        total = Form(f"SUM({span})", element.type, bounds=element.bounds)
        number = Form(f"COUNT({span})", COUNT, bounds=Bounds(Fraction(0), None, 1), clean=True)
        return total, number

    work.quotients[step.head.name] = quotient
