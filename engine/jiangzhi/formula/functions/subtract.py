"""``a - b``: like from like; between two dates, the number of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Number, Truth, is_day, negated, partial_term
from jiangzhi.formula.types.intervals import subtract
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import DATE, Kind, Type
from jiangzhi.formula.types.value import Value
from jiangzhi.formula.typing.dates import by_days
from jiangzhi.formula.typing.typerules import unify_amounts, want_plain

_DAYS: Final = Type(Kind.COUNT, "天")


def _result(types: Sequence[Type]) -> Type:
    if types[0].kind is types[1].kind is Kind.DATE:
        return _DAYS
    if types[0].kind is Kind.DATE:
        want_plain(types, 1)
        return DATE
    return unify_amounts(types)


def _difference(values: Sequence[Fraction]) -> Value:
    one, other = values
    if isinstance(one, date):
        if isinstance(other, date):
            return Fraction(one.toordinal() - other.toordinal())
        return by_days(one, -other)
    return one - other


def _difference_term(
    logic: Logic, of: Sequence[Number], types: Sequence[Type]
) -> tuple[Number, Truth]:
    found = logic.add([of[0], negated(logic, of[1])])
    is_date = types[0].kind is Kind.DATE and types[1].kind is not Kind.DATE
    return found, is_day(logic, found) if is_date else True


FUNCTION: Final = Function(
    name="subtract",
    aliases=(),
    arity=(2, 2),
    result=_result,
    exact=strict(_difference),
    bounds=lambda bounds, types: subtract(*bounds),
    term=partial_term(_difference_term),
)
