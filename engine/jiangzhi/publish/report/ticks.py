"""Where an axis has its ticks: round numbers, a few of them, zero among them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

_STEPS = (1, 2, 5)


def ticks(low: Fraction, high: Fraction, most: int = 6) -> list[Fraction]:
    """At most ``most + 1`` multiples of 1, 2 or 5 times a power of ten that span both ends.

    >>> [str(one) for one in ticks(Fraction(0), Fraction(35, 100))]
    ['0', '1/10', '1/5', '3/10', '2/5']
    """
    low, high = min(low, Fraction(0)), max(high, Fraction(0))
    if low == high:
        return [Fraction(0), Fraction(1)]
    step = _step((high - low) / most)
    first, last = low // step, -(-high // step)
    return [step * at for at in range(first, last + 1)]


def _step(least: Fraction) -> Fraction:
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next((power * one for one in _STEPS if power * one >= least), power * 10)


def bins(values: Sequence[Fraction], most: int = 8) -> list[tuple[Fraction, Fraction]]:
    """Half-open stretches of equal width that hold all values, between round numbers."""
    if not values:
        return []
    edges = ticks(min(values), max(values), most)
    found = list(pairwise(edges))
    if max(values) >= edges[-1]:
        found.append((edges[-1], edges[-1] + (edges[1] - edges[0])))
    return found
