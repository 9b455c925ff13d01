"""``a / b``: money by money is a rate; by zero the value fails."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import partial_term
from jiangzhi.formula.types.intervals import invert, multiply
from jiangzhi.formula.types.kleene import DIVIDED_BY_ZERO, strict
from jiangzhi.formula.types.value import Value
from jiangzhi.formula.typing.products import quotient_type


def _quotient(values: Sequence[Fraction]) -> Value:
    return values[0] / values[1] if values[1] else DIVIDED_BY_ZERO


FUNCTION: Final = Function(
    name="divide",
    aliases=(),
    arity=(2, 2),
    result=quotient_type,
    exact=strict(_quotient),
    bounds=lambda bounds, types: multiply(bounds[0], invert(bounds[1])),
    term=partial_term(
        lambda logic, of, types: (
            logic.divided(of[0], of[1]),
            logic.no(logic.same(of[1], logic.number(0))),
        )
    ),
)
