"""``a + b``: like with like; a number added to a date is days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.logic import Logic, Number, Truth, is_day, partial_term
from jiangzhi.formula.types.intervals import add
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import DATE, Kind, Type
from jiangzhi.formula.types.value import Value
from jiangzhi.formula.typing.dates import by_days
from jiangzhi.formula.typing.typerules import unify_amounts, want_plain


def _result(types: Sequence[Type]) -> Type:
    dates = [index for index, kind in enumerate(types) if kind.kind is Kind.DATE]
    if len(dates) == 2:
        raise Mismatch("日期与日期不能相加", "two dates cannot be added", (0, 1))
    if dates:
        want_plain(types, 1 - dates[0])
        return DATE
    return unify_amounts(types)


def _sum(values: Sequence[Fraction]) -> Value:
    one, other = values
    if isinstance(one, date):
        return by_days(one, other)
    return by_days(other, one) if isinstance(other, date) else one + other


def _sum_term(logic: Logic, of: Sequence[Number], types: Sequence[Type]) -> tuple[Number, Truth]:
    found = logic.add(of)
    is_date = any(kind.kind is Kind.DATE for kind in types)
    return found, is_day(logic, found) if is_date else True


FUNCTION: Final = Function(
    name="add",
    aliases=(),
    arity=(2, 2),
    result=_result,
    exact=strict(_sum),
    bounds=lambda bounds, types: add(*bounds),
    term=partial_term(_sum_term),
)
