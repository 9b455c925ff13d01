"""``INT(x)``: the whole number at or below; of money, whole 元."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Number, strict_term
from jiangzhi.formula.types.intervals import rising
from jiangzhi.formula.types.kleene import strict_typed
from jiangzhi.formula.types.types import COUNT, Kind, Type
from jiangzhi.formula.types.value import Bounds
from jiangzhi.formula.typing.digits import one_of
from jiangzhi.formula.typing.typerules import unify_amounts


def _floor(value: Fraction, kind: Type) -> Fraction:
    unit = one_of(kind)
    return Fraction(unit * floor(value / unit))


def _result(types: Sequence[Type]) -> Type:
    """Whole steps of a rate (每满 300 万元) are counted: a number."""
    kind = unify_amounts(types)
    return COUNT if kind.kind is Kind.RATE or kind.loose or kind.points else kind


def _bounds(bounds: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
    return rising(bounds[0], lambda end: _floor(end, types[0]), 1)


def _floor_term(logic: Logic, of: Sequence[Number], types: Sequence[Type]) -> Number:
    unit = logic.number(one_of(types[0]))
    return logic.times(unit, logic.floor(logic.divided(of[0], unit)))


FUNCTION: Final = Function(
    name="INT",
    aliases=(),
    arity=(1, 1),
    result=_result,
    exact=strict_typed(lambda values, types: _floor(values[0], types[0])),
    bounds=_bounds,
    term=strict_term(_floor_term),
)
