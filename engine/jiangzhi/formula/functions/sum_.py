"""``SUM(…)`` of single values; over a column it is the policy's."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.types.intervals import add
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.value import Value
from jiangzhi.formula.typing.typerules import unify_amounts


def _sum(values: Sequence[Fraction]) -> Value:
    return sum(values, Fraction(0))


FUNCTION: Final = Function(
    name="SUM",
    aliases=(),
    arity=(1, None),
    result=unify_amounts,
    exact=strict(_sum),
    bounds=lambda bounds, types: reduce(add, bounds),
    term=strict_term(lambda logic, of, types: logic.add(of)),
)
