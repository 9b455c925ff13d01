"""``ISBLANK(x)``: whether the value is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Symbol
from jiangzhi.formula.types.intervals import EITHER
from jiangzhi.formula.types.types import FLAG, Type
from jiangzhi.formula.types.value import State, Unknown, Value


def _exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
    one = values[0]
    if isinstance(one, Unknown):
        return True if one.state is State.MISSING else one
    return False


def _term(logic: Logic, symbols: Sequence[Symbol], types: Sequence[Type]) -> Symbol:
    one = symbols[0]
    return Symbol(one.missing, logic.some([one.known, one.missing]))


FUNCTION: Final = Function(
    name="ISBLANK",
    aliases=(),
    arity=(1, 1),
    result=lambda types: FLAG,
    exact=_exact,
    bounds=lambda bounds, types: EITHER,
    term=_term,
)
