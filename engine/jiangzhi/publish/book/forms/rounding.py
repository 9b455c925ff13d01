"""Rounding that comes out as over exact numbers.

First the noise is taken away: ROUND to the decimals that the exact value has, or to a whole
multiple; then the value is rounded as ordered. No directed rounding is left to ROUNDUP,
ROUNDDOWN or the like, which programs carry out differently: INT over whole numbers is it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm
from typing import assert_never

from jiangzhi.formula.types.value import Bounds
from jiangzhi.publish.book.form import (
    EXACT_BELOW,
    Bind,
    Form,
    cell_denominator,
    cleaned,
    decimals_for,
    decimals_held,
    is_decimal,
    largest_seen,
    per_cell,
    power_text,
    rounded_up,
    whole_multiple,
)
from jiangzhi.rounding import Mode, Rounding


def rounded_by(form: Form, rounding: Rounding) -> Form:
    """The form rounded as a clause orders it (its unit is the engine's)."""
    return rounded(form, unit=rounding.unit / per_cell(form.type), mode=rounding.mode)


def rounded(form: Form, *, unit: Fraction, mode: Mode) -> Form:
    """The form as a whole multiple of ``unit`` (in the unit of cells)."""
    places = _places(unit)
    text = None
    if mode is Mode.HALF_AWAY and places is not None:
        text = _half_away(form, places)
    if text is None:
        text = _multiples(form, unit, mode)
    bind = Bind.ATOM if text.endswith(")") and text.startswith("ROUND(") else Bind.MULTIPLY
    exact = unit * per_cell(form.type)
    return replace(
        form,
        text=text,
        bind=bind,
        bounds=_widened(form.bounds, exact),
        seen=_widened(form.seen, exact),
        clean=True,
        signed=True,
        ratio=None,
    )


def _half_away(form: Form, places: int) -> str | None:
    if not is_decimal(form) and _whole_quotient(form, Fraction(10) ** -places) is not None:
        return None
    known = decimals_for(cell_denominator(form) or 0) if is_decimal(form) else None
    text = form.text if known is not None and known <= places else cleaned(form).text
    return f"ROUND({text},{places})"


def _multiples(form: Form, unit: Fraction, mode: Mode) -> str:
    return f"{multiples(form, unit=unit, mode=mode)}{_times(unit)}"


def multiples(form: Form, *, unit: Fraction, mode: Mode) -> str:
    """How many units the rounded form holds."""
    quotient = over(form, unit)
    low = form.bounds.low
    positive = low is not None and low >= 0
    match mode:
        case Mode.HALF_AWAY:
            return f"ROUND({quotient},0)"
        case Mode.HALF_EVEN:
            size = f"ABS({quotient})"
            tied = f"AND({size}-INT({size})=1/2,MOD(ROUND({quotient},0),2)=1)"
            return f"(ROUND({quotient},0)-IF({tied},SIGN({quotient}),0))"
        case Mode.TOWARD_ZERO:
            return f"INT({quotient})" if positive else f"SIGN({quotient})*INT(ABS({quotient}))"
        case Mode.AWAY_FROM_ZERO if positive:
            return f"ABS(INT(-({quotient})))"
        case Mode.AWAY_FROM_ZERO:
            return f"SIGN({quotient})*ABS(INT(-ABS({quotient})))"
        case _:
            assert_never(mode)


def over(form: Form, unit: Fraction) -> str:
    """The form divided by a unit, as a quotient of whole numbers: INT and ROUND of such a
    double are those of the exact value."""
    quotient = _whole_quotient(form, unit)
    if quotient is not None:
        return quotient
    denominator = cell_denominator(form)
    if denominator is not None:
        scale = rounded_up(lcm(denominator, unit.denominator))
        whole = whole_multiple(form, scale)
        if whole is not None:
            steps = scale * unit.numerator // unit.denominator
            return whole if steps == 1 else f"{whole}/{power_text(steps)}"
    return f"ROUND({form.within(Bind.MULTIPLY)}{_over(unit)},{decimals_held(form)})"


def _whole_quotient(form: Form, unit: Fraction) -> str | None:
    """A quotient over the unit as one of two whole numbers: such a double is never on the
    wrong side of a half."""
    if form.ratio is None:
        return None
    top, bottom = form.ratio
    over, under = cell_denominator(top), cell_denominator(bottom)
    if over is None or under is None:
        return None
    over, under = rounded_up(over), rounded_up(under)
    # Over the unit the quotient is (top·over)·(under·den) / ((bottom·under)·(over·num)).
    grow, shrink = under * unit.denominator, over * unit.numerator
    shared = gcd(grow, shrink)
    grow, shrink = over * grow // shared, under * shrink // shared
    for part, scale in ((top, grow), (bottom, shrink)):
        size = largest_seen(part)
        if size is None or size * scale >= EXACT_BELOW:
            return None
    return f"{scaled(top, grow)}/{scaled(bottom, shrink)}"


def scaled(form: Form, scale: int) -> str:
    """The form times a whole number, as the whole number that it is."""
    if scale == 1:
        return form.atom if form.clean else f"ROUND({form.text},0)"
    return f"ROUND({form.within(Bind.MULTIPLY)}*{power_text(scale)},0)"


def _places(unit: Fraction) -> int | None:
    for places in range(-12, 13):
        if unit == Fraction(10) ** -places:
            return places
    return None


def _over(unit: Fraction) -> str:
    return f"*{power_text(unit.denominator)}/{power_text(unit.numerator)}"


def _times(unit: Fraction) -> str:
    times = "" if unit.numerator == 1 else f"*{power_text(unit.numerator)}"
    return times + ("" if unit.denominator == 1 else f"/{power_text(unit.denominator)}")


def _widened(bounds: Bounds, unit: Fraction) -> Bounds:
    return Bounds(
        None if bounds.low is None else _floor(bounds.low, unit),
        None if bounds.high is None else bounds.high + unit,
        unit.denominator,
    )


def _floor(low: Fraction, unit: Fraction) -> Fraction:
    return Fraction(0) if low >= 0 else low - unit
