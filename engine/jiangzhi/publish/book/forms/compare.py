"""Comparisons that come out as over exact numbers.

Clean doubles compare as their values do. A difference with known decimals is cleaned by
ROUND and compared with zero. A quotient is not compared at all: its parts are, multiplied
crosswise.
"""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.types.types import FLAG, MONEY, NUMBER, Kind, Type
from jiangzhi.publish.book.form import (
    Bind,
    Form,
    cell_denominator,
    cleaned,
    is_decimal,
    power_text,
    whole_multiple,
)
from jiangzhi.publish.book.forms.arithmetic import multiply, subtract
from jiangzhi.publish.book.forms.combine import combined
from jiangzhi.publish.book.forms.rounding import scaled
from jiangzhi.publish.book.site import Site

_TURNED: Final = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compare(sign: str, left: Form, right: Form, site: Site) -> Form:
    """The flag of a comparison of two numbers."""
    if left.clean and right.clean:
        return _flag(f"{left.within(Bind.ADD)}{sign}{right.within(Bind.ADD)}")
    if left.signed and right.text == "0":
        return _flag(f"{left.within(Bind.ADD)}{sign}0")
    if right.signed and left.text == "0":
        return _flag(f"{right.within(Bind.ADD)}{_TURNED[sign]}0")
    difference = _difference(left, right)
    plain = _over_whole(difference) or _crosswise(left, right, site)
    if plain is not None:
        return _flag(f"{plain}{sign}0")
    if _quotient(left, site)[1] or _quotient(right, site)[1]:
        return _flag(f"{nearest(left, site)}{sign}{nearest(right, site)}")
    return _flag(f"{cleaned(difference).text}{sign}0")


def nearest(form: Form, site: Site) -> str:
    """The double nearest to the exact value: a quotient of whole numbers is, for division
    is rounded correctly, while one of amounts in 元 need not be."""
    top, bottom = _quotient(form, site)
    if form.clean or bottom is None:
        return cleaned(form).within(Bind.ADD)
    over, under = cell_denominator(top), cell_denominator(bottom)
    if over is None or under is None:
        return cleaned(form).within(Bind.ADD)
    above, below = scaled(top, over), scaled(bottom, under)
    if over == under:
        return f"{above}/{below}"
    return f"{above}*{power_text(under)}/({below}*{power_text(over)})"


def _flag(text: str) -> Form:
    return Form(text, FLAG, Bind.COMPARE, clean=True, signed=True)


def _difference(left: Form, right: Form) -> Form:
    type_: Type = right.type if left.type.kind is Kind.ZERO else left.type
    return subtract(left, right, combined("subtract", (left, right), type_))


def _product(left: Form, right: Form) -> Form:
    money = Kind.MONEY in (left.type.kind, right.type.kind)
    return multiply(left, right, combined("multiply", (left, right), MONEY if money else NUMBER))


def _over_whole(difference: Form) -> str | None:
    """The difference without its noise: to its decimals, or as a whole multiple."""
    if is_decimal(difference):
        return cleaned(difference).text
    denominator = cell_denominator(difference)
    return None if denominator is None else whole_multiple(difference, denominator)


def _crosswise(left: Form, right: Form, site: Site) -> str | None:
    """left·d' - right·d, of the sign of left - right, from the quotients' parts."""
    top, bottom = _quotient(left, site)
    other, below = _quotient(right, site)
    if bottom is None and below is None:
        return None
    signs, failures = [], []
    for divisor, quotient in ((bottom, left), (below, right)):
        if divisor is not None:
            low = divisor.bounds.low
            signs += [] if low is not None and low >= 0 else [f"SIGN({divisor.text})"]
            # Where the divisor is zero the comparison must fail as the quotient does.
            failures += [] if low is not None and low > 0 else [f"+0*{quotient.atom}"]
    if below is not None:
        top = _product(top, below)
    if bottom is not None:
        other = _product(other, bottom)
    plain = _over_whole(_difference(top, other))
    return None if plain is None else "*".join([plain, *signs]) + "".join(failures)


def _quotient(form: Form, site: Site) -> tuple[Form, Form | None]:
    if form.ratio is not None:
        return form.ratio
    parts = site.work.quotients.get(form.reads)
    return (form, None) if parts is None else parts(site)
