"""``百分点(x)``: a rate as a number of hundredths; 3.5 % is 3.5."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.types.intervals import scale
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import POINTS, Kind, Type
from jiangzhi.formula.typing.typerules import in_chinese, in_english


def _result(types: Sequence[Type]) -> Type:
    kind = types[0]
    if kind.loose or kind.kind in (Kind.RATE, Kind.ZERO):
        return POINTS
    raise Mismatch(
        f"括号里要是比例,这里是{in_chinese(kind)}",
        f"a rate is needed, not {in_english(kind)}",
        (0,),
    )


FUNCTION: Final = Function(
    name="百分点",
    aliases=(),
    arity=(1, 1),
    result=_result,
    exact=strict(lambda values: values[0] * 100),
    bounds=lambda bounds, types: scale(bounds[0], Fraction(100)),
    term=strict_term(lambda logic, of, types: logic.times(logic.number(100), of[0])),
)
