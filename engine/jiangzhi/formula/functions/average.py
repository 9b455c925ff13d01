"""``AVERAGE(…)`` of single values; over a column it is the policy's."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.types.intervals import add, scale
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import COUNT, NUMBER, Type
from jiangzhi.formula.types.value import Bounds, Value
from jiangzhi.formula.typing.typerules import unify_amounts


def _result(types: Sequence[Type]) -> Type:
    one = unify_amounts(types)
    return Type(NUMBER.kind, one.unit) if one.kind is COUNT.kind else one


def _mean(values: Sequence[Fraction]) -> Value:
    return sum(values, Fraction(0)) / len(values)


def _bounds(bounds: Sequence[Bounds], types: object) -> Bounds:
    return scale(reduce(add, bounds), Fraction(1, len(bounds)))


FUNCTION: Final = Function(
    name="AVERAGE",
    aliases=(),
    arity=(1, None),
    result=_result,
    exact=strict(_mean),
    bounds=_bounds,
    term=strict_term(
        lambda logic, of, types: logic.times(logic.number(Fraction(1, len(of))), logic.add(of))
    ),
)
