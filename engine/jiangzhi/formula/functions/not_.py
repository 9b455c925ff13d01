"""``NOT(a)``."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import opposite
from jiangzhi.formula.types.intervals import ALWAYS, subtract
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.typing.typerules import want_flags

FUNCTION: Final = Function(
    name="NOT",
    aliases=(),
    arity=(1, 1),
    result=want_flags,
    exact=strict(lambda values: not values[0]),
    bounds=lambda bounds, types: subtract(ALWAYS, bounds[0]),
    term=lambda logic, symbols, types: opposite(logic, symbols[0]),
)
