"""What each row brings to an allocation, in whole numbers: claim, floor, cap, tier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from jiangzhi.formula.types.value import Value, worst
from jiangzhi.money import round_half_away
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share
from jiangzhi.publish.book.form import (
    Bind,
    Form,
    cell_denominator,
    largest_seen,
    per_cell,
    power_text,
)
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, lifted
from jiangzhi.publish.book.forms.rounding import over
from jiangzhi.publish.book.site import Site, open_site

#: Scaled claims and their sum stay below this, so that they are whole in a double.
_LARGEST: Final = 10**14


@dataclass(frozen=True, slots=True)
class Claims:
    """The rows' columns. ``claim`` counts in 1/``scale`` of a cell's unit, ``low`` and ``high`` in
    units of the rounding, of which one is ``each`` scaled units."""

    claim: Kept
    low: Kept | None
    high: Kept | None
    scale: int
    each: int


def claims(step: AllocateStep, ledger: Ledger) -> Claims:
    """The columns of what each row brings; 0 for a row that does not take part."""
    work = ledger.work
    site = open_site(step.head, work, sheet=ledger.sheet)
    form = site.read(step.claim)
    unit = step.rounding.unit / per_cell(step.head.type)
    by_need = step.share is Share.BY_NEED
    scale = _scale(form, unit.denominator if by_need else 1, step.claim, ledger)
    values = work.values(step.claim)

    def claim(row: int) -> Value:
        exact = lifted(lambda v: v, values(row))
        return lifted(lambda v: Fraction(round_half_away(v * scale / per_cell(form.type))), exact)

    text = f"ROUND({form.within(Bind.MULTIPLY)}*{power_text(scale)},0)"
    if scale == 1 and form.clean:
        text = form.text
    kept = taking(step, ledger, site, "应得(放大成整数)", text=text, value=claim)
    low = high = None
    if step.floor is not None:
        low = _limit(step, ledger, site, step.floor, unit, is_floor=True)
    if step.cap is not None:
        high = _limit(step, ledger, site, step.cap, unit, is_floor=False)
    return Claims(kept, low, high, scale, int(scale * unit) if by_need else 1)


def taking(
    step: AllocateStep,
    ledger: Ledger,
    site: Site,
    heading: str,
    *,
    text: str,
    value: Callable[[int], Value],
) -> Kept:
    """A column that is 0 in the rows that do not take part."""
    if step.takes_part is None:
        return ledger.for_rows(heading, text, value)
    flags = ledger.work.values(step.takes_part)

    def taken(row: int) -> Value:
        held = flags(row)
        return worst([held]) or (value(row) if held else Fraction(0))

    flag = site.read(step.takes_part).text
    return ledger.for_rows(heading, f"IF({flag},{text},0)", taken)


def _scale(form: Form, least: int, name: str, ledger: Ledger) -> int:
    """What makes every claim whole; less where their sum would grow past a double."""
    known = cell_denominator(form)
    wanted = lcm(known, least) if known is not None else lcm(10**12, least)
    size = largest_seen(form) or Fraction(0)
    groups = range(len(ledger.work.rows.order[ledger.within]))
    rows = max([1, *(len(ledger.members(group)) for group in groups)])
    if size * rows * wanted < _LARGEST:
        return wanted
    for places in range(12, -1, -1):
        scale = lcm(10**places, least)
        if size * rows * scale < _LARGEST:
            return scale
    return least


def _limit(
    step: AllocateStep, ledger: Ledger, site: Site, name: str, unit: Fraction, *, is_floor: bool
) -> Kept:
    """A floor rounded up to whole units, at least 0; a cap rounded down."""
    form = site.read(name)
    values = ledger.work.values(name)
    quotient = over(form, unit)
    text = f"MAX(0,-INT(-({quotient})))" if is_floor else f"INT({quotient})"

    def limit(row: int) -> Value:
        def in_units(value: Value) -> Value:
            assert isinstance(value, Fraction)
            exact = value / step.rounding.unit
            return Fraction(max(0, -(-exact // 1)) if is_floor else exact // 1)

        return lifted(in_units, values(row))

    heading = "下限(单位)" if is_floor else "上限(单位)"
    return taking(step, ledger, site, heading, text=text, value=limit)
