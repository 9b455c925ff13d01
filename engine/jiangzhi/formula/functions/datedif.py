"""``DATEDIF(start, end, unit)``: whole years ("Y"), months ("M") or days ("D") between dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.syntax.tree import Literal, Node
from jiangzhi.formula.types.kleene import NO_VALUE
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import Bounds, Value, worst
from jiangzhi.formula.typing.dates import whole_months
from jiangzhi.formula.typing.typerules import want_kind

_UNITS: Final = ("Y", "M", "D")


def _written(args: Sequence[Node]) -> None:
    unit = args[2]
    if not (isinstance(unit, Literal) and str(unit.value).upper() in _UNITS):
        raise Mismatch(
            '第三个参数写 "Y"、"M" 或 "D"', 'the third argument is "Y", "M" or "D"', (2,)
        )


def _result(types: Sequence[Type]) -> Type:
    want_kind(types, Kind.DATE, 0, 1)
    want_kind(types, Kind.TEXT, 2)
    return Type(Kind.COUNT)


def _exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
    unknown = worst(values)
    if unknown is not None:
        return unknown
    start, end, unit = values
    assert isinstance(start, date)
    assert isinstance(end, date)
    letter = str(unit).upper()
    if start > end or letter not in _UNITS:
        return NO_VALUE
    if letter == "D":
        return Fraction((end - start).days)
    months = whole_months(start, end)
    return Fraction(months // 12 if letter == "Y" else months)


FUNCTION: Final = Function(
    name="DATEDIF",
    aliases=(),
    arity=(3, 3),
    result=_result,
    exact=_exact,
    bounds=lambda bounds, types: Bounds(Fraction(0), Fraction(date.max.toordinal()), 1),
    written=_written,
)
