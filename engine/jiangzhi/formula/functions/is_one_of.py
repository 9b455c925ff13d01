"""``属于(x, a, b, …)``: x equals one of the values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Symbol, all_known
from jiangzhi.formula.logic import disjunction as disjunction_term
from jiangzhi.formula.types.intervals import greatest
from jiangzhi.formula.types.kleene import disjunction, same
from jiangzhi.formula.types.types import FLAG, Type
from jiangzhi.formula.types.value import Bounds, Unknown, Value, worst
from jiangzhi.formula.typing.comparing import equality_bounds
from jiangzhi.formula.typing.typerules import want_comparable


def _result(types: Sequence[Type]) -> Type:
    for index in range(1, len(types)):
        want_comparable(types[0], types[index], (0, index))
    return FLAG


def _exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
    one = values[0]
    if isinstance(one, Unknown):
        return worst(values) or one
    return disjunction(
        [other if isinstance(other, Unknown) else same(one, other) for other in values[1:]]
    )


def _bounds(bounds: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
    return greatest([equality_bounds(bounds[0], other) for other in bounds[1:]])


def _term(logic: Logic, symbols: Sequence[Symbol], types: Sequence[Type]) -> Symbol:
    one, *others = symbols
    found = disjunction_term(
        logic, [Symbol(logic.same(one.term, o.term), o.known, o.missing) for o in others]
    )
    unknown = all_known(logic, symbols, found.term)
    return Symbol(
        found.term,
        logic.every([one.known, found.known]),
        logic.choose(one.known, found.missing, unknown.missing),
    )


FUNCTION: Final = Function(
    name="属于",
    aliases=(),
    arity=(2, None),
    result=_result,
    exact=_exact,
    bounds=_bounds,
    term=_term,
)
