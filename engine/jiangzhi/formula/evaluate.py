"""The value of a typed expression, and the bounds of its value.

Only what a plan holds has a value: ``Const``, ``Read``, ``Call`` and ``Marginal``.
"""

from __future__ import annotations

from collections.abc import Callable

from jiangzhi.formula import marginal
from jiangzhi.formula.expr import Call, Const, Expr, Marginal, Read
from jiangzhi.formula.marginal import MarginalLine
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.intervals import point
from jiangzhi.formula.types.value import Bounds, Unknown, Value


def value_of(expr: Expr, read: Callable[[str], Value]) -> Value:
    """The exact value, the quantities' values given by ``read``.

    Raises ``TypeError`` for an expression that the plan must have turned into a step.
    """
    if isinstance(expr, Read):
        return read(expr.name)
    if isinstance(expr, Const):
        return expr.value
    if isinstance(expr, Call):
        values = [value_of(arg, read) for arg in expr.args]
        return FUNCTIONS[expr.function].exact(values, [arg.type for arg in expr.args])
    if isinstance(expr, Marginal):
        return marginal.value(expr, lambda part: value_of(part, read))
    raise TypeError(f"{type(expr).__name__} is no expression of a plan")


def marginal_lines(
    expr: Marginal, read: Callable[[str], Value]
) -> tuple[MarginalLine, ...] | Unknown:
    """What each band adds to a marginal scale's value, for its explanation."""
    return marginal.lines(expr, lambda part: value_of(part, read))


def bounds_of(expr: Expr, read: Callable[[str], Bounds]) -> Bounds:
    """What the expression's known values lie between, the quantities' bounds given by ``read``.

    Flags are counted as 0 and 1, so that a condition which the bounds alone decide has equal
    ends; dates by ordinal number; texts are unbounded.
    Raises ``TypeError`` for an expression that the plan must have turned into a step.
    """
    if isinstance(expr, Read):
        return read(expr.name)
    if isinstance(expr, Const):
        return point(expr.value)
    if isinstance(expr, Call):
        bounds = [bounds_of(arg, read) for arg in expr.args]
        return FUNCTIONS[expr.function].bounds(bounds, [arg.type for arg in expr.args])
    if isinstance(expr, Marginal):
        return marginal.bounds(expr, lambda part: bounds_of(part, read))
    raise TypeError(f"{type(expr).__name__} is no expression of a plan")
