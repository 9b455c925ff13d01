"""``IFERROR(x, instead)``: x, or something else where x cannot be computed; missing stays so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Symbol
from jiangzhi.formula.types.intervals import any_of
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import Unknown, Value
from jiangzhi.formula.typing.typerules import unify


def _exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
    one, instead = values
    return instead if isinstance(one, Unknown) and one.state.failed else one


def _term(logic: Logic, symbols: Sequence[Symbol], types: Sequence[Type]) -> Symbol:
    one, instead = symbols
    failed = logic.no(logic.some([one.known, one.missing]))
    return Symbol(
        logic.choose(failed, instead.term, one.term),
        logic.choose(failed, instead.known, one.known),
        logic.choose(failed, instead.missing, one.missing),
    )


FUNCTION: Final = Function(
    name="IFERROR",
    aliases=(),
    arity=(2, 2),
    result=unify,
    exact=_exact,
    bounds=lambda bounds, types: any_of(bounds),
    term=_term,
)
