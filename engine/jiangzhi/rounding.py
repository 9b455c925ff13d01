"""Rounding as an object that carries the clause which orders it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from jiangzhi.money import round_half_away


class Mode(Enum):
    """Which way a value between two multiples goes."""

    HALF_AWAY = "四舍五入"
    TOWARD_ZERO = "舍去"
    AWAY_FROM_ZERO = "进一"


@dataclass(frozen=True, slots=True)
class Rounding:
    """Round to whole multiples of ``unit`` (分 for money). ``text`` is the clause as written,
    ``article`` the index of the article that orders it."""

    unit: Fraction
    mode: Mode
    text: str
    article: int

    def apply(self, value: Fraction) -> Fraction:
        """The value as a whole multiple of the unit."""
        return self.unit * self.multiples(value)

    def multiples(self, value: Fraction) -> int:
        """How many units the rounded value holds."""
        quotient = value / self.unit
        if self.mode is Mode.HALF_AWAY:
            return round_half_away(quotient)
        size = abs(quotient.numerator) // quotient.denominator
        if self.mode is Mode.AWAY_FROM_ZERO and size * quotient.denominator != abs(
            quotient.numerator
        ):
            size += 1
        return -size if quotient < 0 else size
