"""``OR(…)``: true where one is true, however little is known of the others."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import disjunction as disjunction_term
from jiangzhi.formula.types.intervals import greatest
from jiangzhi.formula.types.kleene import disjunction
from jiangzhi.formula.typing.typerules import want_flags

FUNCTION: Final = Function(
    name="OR",
    aliases=(),
    arity=(1, None),
    result=want_flags,
    exact=lambda values, types: disjunction(values),
    bounds=lambda bounds, types: greatest(bounds),
    term=lambda logic, symbols, types: disjunction_term(logic, symbols),
)
