"""A formula under construction: its text, and what is known of the double it yields.

Doubles hold money in 元 only nearly. A form therefore knows whether its double is the one
nearest to the exact value (``clean``), and how many decimals the exact value can have, so
that whoever compares or rounds it can first take the noise away by ``ROUND``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from math import lcm
from typing import Final

from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import UNBOUNDED, Bounds

#: A value times ten to its decimals must stay below this, so that the noise of some forty
#: operations (2^-53 each) is below one half there, and every program's fifteen digits hold it.
EXACT_BELOW: Final = 10**14
_DIGITS: Final = 14
_MOST_DECIMALS: Final = 14
# One giant among the rows must not cost the others their 分.
_FEWEST_DECIMALS: Final = 6


class Bind(IntEnum):
    """How tightly a form's outermost operator binds."""

    COMPARE = 1
    ADD = 2
    MULTIPLY = 3
    ATOM = 9


@dataclass(frozen=True, slots=True)
class Form:
    """Formula text and what is known of its value.

    ``bounds`` is proved for all inputs, ``seen`` what the values at hand lie between
    (both in the engine's unit, 分 for money). ``signed``: the double is negative, zero or
    positive exactly where the value is. ``ratio``: the same value as a quotient of two.
    ``reads``: the step whose cell this is.
    """

    text: str
    type: Type
    bind: Bind = Bind.ATOM
    bounds: Bounds = UNBOUNDED
    seen: Bounds = UNBOUNDED
    clean: bool = False
    signed: bool = False
    ratio: tuple[Form, Form] | None = None
    reads: str = ""

    def within(self, bind: Bind) -> str:
        """The text, in parentheses where an operator binding so tightly needs them."""
        return self.text if self.bind >= bind else f"({self.text})"

    @property
    def atom(self) -> str:
        """The text as an argument of anything."""
        return self.within(Bind.ATOM)


def per_cell(type_: Type) -> int:
    """How many of the engine's units one unit of a cell is: 100 分 to the 元."""
    return 100 if type_.kind is Kind.MONEY else 1


def cell_denominator(form: Form) -> int | None:
    """A number that every value times it is whole, in the unit of cells."""
    known = form.bounds.denominator
    return None if known is None else known * per_cell(form.type)


def decimals_for(denominator: int) -> int | None:
    """How many decimals a multiple of 1/denominator needs, ``None`` where they never end."""
    for places in range(_MOST_DECIMALS + 1):
        if denominator > 0 and 10**places % denominator == 0:
            return places
    return None


def rounded_up(denominator: int) -> int:
    """The least power of ten that is a multiple of a denominator, else the denominator."""
    places = decimals_for(denominator)
    return denominator if places is None else 10**places


def largest_seen(form: Form) -> Fraction | None:
    """The largest size among the values at hand, in the unit of cells."""
    low, high = form.seen.low, form.seen.high
    if low is None or high is None:
        return None
    return max(abs(low), abs(high)) / per_cell(form.type)


def exact_decimals(form: Form) -> int:
    """To how many decimals ``ROUND`` restores the exact value: those that it can have, or
    where these are too many for a double, those that a double of its size holds."""
    denominator = cell_denominator(form)
    places = None if denominator is None else decimals_for(denominator)
    held = decimals_held(form)
    return held if places is None else min(places, held)


def decimals_held(form: Form) -> int:
    """The decimals of a double of this size that noise does not reach."""
    size = largest_seen(form)
    digits = 1 if size is None else len(str(int(size)))
    return max(_FEWEST_DECIMALS, _DIGITS - digits)


def cleaned(form: Form) -> Form:
    """The form with its noise taken away."""
    if form.clean:
        return form
    text = f"ROUND({form.text},{exact_decimals(form)})"
    return replace(form, text=text, bind=Bind.ATOM, clean=True, signed=True)


def is_decimal(form: Form) -> bool:
    """Whether the exact value is known to be a decimal that a double of its size holds."""
    denominator = cell_denominator(form)
    places = None if denominator is None else decimals_for(denominator)
    return form.clean or (places is not None and places <= decimals_held(form))


def whole_multiple(form: Form, denominator: int) -> str | None:
    """The form times a denominator as an exact integer, ``None`` where it may be too large."""
    own = cell_denominator(form)
    if own is None:
        return None
    scale = denominator
    size = largest_seen(form)
    if denominator % own or (size is not None and size * scale >= EXACT_BELOW):
        return None
    if own == 1 and form.clean:
        return form.atom if scale == 1 else f"{form.within(Bind.MULTIPLY)}*{power_text(scale)}"
    return f"ROUND({form.within(Bind.MULTIPLY)}*{power_text(scale)},0)"


def power_text(number: int) -> str:
    """An integer as formulas write it: powers of ten as such, so that no literal is long."""
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    if zeros < 2:
        return str(number)
    rest = number // 10**zeros
    return f"10^{zeros}" if rest == 1 else f"({rest}*10^{zeros})"


def either(every: Iterable[Bounds]) -> Bounds:
    """What a value lies between that is one of several."""
    bounds = list(every)
    lows = [b.low for b in bounds if b.low is not None]
    highs = [b.high for b in bounds if b.high is not None]
    whole = [b.denominator for b in bounds if b.denominator is not None]
    return Bounds(
        min(lows) if lows and len(lows) == len(bounds) else None,
        max(highs) if highs and len(highs) == len(bounds) else None,
        lcm(*whole) if len(whole) == len(bounds) else None,
    )
