"""``a * b``: money by a number is money; money by money is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.types.intervals import multiply
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.typing.products import product_type


def _result(types: Sequence[Type]) -> Type:
    return product_type(types, 0, 1)


FUNCTION: Final = Function(
    name="multiply",
    aliases=(),
    arity=(2, 2),
    result=_result,
    exact=strict(lambda values: values[0] * values[1]),
    bounds=lambda bounds, types: multiply(*bounds),
    term=strict_term(lambda logic, of, types: logic.times(of[0], of[1])),
)
