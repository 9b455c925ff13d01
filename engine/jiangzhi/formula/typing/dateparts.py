"""What YEAR, MONTH and DAY share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from jiangzhi.formula.function import Function
from jiangzhi.formula.types.types import COUNT, Kind, Type
from jiangzhi.formula.types.value import Bounds, Unknown, Value
from jiangzhi.formula.typing.typerules import want_kind


def part_of_date(name: str, *, of: Callable[[date], int], most: int) -> Function:
    """A function of a date that gives a whole number from 1 to ``most``."""

    def result(types: Sequence[Type]) -> Type:
        want_kind(types, Kind.DATE, 0)
        return COUNT

    def exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
        day = values[0]
        if isinstance(day, Unknown):
            return day
        assert isinstance(day, date)
        return Fraction(of(day))

    return Function(
        name=name,
        aliases=(),
        arity=(1, 1),
        result=result,
        exact=exact,
        bounds=lambda bounds, types: Bounds(Fraction(1), Fraction(most), 1),
    )
