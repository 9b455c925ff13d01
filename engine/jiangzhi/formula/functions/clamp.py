"""``限定(x, low, high)``: x, but at least low and at most high; high where the two cross."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import greatest as greatest_term
from jiangzhi.formula.logic import least as least_term
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.types.intervals import greatest, least
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.typing.typerules import unify_ordered

FUNCTION: Final = Function(
    name="限定",
    aliases=(),
    arity=(3, 3),
    result=unify_ordered,
    exact=strict(lambda values: min(max(values[0], values[1]), values[2])),
    bounds=lambda bounds, types: least([greatest(bounds[:2]), bounds[2]]),
    term=strict_term(
        lambda logic, of, types: least_term(logic, [greatest_term(logic, of[:2]), of[2]])
    ),
)
