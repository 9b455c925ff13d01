"""``IFS(c1, v1, c2, v2, …, TRUE, vn)``: the value beside the first condition that holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.logic import Logic, Symbol, chosen
from jiangzhi.formula.syntax.tree import Literal, Node
from jiangzhi.formula.types.intervals import any_of, point_of
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import Bounds, State, Unknown, Value
from jiangzhi.formula.typing.typerules import unify, want_kind


def _written(args: Sequence[Node]) -> None:
    if len(args) % 2:
        raise Mismatch("条件与值要成对", "conditions and values go in pairs", (len(args) - 1,))
    last = args[-2]
    if not (isinstance(last, Literal) and last.value is True):
        raise Mismatch("最后一个条件要写 TRUE", "the last condition must be TRUE", (len(args) - 2,))


def _result(types: Sequence[Type]) -> Type:
    want_kind(types, Kind.FLAG, *range(0, len(types), 2))
    try:
        return unify(types[1::2])
    except Mismatch as mismatch:
        at_fault = tuple(2 * index + 1 for index in mismatch.args_at_fault)
        raise Mismatch(mismatch.reason, mismatch.reason_en, at_fault) from None


def _exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
    for condition, value in zip(values[::2], values[1::2], strict=True):
        if isinstance(condition, Unknown):
            return condition
        if condition:
            return value
    return Unknown(State.NO_RULE)


def _bounds(bounds: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
    possible = []
    for condition, value in zip(bounds[::2], bounds[1::2], strict=True):
        decided = point_of(condition)
        if decided != 0:
            possible.append(value)
        if decided == 1:
            break
    return any_of(possible) if possible else Bounds()


def _term(logic: Logic, symbols: Sequence[Symbol], types: Sequence[Type]) -> Symbol:
    found = Symbol(symbols[-1].term, known=False)
    for condition, value in reversed(list(zip(symbols[::2], symbols[1::2], strict=True))):
        found = chosen(logic, condition, value, found)
    return found


FUNCTION: Final = Function(
    name="IFS",
    aliases=(),
    arity=(2, None),
    result=_result,
    exact=_exact,
    bounds=_bounds,
    written=_written,
    term=_term,
)
