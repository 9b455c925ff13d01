"""What became of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jiangzhi.formula.types.types import Scalar

#: A phrase in Chinese and in English.
Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A value, ``None`` for nothing. ``how`` says what was changed in the reading,
    ``rounded`` that a part below one 分 was dropped."""

    value: Scalar | None
    how: Words | None = None
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """Not a value: why, and what would be right."""

    reason: Words
    right: Words


Reading = Taken | Wrong

#: A cell with nothing in it.
BLANK = Taken(None)


def shortest(number: float | int | Decimal) -> Decimal:
    """A double as the shortest decimal that it prints as: 0.29, not 0.28999…"""
    return number if isinstance(number, Decimal) else Decimal(repr(number))


def digits(number: float | int | Decimal | Fraction) -> str:
    """A number as a reader of the sheet knows it: no exponent, no trailing zeros."""
    if isinstance(number, Fraction):
        number = Decimal(number.numerator) / Decimal(number.denominator)
    text = format(shortest(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
