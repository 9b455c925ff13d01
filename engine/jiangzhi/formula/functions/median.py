"""``MEDIAN(…)``: the middle of the arguments, or the mean of the two in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.types.intervals import any_of
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.value import Bounds
from jiangzhi.formula.typing.typerules import unify_amounts


def _median(values: Sequence[Fraction]) -> Fraction:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return (ordered[~middle] + ordered[middle]) / 2


def _bounds(bounds: Sequence[Bounds], types: object) -> Bounds:
    every = any_of(bounds)
    halved = len(bounds) % 2 == 0
    denominator = every.denominator
    if denominator is not None and halved:
        denominator *= 2
    return Bounds(every.low, every.high, denominator)


FUNCTION: Final = Function(
    name="MEDIAN",
    aliases=(),
    arity=(1, None),
    result=unify_amounts,
    exact=strict(_median),
    bounds=_bounds,
)
