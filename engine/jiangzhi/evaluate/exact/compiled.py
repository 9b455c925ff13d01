"""Expressions made ready to be evaluated many times: what does not change is looked up once."""

from __future__ import annotations

from collections.abc import Callable

from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.value import Value

#: The value of an expression as seen from one row.
Ready = Callable[[Reader], Value]


def compiled(expr: Expr) -> Ready:
    """The same as ``value_of`` for this one expression, sooner."""
    if isinstance(expr, Const):
        value = expr.value
        return lambda read: value
    if isinstance(expr, Read):
        name = expr.name
        return lambda read: read(name)
    if isinstance(expr, Call):
        return _call(expr)
    return lambda read: value_of(expr, read)


def _call(expr: Call) -> Ready:
    exact = FUNCTIONS[expr.function].exact
    types = tuple(arg.type for arg in expr.args)
    parts = tuple(compiled(arg) for arg in expr.args)
    if len(parts) == 1:
        (only,) = parts
        return lambda read: exact((only(read),), types)
    if len(parts) == 2:
        one, other = parts
        return lambda read: exact((one(read), other(read)), types)
    return lambda read: exact([part(read) for part in parts], types)
