"""``AND(…)``: false where one is false, however little is known of the others."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import conjunction as conjunction_term
from jiangzhi.formula.types.intervals import least
from jiangzhi.formula.types.kleene import conjunction
from jiangzhi.formula.typing.typerules import want_flags

FUNCTION: Final = Function(
    name="AND",
    aliases=(),
    arity=(1, None),
    result=want_flags,
    exact=lambda values, types: conjunction(values),
    bounds=lambda bounds, types: least(bounds),
    term=lambda logic, symbols, types: conjunction_term(logic, symbols),
)
