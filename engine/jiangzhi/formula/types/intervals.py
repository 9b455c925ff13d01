"""Arithmetic on bounds: what a result lies between, from what its arguments lie between.

Flags are counted as 0 and 1, dates by their ordinal number of days. Bounds speak of known
values only: a missing or failed value lies nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Final

from jiangzhi.formula.types.types import Scalar
from jiangzhi.formula.types.value import UNBOUNDED, Bounds

EITHER: Final = Bounds(Fraction(0), Fraction(1), 1)
ALWAYS: Final = Bounds(Fraction(1), Fraction(1), 1)
NEVER: Final = Bounds(Fraction(0), Fraction(0), 1)
WHOLE: Final = Bounds(None, None, 1)


def measure(value: Scalar) -> Fraction | None:
    """A value on the scale of its bounds; ``None`` for text."""
    if isinstance(value, bool):
        return Fraction(int(value))
    if isinstance(value, Fraction):
        return value
    return Fraction(value.toordinal()) if isinstance(value, date) else None


def point(value: Scalar) -> Bounds:
    """The bounds of one known value."""
    at = measure(value)
    return UNBOUNDED if at is None else Bounds(at, at, at.denominator)


def point_of(bounds: Bounds) -> Fraction | None:
    """The only value within bounds, ``None`` where there are more."""
    return bounds.low if bounds.low is not None and bounds.low == bounds.high else None


def common_denominator(bounds: Sequence[Bounds]) -> int | None:
    """A number that makes whole any of several values, and their sums."""
    known = [one.denominator for one in bounds if one.denominator is not None]
    return lcm(*known) if len(known) == len(bounds) else None


def add(one: Bounds, other: Bounds) -> Bounds:
    """A sum."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Bounds(low, high, common_denominator((one, other)))


def negate(one: Bounds) -> Bounds:
    """A value with its sign turned."""
    return Bounds(
        None if one.high is None else -one.high,
        None if one.low is None else -one.low,
        one.denominator,
    )


def subtract(one: Bounds, other: Bounds) -> Bounds:
    """A difference."""
    return add(one, negate(other))


def multiply(one: Bounds, other: Bounds) -> Bounds:
    """A product."""
    denominator = (
        None
        if one.denominator is None or other.denominator is None
        else one.denominator * other.denominator
    )
    ends = [_times(a, b) for a in _ends(one) for b in _ends(other)]
    return _within(ends, denominator)


def invert(one: Bounds) -> Bounds:
    """One divided by a value that is not zero."""
    at = point_of(one)
    denominator = abs(at.numerator) if at is not None and at != 0 else None
    if one.low is not None and one.low >= 0:
        return Bounds(
            Fraction(0) if one.high is None else _inverse(one.high),
            None if one.low == 0 else 1 / one.low,
            denominator,
        )
    if one.high is not None and one.high <= 0:
        return negate(invert(negate(one)))
    return UNBOUNDED


def _inverse(high: Fraction) -> Fraction | None:
    return None if high == 0 else 1 / high


def scale(one: Bounds, factor: Fraction) -> Bounds:
    """A value times a known number."""
    return multiply(one, point(factor))


def least(all_of: Sequence[Bounds]) -> Bounds:
    """The least of several values."""
    highs = [one.high for one in all_of if one.high is not None]
    lows = [one.low for one in all_of if one.low is not None]
    return Bounds(
        min(lows) if len(lows) == len(all_of) else None,
        min(highs) if highs else None,
        common_denominator(all_of),
    )


def greatest(all_of: Sequence[Bounds]) -> Bounds:
    """The greatest of several values."""
    return negate(least([negate(one) for one in all_of]))


def any_of(all_of: Sequence[Bounds]) -> Bounds:
    """One of several values, whichever."""
    return Bounds(least(all_of).low, greatest(all_of).high, common_denominator(all_of))


def intersection(one: Bounds, other: Bounds) -> Bounds:
    """What two true bounds of one value say together."""
    denominators = [d for d in (one.denominator, other.denominator) if d is not None]
    return Bounds(
        max((low for low in (one.low, other.low) if low is not None), default=None),
        min((high for high in (one.high, other.high) if high is not None), default=None),
        min(denominators, default=None),
    )


def rising(one: Bounds, of: Callable[[Fraction], Fraction], denominator: int | None) -> Bounds:
    """A function that never falls, applied."""
    return Bounds(
        None if one.low is None else of(one.low),
        None if one.high is None else of(one.high),
        denominator,
    )


_End = tuple[int, Fraction]


def _ends(one: Bounds) -> tuple[_End, _End]:
    """Both ends as (sign of infinity or 0, value)."""
    zero = Fraction(0)
    low = (-1, zero) if one.low is None else (0, one.low)
    high = (1, zero) if one.high is None else (0, one.high)
    return low, high


def _times(one: _End, other: _End) -> _End:
    if one[0] == 0 and other[0] == 0:
        return 0, one[1] * other[1]
    sign = _sign(one) * _sign(other)
    # An end of zero keeps the product zero however far the other end goes.
    return sign, Fraction(0)


def _sign(end: _End) -> int:
    return end[0] or (end[1] > 0) - (end[1] < 0)


def _within(ends: Sequence[_End], denominator: int | None) -> Bounds:
    finite = [value for infinite, value in ends if infinite == 0]
    low = None if any(infinite < 0 for infinite, _ in ends) else min(finite, default=None)
    high = None if any(infinite > 0 for infinite, _ in ends) else max(finite, default=None)
    return Bounds(low, high, denominator)
