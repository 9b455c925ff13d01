"""A column reduced to one value: totals, means, medians, extremes, the k-th largest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, TypeVar, assert_never

from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.types.value import State, Unknown, Value, worst

_Ordered = TypeVar("_Ordered", Fraction, date)


def aggregate(
    how: Reduce,
    elements: Sequence[Value],
    flags: Sequence[Value] | None = None,
    k: Value | None = None,
) -> Value:
    """The rows of one group, reduced.

    Rows whose flag is false do not count, whatever their element. One unknown flag, or one
    unknown element of a row that counts, makes the result unknown in the worst of their
    states. Without rows SUM and COUNT are 0 and everything else fails as ``NO_ROWS``.
    COUNT counts rows and does not look at their elements. ``k`` of LARGE and SMALL must be
    a whole number from 1 to the number of rows (else ``NOT_IN_DOMAIN``).
    """
    picked = elements
    unknown: list[Value] = []
    if flags is not None:
        picked = [e for e, flag in zip(elements, flags, strict=True) if flag is True]
        unknown.extend(flag for flag in flags if isinstance(flag, Unknown))
    if how is not Reduce.COUNT:
        unknown.extend(element for element in picked if isinstance(element, Unknown))
    if isinstance(k, Unknown):
        unknown.append(k)
    found = worst(unknown)
    if found is not None:
        return found
    if how is Reduce.COUNT:
        return Fraction(len(picked))
    numbers = [e for e in picked if isinstance(e, Fraction)]
    if how is Reduce.SUM:
        return sum(numbers, Fraction(0))
    if not picked:
        return Unknown(State.NO_ROWS)
    if how is Reduce.AVERAGE:
        return sum(numbers, Fraction(0)) / len(picked)
    if numbers:
        return _by_order(how, sorted(numbers), k)
    return _by_order(how, sorted(e for e in picked if isinstance(e, date)), k)


def _by_order(
    how: Literal[Reduce.MIN, Reduce.MAX, Reduce.MEDIAN, Reduce.LARGE, Reduce.SMALL],
    ordered: Sequence[_Ordered],
    k: Value | None,
) -> Value:
    count = len(ordered)
    match how:
        case Reduce.MIN:
            return ordered[0]
        case Reduce.MAX:
            return ordered[-1]
        case Reduce.MEDIAN:
            return _middle(ordered[(count - 1) // 2], ordered[count // 2])
        case Reduce.LARGE | Reduce.SMALL:
            if not isinstance(k, Fraction) or k.denominator != 1 or not 1 <= k <= count:
                return Unknown(State.NOT_IN_DOMAIN)
            return ordered[-int(k)] if how is Reduce.LARGE else ordered[int(k) - 1]
        case _:
            assert_never(how)


def _middle(low: _Ordered, high: _Ordered) -> Value:
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        return (low + high) / 2
    return low if low == high else Unknown(State.NOT_IN_DOMAIN)
