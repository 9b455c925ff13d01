"""Constants in cells: a formula without names, worked out at once."""

from __future__ import annotations

from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.document.model import Text
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Const, Expr
from jiangzhi.formula.parse import parse_formula
from jiangzhi.formula.syntax.tree import Node
from jiangzhi.formula.types.types import Scalar, Type
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.policy import problems
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope


def parse_into(pieces: tuple[Text, ...], found: list[Diagnostic]) -> Node | None:
    """The syntax tree of a formula, ``None`` where problems were reported."""
    try:
        return parse_formula(pieces)
    except Refused as refused:
        found.extend(refused.diagnostics)
        return None


def constant(text: Text, scope: Scope, subject: str) -> tuple[Scalar, Type] | None:
    """The value of a cell that holds a constant, ``None`` where a problem was reported."""
    node = parse_into((text,), scope.found)
    if node is None:
        return None
    expr = Context(scope, subject, scope.whole).resolve(node)
    folded = None if expr is None else fold(expr)
    if expr is not None and folded is None:
        scope.found.append(problems.CONSTANT_NEEDED.at(text.place))
    return None if folded is None else (folded.value, folded.type)


def fold(expr: Expr) -> Const | None:
    """An expression's constant value, ``None`` where it reads anything."""
    if isinstance(expr, Const):
        return expr
    if not _is_plain(expr):
        return None

    def nothing(_: str) -> Value:
        return Unknown(State.MISSING)

    value = value_of(expr, nothing)
    if isinstance(value, Unknown):
        return None
    return Const(value, expr.type)


def _is_plain(expr: Expr) -> bool:
    """Made of constants and functions of single values only."""
    if isinstance(expr, Call):
        return all(_is_plain(arg) for arg in expr.args)
    return isinstance(expr, Const)
