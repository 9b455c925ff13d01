"""Rounding of columns to whole multiples of a unit, exactly."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import assert_never

import numpy as np

from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.integers import fits, is_wide, narrowed, times, widened
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers
from jiangzhi.rounding import Mode


def round_to(a: Numbers, unit: Fraction, mode: Mode) -> Numbers:
    """The numbers as whole multiples of the unit."""
    return fractions.scaled(multiples(a, unit, mode), unit.numerator, unit.denominator)


def multiples(a: Numbers, unit: Fraction, mode: Mode) -> Numbers:
    """How many units each rounded number holds."""
    up, down = unit.denominator, unit.numerator
    if isinstance(a.den, int):
        below = a.den * down
        common = math.gcd(up, below)
        up, below = up // common, below // common
        num, low, high = times(a.num, (a.low, a.high), up, (0, 0))
        if below == 1:
            return Numbers(num, 1, low, high, a.state)
        den: int | Array = below
        top = below
    else:
        common = math.gcd(up, down)
        num, low, high = times(a.num, (a.low, a.high), up // common, (0, 0))
        den, _, top = times(a.den, (1, a.top), down // common, (0, 0))
    quotient = _quotient(num, (low, high), den, top=top, mode=mode)
    least, most = _range(low, high, den, mode)
    return Numbers(quotient, 1, least, most, a.state)


def floor_of(a: Numbers) -> Numbers:
    """The largest whole number not above."""
    num, den = _divisible(a.num, a.den, max(a.top, -a.low, a.high))
    quotient, low, high = narrowed(num // den, *_range(a.low, a.high, a.den, Mode.AWAY_FROM_ZERO))
    return Numbers(quotient, 1, low, high, a.state)


def _range(low: int, high: int, den: int | Array, mode: Mode) -> tuple[int, int]:
    least = den if isinstance(den, int) else 1
    if not isinstance(den, int):
        low, high = min(low, 0), max(high, 0)
    if mode is Mode.TOWARD_ZERO:
        return -(-low // least) if low < 0 else low // least, (
            -(-high // least) if high < 0 else high // least
        )
    return low // least - (low < 0), -(-high // least)


def _quotient(
    num: Array, bounds: tuple[int, int], den: int | Array, *, top: int, mode: Mode
) -> Array:
    low, high = bounds
    extra = {
        Mode.HALF_AWAY: top // 2,
        Mode.TOWARD_ZERO: 0,
        Mode.AWAY_FROM_ZERO: top - 1,
        Mode.HALF_EVEN: top // 2,
    }[mode]
    num, divisor = _divisible(num, den, max(-low, high) + extra)
    added: Array | None
    match mode:
        case Mode.HALF_AWAY | Mode.HALF_EVEN:
            # For a whole numerator and an odd divisor there is no half, so d // 2 serves both.
            added = divisor // 2
        case Mode.TOWARD_ZERO:
            added = None
        case Mode.AWAY_FROM_ZERO:
            added = divisor - 1
        case _:
            assert_never(mode)
    if low >= 0:
        found = (num if added is None else num + added) // divisor
        if mode is Mode.HALF_EVEN:
            found = _even_at_half(num, divisor, found)
    else:
        size = np.abs(num)
        found = (size if added is None else size + added) // divisor
        if mode is Mode.HALF_EVEN:
            found = _even_at_half(size, divisor, found)
        found = np.where(num < 0, -found, found)
    return narrowed(found, *_range(low, high, den, mode))[0]


def _even_at_half(size: Array, divisor: Array, nearest: Array) -> Array:
    """The nearest whole numbers, those that lie above a half by so much made even."""
    half = divisor // 2
    tied = (size + half == nearest * divisor) & (half * 2 == divisor) & (nearest % 2 == 1)
    return np.where(tied, nearest - 1, nearest)


def _divisible(num: Array, den: int | Array, most: int) -> tuple[Array, Array]:
    top = den if isinstance(den, int) else 1
    narrow = fits(0, max(most, top)) and not is_wide(num)
    if isinstance(den, int):
        divisor = np.array(den, dtype=np.int64 if narrow else object)
        return (num if narrow else widened(num)), divisor
    if narrow and not is_wide(den):
        return num, den
    return widened(num), widened(den)
