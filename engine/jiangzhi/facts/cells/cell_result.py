"""What became of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final

from jiangzhi.formula.types.types import Scalar

#: A phrase in Chinese and in English.
Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A value, ``None`` for nothing. ``how`` says what was changed in the reading,
    ``rounded`` that a part below one 分 was dropped. ``open`` is nothing of which the cell says
    that it is not known yet: no default takes its place."""

    value: Scalar | None
    how: Words | None = None
    rounded: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """Not a value: why, and what would be right."""

    reason: Words
    right: Words


Reading = Taken | Wrong

#: A cell with nothing in it.
BLANK = Taken(None)


#: How a number is read that has more digits than a spreadsheet shows.
BY_FIFTEEN: Final[Words] = ("按15位有效数字", "by 15 significant digits")
#: Spreadsheets show and compare numbers by this many significant digits.
_FIFTEEN: Final = Context(prec=15)


def as_shown(number: float | int | Decimal) -> Decimal:
    """What spreadsheets show and compare a stored number by: 0.29, not 0.28999…, and 60 where
    59.999999999999993 is stored. Whole numbers and exact decimals are what they are."""
    if isinstance(number, float):
        return _FIFTEEN.create_decimal_from_float(number)
    return number if isinstance(number, Decimal) else Decimal(number)


def is_noisy(number: float) -> bool:
    """Whether a double is not the one nearest to what is shown of it."""
    return len(repr(number)) > _FIFTEEN.prec and float(as_shown(number)) != number


def to_fifteen(number: Decimal) -> Decimal:
    """A number written as text, as a spreadsheet would show it."""
    return _FIFTEEN.plus(number)


def digits(number: float | int | Decimal | Fraction) -> str:
    """A number as a reader of the sheet knows it: no exponent, no trailing zeros."""
    if isinstance(number, Fraction):
        number = Decimal(number.numerator) / Decimal(number.denominator)
    text = format(as_shown(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
