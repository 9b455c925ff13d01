"""The engine's value as it is written beside a formula, or typed into a cell."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.money import FEN_IN
from jiangzhi.publish.book.names import clean

#: What a spreadsheet shows where a value is missing, and where it could not be computed.
MISSING_ERROR: Final = "#N/A"
FAILED_ERROR: Final = "#DIV/0!"
#: What it makes of a number that no double holds.
HUGE_ERROR: Final = "#NUM!"

_DAY_ZERO: Final = date(1899, 12, 30)

Cached = str | bool | int | float


def cached(value: Value, kind: Kind) -> Cached:
    """The cell value: money in 元, days as spreadsheets count them, unknowns as errors."""
    if isinstance(value, Unknown):
        return MISSING_ERROR if value.state is State.MISSING else FAILED_ERROR
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return (value - _DAY_ZERO).days
    if kind is Kind.MONEY:
        return nearest(value.numerator, value.denominator * FEN_IN["元"])
    return nearest(value.numerator, value.denominator)


def nearest(numerator: int, denominator: int) -> Cached:
    """The double nearest to a fraction; a whole number as such; an error where none is near."""
    if numerator % denominator == 0 and abs(numerator) < 10**15 * denominator:
        return numerator // denominator
    try:
        return numerator / denominator
    except OverflowError:
        return HUGE_ERROR


def amount(value: Fraction) -> Cached:
    """An amount in 分 as the double in 元."""
    return nearest(value.numerator, value.denominator * FEN_IN["元"])
