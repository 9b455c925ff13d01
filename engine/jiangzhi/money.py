"""Money and exact numbers: units, and numbers to and from text, without floats.

Inside the program an amount of money is a ``Fraction`` counted in 分.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

#: 分 in one of each unit of money.
FEN_IN: Final[dict[str, int]] = {
    "分": 1,
    "角": 10,
    "元": 100,
    "百元": 10_000,
    "千元": 100_000,
    "万元": 1_000_000,
    "百万元": 100_000_000,
    "千万元": 1_000_000_000,
    "亿元": 10_000_000_000,
}


#: Python refuses to write more than 4,300 decimal digits.
_MOST_DECIMAL_BITS: Final = 13_000


def fen(amount: Fraction | int, unit: str) -> Fraction:
    """An amount in a unit of money, as 分."""
    return Fraction(amount) * FEN_IN[unit]


def in_unit(amount_in_fen: Fraction | int, unit: str) -> Fraction:
    """An amount in 分, counted in another unit of money."""
    return Fraction(amount_in_fen) / FEN_IN[unit]


def decimal_text(value: Fraction | int, *, places: int | None = None, group: bool = False) -> str:
    """A number in decimal digits.

    Without ``places`` the text is exact where the decimal ends, and otherwise
    the exact fraction ``p/q``; with ``places`` it is rounded half away from zero.
    ``group`` separates thousands by commas.
    """
    if places is None:
        places = _places_needed(value)
        if places is None:
            return f"{integer_text(value.numerator)}/{integer_text(value.denominator)}"
    scale = 10**places
    units = _nearest(value.numerator * scale, value.denominator)
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), scale)
    digits = f"{whole:,}" if group else str(whole)
    return f"{sign}{digits}.{rest:0{places}d}" if places else f"{sign}{digits}"


def integer_text(number: int) -> str:
    """An integer in decimal digits; one of more than some 4,000 in hexadecimal ones (``0x…``),
    which take no longer to write than the number is long. ``int(text, 0)`` reads both."""
    return str(number) if number.bit_length() <= _MOST_DECIMAL_BITS else hex(number)


def round_half_away(value: Fraction) -> int:
    """The nearest integer; a half goes away from zero (四舍五入)."""
    return _nearest(value.numerator, value.denominator)


def _nearest(num: int, den: int) -> int:
    nearest = (2 * abs(num) + den) // (2 * den)
    return -nearest if num < 0 else nearest


def _places_needed(value: Fraction | int) -> int | None:
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
