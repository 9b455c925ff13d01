"""``SIGN(x)``: 1, 0 or -1."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Number, strict_term
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import NUMBER, Type
from jiangzhi.formula.types.value import Bounds
from jiangzhi.formula.typing.typerules import unify_amounts


def _result(types: Sequence[Type]) -> Type:
    unify_amounts(types)
    return NUMBER


def _sign(value: Fraction) -> Fraction:
    return Fraction((value > 0) - (value < 0))


def _bounds(bounds: Sequence[Bounds], types: object) -> Bounds:
    low, high = bounds[0].low, bounds[0].high
    return Bounds(
        Fraction(-1) if low is None else _sign(low), Fraction(1) if high is None else _sign(high), 1
    )


def _sign_term(logic: Logic, of: Sequence[Number], types: Sequence[Type]) -> Number:
    zero, one, other = (logic.number(value) for value in (0, 1, -1))
    negative = logic.choose(logic.less(of[0], zero), other, zero)
    return logic.choose(logic.less(zero, of[0]), one, negative)


FUNCTION: Final = Function(
    name="SIGN",
    aliases=(),
    arity=(1, 1),
    result=_result,
    exact=strict(lambda values: _sign(values[0])),
    bounds=_bounds,
    term=strict_term(_sign_term),
)
