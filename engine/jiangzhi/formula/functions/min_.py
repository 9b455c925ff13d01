"""``MIN(…)``: the least of the arguments."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import least as least_term
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.types.intervals import least
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.typing.typerules import unify_ordered

FUNCTION: Final = Function(
    name="MIN",
    aliases=(),
    arity=(1, None),
    result=unify_ordered,
    exact=strict(min),
    bounds=lambda bounds, types: least(bounds),
    term=strict_term(lambda logic, of, types: least_term(logic, of)),
)
