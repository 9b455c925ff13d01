"""``IF(condition, a, b)``: only the branch taken is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.logic import chosen
from jiangzhi.formula.types.intervals import any_of, point_of
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import Bounds, Unknown, Value
from jiangzhi.formula.typing.typerules import unify, want_kind


def _result(types: Sequence[Type]) -> Type:
    want_kind(types, Kind.FLAG, 0)
    try:
        return unify(types[1:])
    except Mismatch as mismatch:
        at_fault = tuple(index + 1 for index in mismatch.args_at_fault)
        raise Mismatch(mismatch.reason, mismatch.reason_en, at_fault) from None


def _exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
    condition, then, otherwise = values
    if isinstance(condition, Unknown):
        return condition
    return then if condition else otherwise


def _bounds(bounds: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
    condition = point_of(bounds[0])
    return any_of(bounds[1:]) if condition is None else bounds[1 if condition else 2]


FUNCTION: Final = Function(
    name="IF",
    aliases=(),
    arity=(3, 3),
    result=_result,
    exact=_exact,
    bounds=_bounds,
    term=lambda logic, symbols, types: chosen(logic, *symbols),
)
