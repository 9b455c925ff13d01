"""Sums, products, quotients, powers and what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from jiangzhi.evaluate.columns.functions.dates import by_days
from jiangzhi.evaluate.columns.functions.shape import number, numbers
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.rounding import floor_of, round_to
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers, Vector, constant, worst_of
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import State
from jiangzhi.rounding import Mode

#: Larger powers would take unbounded time and memory.
_MOST_BITS = 20_000
#: Powers up to here are multiplied out for all rows at once.
_MOST_MULTIPLIED = 8
_FEN_IN_YUAN = 100


def _add(args: Sequence[Vector], types: Sequence[Type]) -> Vector:
    one, other = numbers(args)
    if types[0].kind is Kind.DATE:
        return by_days(one, other)
    if types[1].kind is Kind.DATE:
        return by_days(other, one)
    return fractions.add(one, other)


def _subtract(args: Sequence[Vector], types: Sequence[Type]) -> Vector:
    one, other = numbers(args)
    if types[0].kind is Kind.DATE and types[1].kind is not Kind.DATE:
        return by_days(one, fractions.negate(other))
    return fractions.subtract(one, other)


def total(terms: Sequence[Numbers]) -> Numbers:
    """The sum of some numbers."""
    found = terms[0]
    for term in terms[1:]:
        found = fractions.add(found, term)
    return found


def _sum_of_products(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    given = numbers(args)
    return total([fractions.multiply(a, b) for a, b in zip(given[::2], given[1::2], strict=True)])


def _sign(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    given = number(args[0])
    signs = (given.num > 0).astype(np.int64) - (given.num < 0).astype(np.int64)
    return Numbers(signs, 1, -1, 1, given.state)


def _remainder(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    one, other = numbers(args)
    quotient = floor_of(fractions.divide(one, other))
    return fractions.subtract(one, fractions.multiply(other, quotient))


def _whole_steps(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    return round_to(fractions.divide(*numbers(args)), Fraction(1), Mode.TOWARD_ZERO)


def _whole_part(args: Sequence[Vector], types: Sequence[Type]) -> Vector:
    # Digits of money are counted in 元.
    given = number(args[0])
    if types[0].kind is not Kind.MONEY:
        return floor_of(given)
    return fractions.scaled(floor_of(fractions.scaled(given, 1, _FEN_IN_YUAN)), _FEN_IN_YUAN)


def _power(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    base, exponent = numbers(args)
    if exponent.low == exponent.high and exponent.den == 1 and exponent.state is None:
        count = exponent.low
        if 1 <= count <= _MOST_MULTIPLIED and _bits(base) * count <= _MOST_BITS:
            return _powers(base, count)[-1]
    return _small_powers(base, exponent) or _power_of_each(base, exponent)


def _powers(base: Numbers, most: int) -> list[Numbers]:
    """The first power, the second, and so on."""
    found = [base]
    for _ in range(most - 1):
        found.append(fractions.multiply(found[-1], base))
    return found


def _small_powers(base: Numbers, exponent: Numbers) -> Numbers | None:
    """Powers by exponents that are all small whole numbers, ``None`` where they are not."""
    if exponent.den != 1 or exponent.num.size == 0:
        return None
    state = worst_of(base.state, exponent.state)
    counts = exponent.num if state is None else np.where(state == 0, exponent.num, 1)
    most = int(counts.max())
    if counts.min() < 1 or most > _MOST_MULTIPLIED or _bits(base) * most > _MOST_BITS:
        return None
    powers = _powers(base, most)
    found = powers[0]
    for count, power in enumerate(powers[1:], start=2):
        found = fractions.choose(counts == count, power, found)
    return Numbers(found.num, found.den, found.low, found.high, state, found.top)


def _bits(base: Numbers) -> int:
    return max(abs(base.low), abs(base.high), base.top).bit_length()


def _power_of_each(base: Numbers, exponent: Numbers) -> Numbers:
    state = worst_of(base.state, exponent.state)
    parts = (base.num, fractions.written_den(base), exponent.num, fractions.written_den(exponent))
    known = np.zeros(1, dtype=np.uint8) if state is None else state
    written = np.broadcast_arrays(*parts, known)
    states = np.array(written[4], dtype=np.uint8)
    num: Array = np.zeros(states.shape, dtype=object)
    den: Array = np.ones(states.shape, dtype=object)
    for row in np.flatnonzero(states == 0):
        a, b, c, d = (int(part[row]) for part in written[:4])
        value = _one_power(Fraction(a, b), Fraction(c, d))
        if isinstance(value, State):
            states[row] = value
        else:
            num[row], den[row] = value.numerator, value.denominator
    low, high = (int(num.min()), int(num.max())) if num.size else (0, 0)
    top = int(den.max()) if den.size else 1
    return fractions.reduced(Numbers(num, den, low, high, states, top))


def _one_power(base: Fraction, exponent: Fraction) -> Fraction | State:
    count = exponent.numerator
    if exponent.denominator != 1 or (base == 0 and count == 0):
        return State.NOT_IN_DOMAIN
    if base == 0 and count < 0:
        return State.DIVIDED_BY_ZERO
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if abs(count) > _MOST_BITS or bits * abs(count) > _MOST_BITS:
        return State.NOT_IN_DOMAIN
    return Fraction(base**count)


FUNCTIONS = {
    "add": _add,
    "subtract": _subtract,
    "multiply": lambda args, types: fractions.multiply(*numbers(args)),
    "divide": lambda args, types: fractions.divide(*numbers(args)),
    "negate": lambda args, types: fractions.negate(number(args[0])),
    "percent": lambda args, types: fractions.scaled(number(args[0]), 1, 100),
    "百分点": lambda args, types: fractions.scaled(number(args[0]), 100),
    "power": _power,
    "SUM": lambda args, types: total(numbers(args)),
    "AVERAGE": lambda args, types: fractions.divide(total(numbers(args)), constant(len(args))),
    "SUMPRODUCT": _sum_of_products,
    "ABS": lambda args, types: fractions.absolute(number(args[0])),
    "SIGN": _sign,
    "INT": _whole_part,
    "MOD": _remainder,
    "每满": _whole_steps,
}
