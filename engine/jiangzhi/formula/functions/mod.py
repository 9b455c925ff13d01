"""``MOD(x, y)``: what is left after whole multiples of y, with the sign of y."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Number, Truth, negated, partial_term
from jiangzhi.formula.types.intervals import common_denominator
from jiangzhi.formula.types.kleene import DIVIDED_BY_ZERO, strict
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import Bounds, Value
from jiangzhi.formula.typing.typerules import unify_amounts


def _remainder(values: Sequence[Fraction]) -> Value:
    return values[0] % values[1] if values[1] else DIVIDED_BY_ZERO


def _bounds(bounds: Sequence[Bounds], types: object) -> Bounds:
    by = bounds[1]
    zero = Fraction(0)
    return Bounds(
        None if by.low is None else min(by.low, zero),
        None if by.high is None else max(by.high, zero),
        common_denominator(bounds),
    )


def _remainder_term(
    logic: Logic, of: Sequence[Number], types: Sequence[Type]
) -> tuple[Number, Truth]:
    whole = logic.floor(logic.divided(of[0], of[1]))
    left = logic.add([of[0], negated(logic, logic.times(of[1], whole))])
    return left, logic.no(logic.same(of[1], logic.number(0)))


FUNCTION: Final = Function(
    name="MOD",
    aliases=(),
    arity=(2, 2),
    result=unify_amounts,
    exact=strict(_remainder),
    bounds=_bounds,
    term=partial_term(_remainder_term),
)
