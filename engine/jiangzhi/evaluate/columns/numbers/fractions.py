"""Exact fractions over columns: the four operations, choice between them, their order."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from jiangzhi.evaluate.columns.numbers.integers import (
    fits,
    is_wide,
    minus,
    narrowed,
    plus,
    signs_of_products,
    times,
    widened,
)
from jiangzhi.evaluate.columns.numbers.long import are_long, signs_of_fractions
from jiangzhi.evaluate.columns.numbers.paths import Path, take
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers, failing, worst_of
from jiangzhi.formula.types.value import State


def add(a: Numbers, b: Numbers) -> Numbers:
    """``a + b``."""
    state = worst_of(a.state, b.state)
    a, b = _over_one_denominator(a, b)
    num, low, high = plus(a.num, (a.low, a.high), b.num, (b.low, b.high))
    return Numbers(num, a.den, low, high, state, a.top)


def subtract(a: Numbers, b: Numbers) -> Numbers:
    """``a - b``."""
    state = worst_of(a.state, b.state)
    a, b = _over_one_denominator(a, b)
    num, low, high = minus(a.num, (a.low, a.high), b.num, (b.low, b.high))
    return Numbers(num, a.den, low, high, state, a.top)


def negate(a: Numbers) -> Numbers:
    """``-a``."""
    return Numbers(-a.num, a.den, -a.high, -a.low, a.state, a.top)


def absolute(a: Numbers) -> Numbers:
    """``|a|``."""
    low = 0 if a.low <= 0 <= a.high else min(abs(a.low), abs(a.high))
    return Numbers(np.abs(a.num), a.den, low, max(abs(a.low), abs(a.high)), a.state, a.top)


def scaled(a: Numbers, factor: int, divisor: int = 1) -> Numbers:
    """``a * factor / divisor`` for whole numbers, ``divisor`` positive."""
    common = math.gcd(factor, divisor)
    factor, divisor = factor // common, divisor // common
    if isinstance(a.den, int):
        shared = math.gcd(factor, a.den)
        num, low, high = times(a.num, (a.low, a.high), factor // shared, (0, 0))
        return Numbers(num, a.den // shared * divisor, low, high, a.state)
    num, low, high = times(a.num, (a.low, a.high), factor, (0, 0))
    den, top = _times_den(a, divisor)
    return Numbers(num, den, low, high, a.state, top)


def multiply(a: Numbers, b: Numbers) -> Numbers:
    """``a * b``."""
    state = worst_of(a.state, b.state)
    if a.low == a.high and isinstance(a.den, int):
        a, b = b, a
    if b.low == b.high and isinstance(b.den, int):
        found = scaled(a, b.low, b.den)
        found.state = state
        return found
    num, low, high = times(a.num, (a.low, a.high), b.num, (b.low, b.high))
    if isinstance(a.den, int) and isinstance(b.den, int):
        return Numbers(num, a.den * b.den, low, high, state)
    if isinstance(a.den, int):
        den, top = _times_den(b, a.den)
    elif isinstance(b.den, int):
        den, top = _times_den(a, b.den)
    else:
        den, _, top = times(a.den, (1, a.top), b.den, (1, b.top))
    return reduced(Numbers(num, den, low, high, state, top))


def divide(a: Numbers, b: Numbers) -> Numbers:
    """``a / b``; a known zero below a known number fails."""
    state = worst_of(a.state, b.state)
    if b.low == b.high and b.low != 0 and isinstance(b.den, int):
        found = scaled(a, b.den if b.low > 0 else -b.den, abs(b.low))
        found.state = state
        return found
    if b.low <= 0 <= b.high:
        zero = b.num == 0
        state = failing(state, zero, State.DIVIDED_BY_ZERO)
        size = np.where(zero, 1, np.abs(b.num))
    else:
        size = np.abs(b.num)
    most = max(abs(b.low), abs(b.high), 1)
    num, low, high = a.num, a.low, a.high
    if b.low < 0:
        num = np.where(b.num < 0, -num, num)
        low, high = min(low, -high), max(high, -low)
    if isinstance(b.den, int):
        shared = math.gcd(b.den, a.den) if isinstance(a.den, int) else 1
        num, low, high = times(num, (low, high), b.den // shared, (0, 0))
    else:
        shared = 1
        num, low, high = times(num, (low, high), b.den, (1, b.top))
    below = a.den // shared if isinstance(a.den, int) else a.den
    den, _, top = times(size, (1, most), below, (1, a.top))
    return reduced(Numbers(num, den, low, high, state, top))


def choose(mask: Array, a: Numbers, b: Numbers) -> Numbers:
    """``a`` where the mask holds, else ``b``; states likewise."""
    state = choose_states(mask, a.state, b.state)
    low, high = min(a.low, b.low), max(a.high, b.high)
    if isinstance(a.den, int) and isinstance(b.den, int):
        if a.den != b.den:
            a, b = _over_one_denominator(a, b)
            low, high = min(a.low, b.low), max(a.high, b.high)
        return Numbers(np.where(mask, a.num, b.num), a.den, low, high, state)
    den = np.where(mask, written_den(a), written_den(b))
    return Numbers(np.where(mask, a.num, b.num), den, low, high, state, max(a.top, b.top))


def choose_states(mask: Array, a: Array | None, b: Array | None) -> Array | None:
    """States of ``a`` where the mask holds, else of ``b``."""
    if a is None and b is None:
        return None
    known = np.zeros(1, dtype=np.uint8)
    return np.where(mask, known if a is None else a, known if b is None else b)


def difference(a: Numbers, b: Numbers) -> tuple[Array, Array]:
    """Two arrays that stand to each other, row by row, as the numbers do."""
    if isinstance(a.den, int) and isinstance(b.den, int):
        if a.den == b.den:
            return a.num, b.num
        common = math.gcd(a.den, b.den)
        return (
            times(a.num, (a.low, a.high), b.den // common, (0, 0))[0],
            times(b.num, (b.low, b.high), a.den // common, (0, 0))[0],
        )
    if a.den is b.den:
        return a.num, b.num
    narrow = _narrow_difference(a, b)
    if narrow is not None:
        return narrow
    parts = (a.num, written_den(a), b.num, written_den(b))
    if all(not is_wide(part) for part in parts):
        sign = signs_of_products(a.num, written_den(b), b.num, written_den(a))
        return sign, np.zeros(1, dtype=np.int8)
    if are_long(*parts):
        take(Path.WIDE)
        return signs_of_fractions(*parts), np.zeros(1, dtype=np.int8)
    return widened(a.num) * widened(written_den(b)), widened(b.num) * widened(written_den(a))


def _narrow_difference(a: Numbers, b: Numbers) -> tuple[Array, Array] | None:
    for one, other in ((a, b), (tightened(a), tightened(b))):
        most = max(
            max(abs(one.low), abs(one.high)) * other.top,
            max(abs(other.low), abs(other.high)) * one.top,
            other.top,
            one.top,
        )
        if fits(0, most):
            return one.num * other.den, other.num * one.den
    return None


def extreme(numbers: Sequence[Numbers], *, largest: bool) -> Numbers:
    """The largest or smallest of each row; unknown where one is."""
    state = worst_of(*(number.state for number in numbers))
    found = numbers[0]
    for number in numbers[1:]:
        if isinstance(found.den, int) and isinstance(number.den, int):
            one, other = _over_one_denominator(found, number)
            found = _extreme_of_like(one, other, largest=largest)
        else:
            x, y = difference(number, found)
            found = choose(x > y if largest else x < y, number, found)
    return Numbers(found.num, found.den, found.low, found.high, state, found.top)


def _extreme_of_like(a: Numbers, b: Numbers, *, largest: bool) -> Numbers:
    pick, arrays = (max, np.maximum) if largest else (min, np.minimum)
    num = arrays(a.num, b.num)
    return Numbers(num, a.den, pick(a.low, b.low), pick(a.high, b.high), None, a.top)


def written_den(a: Numbers) -> Array:
    """The denominators as an array."""
    if isinstance(a.den, int):
        return np.array([a.den], dtype=np.int64 if fits(0, a.den) else object)
    return a.den


def tightened(a: Numbers) -> Numbers:
    """The same numbers with the bounds that they themselves have, if they are at hand."""
    arrays = [a.num] if isinstance(a.den, int) else [a.num, a.den]
    if not all(isinstance(array, np.ndarray) and array.size for array in arrays):
        return a
    low, high = int(a.num.min()), int(a.num.max())
    top = a.den if isinstance(a.den, int) else int(a.den.max())
    return Numbers(a.num, a.den, low, high, a.state, top)


def reduced(a: Numbers) -> Numbers:
    """In lowest terms, if that brings back to int64 what had outgrown it. Long ones stay."""
    if isinstance(a.den, int) or not (is_wide(a.num) or is_wide(a.den)):
        return a
    take(Path.WIDE)
    if are_long(a.num, a.den):
        return a
    num, den = np.broadcast_arrays(a.num, a.den)
    common = np.gcd(num.astype(object), den.astype(object))
    num, low, high = narrowed(num // common, a.low, a.high)
    den, _, top = narrowed(den // common, 1, a.top)
    return Numbers(num, den, low, high, a.state, top)


def _times_den(a: Numbers, factor: int) -> tuple[int | Array, int]:
    if isinstance(a.den, int):
        return a.den * factor, a.den * factor
    den, _, top = times(a.den, (1, a.top), factor, (0, 0))
    return den, top


def _over_one_denominator(a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    if isinstance(a.den, int) and isinstance(b.den, int):
        common = math.lcm(a.den, b.den)
        return over(a, common), over(b, common)
    if a.den is b.den:
        return a, b
    if isinstance(a.den, int):
        den, top = _times_den(b, a.den)
        a_num = times(a.num, (a.low, a.high), written_den(b), (1, b.top))
        b_num = times(b.num, (b.low, b.high), a.den, (0, 0))
    elif isinstance(b.den, int):
        den, top = _times_den(a, b.den)
        a_num = times(a.num, (a.low, a.high), b.den, (0, 0))
        b_num = times(b.num, (b.low, b.high), a.den, (1, a.top))
    else:
        den, _, top = times(a.den, (1, a.top), b.den, (1, b.top))
        a_num = times(a.num, (a.low, a.high), b.den, (1, b.top))
        b_num = times(b.num, (b.low, b.high), a.den, (1, a.top))
    return Numbers(*_placed(a_num, den), top=top), Numbers(*_placed(b_num, den), top=top)


def _placed(num: tuple[Array, int, int], den: int | Array) -> tuple[Array, int | Array, int, int]:
    return num[0], den, num[1], num[2]


def over(a: Numbers, common: int) -> Numbers:
    """The same numbers over a multiple of their common denominator."""
    assert isinstance(a.den, int)
    if a.den == common:
        return a
    num, low, high = times(a.num, (a.low, a.high), common // a.den, (0, 0))
    return Numbers(num, common, low, high, a.state)
