"""``DATE(year, month, day)``: a date of the calendar; no value for a day that there is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.types.intervals import WHOLE
from jiangzhi.formula.types.kleene import NO_VALUE, strict, whole
from jiangzhi.formula.types.types import DATE, Type
from jiangzhi.formula.types.value import Value
from jiangzhi.formula.typing.typerules import want_plain


def _result(types: Sequence[Type]) -> Type:
    want_plain(types, 0, 1, 2)
    return DATE


def _date(values: Sequence[Fraction]) -> Value:
    year, month, day = (whole(value) for value in values)
    if year is None or month is None or day is None or not 1 <= year <= date.max.year:
        return NO_VALUE
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return NO_VALUE
    try:
        return date(year, month, day)
    except ValueError:
        return NO_VALUE


FUNCTION: Final = Function(
    name="DATE",
    aliases=(),
    arity=(3, 3),
    result=_result,
    exact=strict(_date),
    bounds=lambda bounds, types: WHOLE,
)
