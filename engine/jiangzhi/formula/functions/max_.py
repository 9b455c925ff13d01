"""``MAX(…)``: the greatest of the arguments."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import greatest as greatest_term
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.types.intervals import greatest
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.typing.typerules import unify_ordered

FUNCTION: Final = Function(
    name="MAX",
    aliases=(),
    arity=(1, None),
    result=unify_ordered,
    exact=strict(max),
    bounds=lambda bounds, types: greatest(bounds),
    term=strict_term(lambda logic, of, types: greatest_term(logic, of)),
)
