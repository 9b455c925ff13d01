"""``-a``."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import negated, strict_term
from jiangzhi.formula.types.intervals import negate
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.typing.typerules import unify_amounts

FUNCTION: Final = Function(
    name="negate",
    aliases=(),
    arity=(1, 1),
    result=unify_amounts,
    exact=strict(lambda values: -values[0]),
    bounds=lambda bounds, types: negate(bounds[0]),
    term=strict_term(lambda logic, of, types: negated(logic, of[0])),
)
