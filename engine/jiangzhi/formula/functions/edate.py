"""``EDATE(date, months)``: the same day so many months later, or that month's last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.types.intervals import WHOLE
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import DATE, Kind, Type
from jiangzhi.formula.types.value import Value
from jiangzhi.formula.typing.dates import by_months
from jiangzhi.formula.typing.typerules import want_kind, want_plain


def _result(types: Sequence[Type]) -> Type:
    want_kind(types, Kind.DATE, 0)
    want_plain(types, 1)
    return DATE


def _moved(values: Sequence[Fraction]) -> Value:
    day, months = values
    assert isinstance(day, date)
    return by_months(day, months)


FUNCTION: Final = Function(
    name="EDATE",
    aliases=(),
    arity=(2, 2),
    result=_result,
    exact=strict(_moved),
    bounds=lambda bounds, types: WHOLE,
)
