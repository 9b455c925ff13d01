"""A pool without floors or caps shared out group by group: one pass over the rows of each.

The meaning is that of ``allocate/tiers`` and ``allocate/settle``; a test compares them to the
bit. Products of two 64-bit numbers are never formed: the quotient is guessed in floating
point and mended by its remainder modulo 2^64, as ``integers.divided_product`` does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit

from jiangzhi.evaluate.columns.numbers.vectors import Array


def _compiled(function: Callable[..., None]) -> Callable[..., None]:
    """Compiled when first called, and kept for the next process where there is a place."""
    found: Callable[..., None]
    try:
        found = njit(nogil=True, cache=True)(function)
    except RuntimeError:
        # Neither beside this file nor in the user's home may anything be written.
        found = njit(nogil=True)(function)
    return found


#: Up to so many comparisons the largest remainders are picked one by one, else by sorting.
_FEW = 2048


@_compiled
def share_by_need(
    starts: Array, needs: Array, scale: int, units: Array, kept: bool, shares: Array
) -> None:
    """Fill ``shares`` with whole units: ``needs / scale`` where the group's ``units`` cover
    them, else scaled down. ``kept``: rounded down, nothing is added up to the pool."""
    rests = np.empty_like(needs)
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        sought = np.int64(0)
        for row in range(first, end):
            sought += needs[row]
        if sought > units[group] * scale:
            _scaled(needs, units[group], sought, first, end, shares, rests)
        else:
            given = np.int64(0)
            for row in range(first, end):
                floor = needs[row] // scale
                rests[row] = needs[row] - floor * scale
                up = not kept and rests[row] >= scale - rests[row] and rests[row] > 0
                shares[row] = floor + up
                given += shares[row]
            if given <= units[group]:
                continue
            for row in range(first, end):
                shares[row] = needs[row] // scale
        if not kept:
            _largest_remainders(units[group], first, end, shares, rests)


@_compiled
def share_by_weight(starts: Array, weights: Array, units: Array, kept: bool, shares: Array) -> None:
    """Fill ``shares`` with all ``units`` of each group; 0 where all weights are."""
    rests = np.empty_like(weights)
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        total = np.int64(0)
        for row in range(first, end):
            total += weights[row]
        if total == 0:
            shares[first:end] = 0
            continue
        _scaled(weights, units[group], total, first, end, shares, rests)
        if not kept:
            _largest_remainders(units[group], first, end, shares, rests)


@_compiled
def _scaled(
    parts: Array, units: int, total: int, first: int, end: int, shares: Array, rests: Array
) -> None:
    """``divmod(part * units, total)`` of each row."""
    for row in range(first, end):
        guess = np.int64(np.float64(parts[row]) * np.float64(units) / np.float64(total))
        rest = parts[row] * units - guess * total
        if rest < 0:
            guess, rest = guess - 1, rest + total
        elif rest >= total:
            guess, rest = guess + 1, rest - total
        shares[row] = guess
        rests[row] = rest


@_compiled
def _largest_remainders(units: int, first: int, end: int, shares: Array, rests: Array) -> None:
    """One unit more to the largest rests, equal ones as they stand, until all are given."""
    left = units
    for row in range(first, end):
        left -= shares[row]
    if left * (end - first) <= _FEW:
        for _ in range(left):
            largest = first
            for row in range(first + 1, end):
                if rests[row] > rests[largest]:
                    largest = row
            shares[largest] += 1
            rests[largest] = -1
        return
    ordered = np.sort(rests[first:end])
    least = ordered[end - first - left] if left > 0 else ordered[end - first - 1] + 1
    for row in range(first, end):
        if rests[row] > least:
            shares[row] += 1
            left -= 1
    for row in range(first, end):
        if left > 0 and rests[row] == least:
            shares[row] += 1
            left -= 1
