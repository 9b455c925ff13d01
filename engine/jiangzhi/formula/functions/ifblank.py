"""``IFBLANK(x, instead)``: x, or something else where x is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.types.intervals import any_of
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.formula.typing.typerules import unify


def _exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
    one, instead = values
    return instead if isinstance(one, Unknown) and one.state is State.MISSING else one


FUNCTION: Final = Function(
    name="IFBLANK",
    aliases=(),
    arity=(2, 2),
    result=unify,
    exact=_exact,
    bounds=lambda bounds, types: any_of(bounds),
)
