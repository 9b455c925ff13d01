"""The values of an expression over all rows of a level at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import numpy as np

from jiangzhi.evaluate.columns.functions import FUNCTIONS
from jiangzhi.evaluate.columns.numbers.vectors import Book, Flags, Vector, Words, constant, whole
from jiangzhi.formula.expr import Call, Const, Expr, Marginal, Read
from jiangzhi.formula.types.types import Scalar

_EPOCH = date(1970, 1, 1).toordinal()


def evaluate(expr: Expr, read: Callable[[str], Vector], book: Book) -> Vector:
    """The vector of an expression of a plan, the steps' vectors given by ``read``."""
    if isinstance(expr, Read):
        return read(expr.name)
    if isinstance(expr, Const):
        return of_constant(expr.value, book)
    if isinstance(expr, Call):
        args = [evaluate(arg, read, book) for arg in expr.args]
        return FUNCTIONS[expr.function](args, [arg.type for arg in expr.args])
    if isinstance(expr, Marginal):
        from jiangzhi.evaluate.columns.numbers.marginal import marginal

        return marginal(expr, lambda part: evaluate(part, read, book), book)
    raise TypeError(f"{type(expr).__name__} is no expression of a plan")


def of_constant(value: Scalar, book: Book) -> Vector:
    """One value for all rows."""
    if isinstance(value, bool):
        return Flags(np.array([value]))
    if isinstance(value, Fraction):
        return constant(value.numerator, value.denominator)
    if isinstance(value, date):
        day = days_of(value)
        return whole(np.array([day]), day, day)
    return Words(np.array([book.code(value)], dtype=np.int64), book)


def days_of(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_of(days: int) -> date:
    """The date so many days after 1970-01-01."""
    return date.fromordinal(days + _EPOCH)
