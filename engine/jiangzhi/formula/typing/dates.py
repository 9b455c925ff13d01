"""Days: moving a date by a number of days or months, and counting between dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction

from jiangzhi.formula.types.kleene import NO_VALUE, whole
from jiangzhi.formula.types.value import Value


def by_days(day: date, days: Fraction) -> Value:
    """The date so many whole days later; no value for part of a day or past the calendar."""
    count = whole(days)
    if count is None or not 1 <= day.toordinal() + count <= date.max.toordinal():
        return NO_VALUE
    return date.fromordinal(day.toordinal() + count)


def by_months(day: date, months: Fraction) -> Value:
    """The same day so many whole months later, or that month's last day where it is shorter."""
    count = whole(months)
    if count is None:
        return NO_VALUE
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= date.max.year:
        return NO_VALUE
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """The full months from one date to a later one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
