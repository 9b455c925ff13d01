"""Rounding as an object that carries the clause which orders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor, trunc
from typing import Final, assert_never

from jiangzhi.money import round_half_away
from jiangzhi.words import Words


class Mode(Enum):
    """Which way a value between two multiples goes."""

    HALF_AWAY = "四舍五入"
    TOWARD_ZERO = "舍去"
    AWAY_FROM_ZERO = "进一"
    HALF_EVEN = "四舍六入五成双"


MODE_WORDS: Final[Mapping[Mode, Words]] = {
    Mode.HALF_AWAY: Words("四舍五入", "half away from zero"),
    Mode.TOWARD_ZERO: Words("舍去", "toward zero"),
    Mode.AWAY_FROM_ZERO: Words("进一", "away from zero"),
    Mode.HALF_EVEN: Words("四舍六入五成双", "half to the even one"),
}


def to_whole(value: Fraction, mode: Mode) -> int:
    """A number as a whole one."""
    match mode:
        case Mode.HALF_AWAY:
            return round_half_away(value)
        case Mode.TOWARD_ZERO:
            return trunc(value)
        case Mode.AWAY_FROM_ZERO:
            return ceil(value) if value > 0 else floor(value)
        case Mode.HALF_EVEN:
            return round(value)
        case _:
            assert_never(mode)


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
        return to_whole(value / self.unit, self.mode)
