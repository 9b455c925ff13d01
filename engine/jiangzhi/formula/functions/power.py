"""``a ^ b``: whole exponents only, so that the value stays exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.types.intervals import point, point_of
from jiangzhi.formula.types.kleene import DIVIDED_BY_ZERO, NO_VALUE, strict, whole
from jiangzhi.formula.types.types import MULTIPLE, NUMBER, RATE, Kind, Type
from jiangzhi.formula.types.value import UNBOUNDED, Bounds, Unknown, Value
from jiangzhi.formula.typing.typerules import want_plain

#: Larger powers would take unbounded time and memory.
MOST_BITS: Final = 20_000


def _result(types: Sequence[Type]) -> Type:
    want_plain(types, 1)
    if types[0].kind is Kind.RATE:
        return RATE
    want_plain(types, 0)
    return MULTIPLE if types[0].loose else NUMBER


def _power(values: Sequence[Fraction]) -> Value:
    base, exponent = values[0], whole(values[1])
    if exponent is None or (base == 0 and exponent == 0):
        return NO_VALUE
    if base == 0 and exponent < 0:
        return DIVIDED_BY_ZERO
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if abs(exponent) > MOST_BITS or bits * abs(exponent) > MOST_BITS:
        return NO_VALUE
    return Fraction(base**exponent)


def _bounds(bounds: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
    base, exponent = bounds
    at = point_of(exponent)
    count = None if at is None else whole(at)
    if count is None or count < 1:
        return UNBOUNDED
    denominator = None
    if base.denominator is not None and count * base.denominator.bit_length() <= MOST_BITS:
        denominator = base.denominator**count
    if base.low is None or base.low < 0 or base.high is None:
        return Bounds(None, None, denominator)
    low, high = _power((base.low, Fraction(count))), _power((base.high, Fraction(count)))
    if isinstance(low, Unknown) or isinstance(high, Unknown):
        return UNBOUNDED
    return Bounds(point(low).low, point(high).high, denominator)


FUNCTION: Final = Function(
    name="power",
    aliases=(),
    arity=(2, 2),
    result=_result,
    exact=strict(_power),
    bounds=_bounds,
)
