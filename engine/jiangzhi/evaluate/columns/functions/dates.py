"""Dates: their parts, dates made of parts, days and months between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jiangzhi.evaluate.columns.functions.shape import (
    number,
    numbers,
    wholes,
    within,
    word,
)
from jiangzhi.evaluate.columns.numbers.integers import plus
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Numbers,
    Vector,
    failing,
    whole,
    worst_of,
)
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import State

#: 0001-01-01 and 9999-12-31 as days since 1970-01-01.
FIRST_DAY, LAST_DAY = -719_162, 2_932_896
_YEARS = (1, 9999)


def parts(days: Array) -> tuple[Array, Array, Array]:
    """Year, month and day."""
    dates = days.astype(np.int64).view("datetime64[D]")
    months = dates.astype("datetime64[M]")
    since = months.astype(np.int64)
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    return since // 12 + 1970, since % 12 + 1, day


def first_of(months: Array) -> Array:
    """The first day of months counted from year 0."""
    since = (months - 1970 * 12).astype(np.int64)
    return since.view("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def by_days(day: Numbers, days: Numbers) -> Numbers:
    """So many whole days later."""
    (count,), state = wholes([days], worst_of(day.state, days.state))
    num, low, high = plus(day.num, (day.low, day.high), count.num, (count.low, count.high))
    return within(Numbers(num, 1, low, high, state), FIRST_DAY, LAST_DAY)


def _by_months(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    day, given = numbers(args)
    (count,), state = wholes([given], worst_of(day.state, given.state))
    most = _YEARS[1] * 12
    moved = within(Numbers(count.num, 1, count.low, count.high, state), -most, most)
    year, month, of_month = parts(day.num)
    months = year * 12 + month - 1 + moved.num
    outside = (months < 12) | (months >= (_YEARS[1] + 1) * 12)
    state = failing(moved.state, outside, State.NOT_IN_DOMAIN)
    months = np.where(outside, 12, months)
    start = first_of(months)
    length = first_of(months + 1) - start
    return whole(start + np.minimum(of_month, length) - 1, FIRST_DAY, LAST_DAY, state)


def _date(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    (year, month, day), state = wholes(numbers(args), worst_of(*(arg.state for arg in args)))
    outside = (year.num < 1) | (year.num > _YEARS[1]) | (month.num < 1) | (month.num > 12)
    months = np.where(outside, 12, year.num * 12 + month.num - 1).astype(np.int64)
    start = first_of(months)
    length = first_of(months + 1) - start
    outside = outside | (day.num < 1) | (day.num > length)
    state = failing(state, outside, State.NOT_IN_DOMAIN)
    within_month = np.where(outside, 1, day.num).astype(np.int64)
    return whole(start + within_month - 1, FIRST_DAY, LAST_DAY, state)


def _between(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    start, end = number(args[0]), number(args[1])
    state = worst_of(start.state, end.state, args[2].state)
    state = failing(state, end.num < start.num, State.NOT_IN_DOMAIN)
    most = LAST_DAY - FIRST_DAY
    unit = word(args[2]).upper()
    if unit == "D":
        return whole(end.num - start.num, -most, most, state)
    one, other = parts(start.num), parts(end.num)
    months = (other[0] - one[0]) * 12 + other[1] - one[1] - (other[2] < one[2])
    return whole(months if unit == "M" else months // 12, -most, most, state)


def _year(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    return whole(parts(number(args[0]).num)[0], *_YEARS, args[0].state)


def _month(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    return whole(parts(number(args[0]).num)[1], 1, 12, args[0].state)


def _day(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    return whole(parts(number(args[0]).num)[2], 1, 31, args[0].state)


FUNCTIONS = {
    "DATE": _date,
    "YEAR": _year,
    "MONTH": _month,
    "DAY": _day,
    "EDATE": _by_months,
    "DATEDIF": _between,
}
