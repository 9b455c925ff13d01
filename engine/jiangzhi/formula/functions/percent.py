"""``a%``: hundredths."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.types.intervals import scale
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import RATE, Kind, Type
from jiangzhi.formula.typing.typerules import want_plain


def _result(types: Sequence[Type]) -> Type:
    if types[0].kind is Kind.RATE:
        raise Mismatch("已经是比例,不再写 %", "this is a rate already: no further %", (0,))
    want_plain(types, 0)
    return RATE


FUNCTION: Final = Function(
    name="percent",
    aliases=(),
    arity=(1, 1),
    result=_result,
    exact=strict(lambda values: values[0] / 100),
    bounds=lambda bounds, types: scale(bounds[0], Fraction(1, 100)),
    term=strict_term(lambda logic, of, types: logic.times(logic.number(Fraction(1, 100)), of[0])),
)
