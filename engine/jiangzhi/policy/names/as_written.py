"""The types of arguments with what the document states of their values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.types.types import NUMERIC, Type
from jiangzhi.policy.names.scope import Scope


def types_as_written(exprs: Iterable[Expr], scope: Scope) -> list[Type]:
    """Each expression's type; of a number or amount whether it is stated, and which it is."""
    return [type_as_written(expr, scope) for expr in exprs]


def type_as_written(expr: Expr, scope: Scope) -> Type:
    """The same for one expression. A parameter is stated, but may be overridden: it has no
    value here."""
    if expr.type.kind not in NUMERIC:
        return expr.type
    value = _stated(expr)
    if value is not None:
        return replace(expr.type, fixed=True, value=value)
    if isinstance(expr, Read) and _is_parameter(expr.name, scope):
        return replace(expr.type, fixed=True)
    return expr.type


def _is_parameter(name: str, scope: Scope) -> bool:
    """A parameter, by class or not."""
    return name in scope.single_parameters or name in scope.by_class


def _stated(expr: Expr) -> Fraction | None:
    if isinstance(expr, Const):
        return expr.value if isinstance(expr.value, Fraction) else None
    if isinstance(expr, Call) and expr.function == "negate":
        value = _stated(expr.args[0])
        return None if value is None else -value
    return None


def stated_value(expr: Expr, scope: Scope) -> Fraction | None:
    """The value that the document states for an expression: of a parameter as well, though a
    workbook may override that."""
    if isinstance(expr, Read) and expr.name in scope.parameters:
        expr = scope.parameters[expr.name].value
    return _stated(expr)
