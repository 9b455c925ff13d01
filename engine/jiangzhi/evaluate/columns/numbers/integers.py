"""Integer arithmetic over arrays that never overflows: int64 where proved, wider where not."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from jiangzhi.evaluate.columns.numbers.paths import Path, take
from jiangzhi.evaluate.columns.numbers.vectors import LARGEST, Array

_HALF = 32
_MASK = 2**_HALF - 1
#: Below these, a quotient found in floating point is at most one off, and the remainder
#: of the wrapped product tells which way: 2^52 measurably fails.
MOST_QUOTIENT = 2**50
MOST_DIVISOR = 2**61

Range = tuple[int, int]


def fits(low: int, high: int) -> bool:
    """Whether int64 holds everything between, and their negatives."""
    return low >= -LARGEST and high <= LARGEST


def is_wide(array: Array) -> bool:
    """Whether the integers are Python's."""
    return bool(array.dtype == object)


def widened(array: Array) -> Array:
    """The same integers as Python integers."""
    take(Path.WIDE)
    return array if is_wide(array) else array.astype(object)


def seen(array: Array, low: int, high: int) -> Range:
    """The bounds that the integers themselves have, if they are at hand."""
    if array.size == 0 or not isinstance(array, np.ndarray):
        return low, high
    return int(array.min()), int(array.max())


def narrowed(array: Array, low: int, high: int) -> tuple[Array, int, int]:
    """Python integers as int64 again where they turn out to fit."""
    if not is_wide(array):
        return array, low, high
    if array.size:
        low, high = seen(array, low, high)
    return (array.astype(np.int64) if fits(low, high) else array), low, high


def times(a: Array, a_range: Range, b: Array | int, b_range: Range) -> tuple[Array, int, int]:
    """The products, and their bounds. ``b`` may be a Python integer."""
    if isinstance(b, int):
        if b == 1:
            return a, *a_range
        b_range = (b, b)
    low, high = _ends(operator.mul, a_range, b_range)
    if not (fits(low, high) and fits(*b_range)) and a.size:
        a_range = seen(a, *a_range)
        if not isinstance(b, int):
            b_range = seen(b, *b_range)
        low, high = _ends(operator.mul, a_range, b_range)
    if fits(low, high) and fits(*b_range) and _all_narrow(a, b):
        return a * b, low, high
    wide = widened(a) * (b if isinstance(b, int) else widened(b))
    return narrowed(wide, low, high)


def plus(a: Array, a_range: Range, b: Array, b_range: Range) -> tuple[Array, int, int]:
    """The sums, and their bounds."""
    return _combined(operator.add, a, a_range, b, b_range)


def minus(a: Array, a_range: Range, b: Array, b_range: Range) -> tuple[Array, int, int]:
    """The differences, and their bounds."""
    return _combined(operator.sub, a, a_range, b, b_range)


def _combined(
    how: Callable[[Any, Any], Any], a: Array, a_range: Range, b: Array, b_range: Range
) -> tuple[Array, int, int]:
    low, high = _ends(how, a_range, b_range)
    if not fits(low, high) and a.size and b.size:
        a_range, b_range = seen(a, *a_range), seen(b, *b_range)
        low, high = _ends(how, a_range, b_range)
    if fits(low, high) and _all_narrow(a, b):
        return how(a, b), low, high
    return narrowed(how(widened(a), widened(b)), low, high)


def _ends(how: Callable[[Any, Any], Any], a: Range, b: Range) -> Range:
    ends = [how(one, other) for one in a for other in b]
    return min(ends), max(ends)


def signs_of_products(a: Array, b: Array, c: Array, d: Array) -> Array:
    """The sign of ``a*b - c*d``, row by row, from products of two limbs."""
    take(Path.LIMBS)
    high, low = _limbs(a, b)
    other_high, other_low = _limbs(c, d)
    by_low = (low > other_low).astype(np.int8) - (low < other_low).astype(np.int8)
    by_high = (high > other_high).astype(np.int8) - (high < other_high).astype(np.int8)
    return np.where(by_high != 0, by_high, by_low)


def _limbs(a: Array, b: Array) -> tuple[Array, Array]:
    """The product as a signed high and an unsigned low limb."""
    a_high, a_low = a >> _HALF, a & _MASK
    b_high, b_low = b >> _HALF, b & _MASK
    lowest = a_low.astype(np.uint64) * b_low.astype(np.uint64)
    middle = a_high * b_low + (lowest >> np.uint64(_HALF)).astype(np.int64)
    other = a_low * b_high + (middle & _MASK)
    high = a_high * b_high + (middle >> _HALF) + (other >> _HALF)
    return high, (a * b).view(np.uint64)


def divided_product(
    a: Array, b: Array | int, c: Array | int, *, a_most: int, b_most: int, c_most: int, most: int
) -> tuple[Array, Array]:
    """``divmod(a * b, c)`` for ``0 <= a <= a_most``, ``0 <= b <= b_most``,
    ``0 < c <= c_most``, where the quotient is known to be at most ``most``."""
    if fits(0, a_most * b_most) and fits(0, max(b_most, c_most)) and _all_narrow(a, b, c):
        product = a * b
        quotient = product // c
        return quotient, product - quotient * c
    if (
        most < MOST_QUOTIENT
        and c_most < MOST_DIVISOR
        and fits(0, max(a_most, b_most))
        and _all_narrow(a, b, c)
    ):
        return _wrapped(a, b, c)
    product = widened(a) * (b if isinstance(b, int) else widened(b))
    divisor: Any = c if isinstance(c, int) else widened(c)
    quotient = product // divisor
    rest = product - quotient * divisor
    return narrowed(quotient, 0, most)[0], narrowed(rest, 0, c_most)[0]


def _wrapped(a: Array, b: Array | int, c: Array | int) -> tuple[Array, Array]:
    # The floating quotient is only a guess: the remainder modulo 2^64 decides.
    take(Path.WRAPPED)
    one, other = (np.int64(n) if isinstance(n, int) else n for n in (b, c))
    guess = a.astype(np.float64) * one.astype(np.float64) / other.astype(np.float64)
    guess = guess.astype(np.int64)
    rest = a * one - guess * other
    step = (rest >= other).astype(np.int64) - (rest < 0).astype(np.int64)
    return guess + step, rest - step * other


def _all_narrow(*arrays: Array | int) -> bool:
    return all(isinstance(array, int) or not is_wide(array) for array in arrays)
