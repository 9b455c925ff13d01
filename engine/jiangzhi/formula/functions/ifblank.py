"""``IFBLANK(x, instead)``: x, or something else where x is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Symbol
from jiangzhi.formula.types.intervals import any_of
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.formula.typing.typerules import unify


def _exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
    one, instead = values
    return instead if isinstance(one, Unknown) and one.state is State.MISSING else one


def _term(logic: Logic, symbols: Sequence[Symbol], types: Sequence[Type]) -> Symbol:
    one, instead = symbols
    return Symbol(
        logic.choose(one.missing, instead.term, one.term),
        logic.choose(one.missing, instead.known, one.known),
        logic.every([one.missing, instead.missing]),
    )


FUNCTION: Final = Function(
    name="IFBLANK",
    aliases=(),
    arity=(2, 2),
    result=unify,
    exact=_exact,
    bounds=lambda bounds, types: any_of(bounds),
    term=_term,
)
