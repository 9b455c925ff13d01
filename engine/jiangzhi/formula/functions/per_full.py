"""``每满(x, 步)``: how many whole steps x holds; a part of a step does not count. As
``QUOTIENT``: of a negative x the steps of its size, negative."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import trunc
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.functions.divide import FUNCTION as DIVIDE
from jiangzhi.formula.logic import Logic, Number, Truth, partial_term, whole_term
from jiangzhi.formula.types.intervals import rising
from jiangzhi.formula.types.kleene import DIVIDED_BY_ZERO, strict
from jiangzhi.formula.types.types import COUNT, Type
from jiangzhi.formula.types.value import Bounds, Value
from jiangzhi.formula.typing.typerules import unify_amounts
from jiangzhi.rounding import Mode


def _steps(values: Sequence[Fraction]) -> Value:
    return Fraction(trunc(values[0] / values[1])) if values[1] else DIVIDED_BY_ZERO


def _result(types: Sequence[Type]) -> Type:
    unify_amounts(types)
    return COUNT


def _bounds(bounds: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
    return rising(DIVIDE.bounds(bounds, types), lambda end: Fraction(trunc(end)), 1)


def _steps_term(logic: Logic, of: Sequence[Number], types: Sequence[Type]) -> tuple[Number, Truth]:
    steps = whole_term(logic, logic.divided(of[0], of[1]), Mode.TOWARD_ZERO)
    return steps, logic.no(logic.same(of[1], logic.number(0)))


FUNCTION: Final = Function(
    name="每满",
    aliases=("QUOTIENT",),
    arity=(2, 2),
    result=_result,
    exact=strict(_steps),
    bounds=_bounds,
    term=partial_term(_steps_term),
)
