"""A typed expression as the text of a formula."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.expr import (
    Aggregate,
    Call,
    Comparison,
    Const,
    Expr,
    Lookup,
    Marginal,
    Prior,
    Rank,
    Read,
)
from jiangzhi.formula.syntax.operators import INFIX, TIGHTNESS
from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.money import decimal_text, in_unit

#: The sign of each infix function.
SIGNS: Final = {function: sign for sign, function in INFIX.items()}
_ATOM: Final = 99


def text_of(expr: Expr) -> str:
    """The formula's text: constants as written, helpers by their step names."""
    if isinstance(expr, Const):
        return expr.text or text_of_scalar(expr.value, expr.type)
    if isinstance(expr, Read):
        return expr.name
    if isinstance(expr, Call):
        return _call(expr)
    if isinstance(expr, Marginal):
        parts = [expr.amount, *([expr.base] if expr.base is not None else [])]
        table = expr.table if expr.selector is None else f"{expr.table}[{text_of(expr.selector)}]"
        return f"超额累进({', '.join([*(text_of(part) for part in parts), table])})"
    if isinstance(expr, Aggregate):
        where = "" if expr.where is None else f", {text_of(expr.where)}"
        where += "".join(f", {_comparison(match)}" for match in expr.matches)
        k = "" if expr.k is None else f", {text_of(expr.k)}"
        return f"{expr.how.value}({expr.within}.{expr.member}[{text_of(expr.element)}]{where}{k})"
    if isinstance(expr, Rank):
        where = "" if expr.where is None else f", {text_of(expr.where)}"
        order = "降序" if expr.descending else "升序"
        value = text_of(expr.value)
        return f"RANK({value}, {expr.within}[{value}], {order}, {expr.ties.value}{where})"
    if isinstance(expr, Lookup):
        return f"{expr.table}[{text_of(expr.selector)}]"
    assert isinstance(expr, Prior)
    instead = "" if expr.instead is None else f", {text_of(expr.instead)}"
    return f"上年({expr.name}{instead})"


def text_of_scalar(value: Scalar, kind: Type) -> str:
    """A known value as a formula writes it; money in 元."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fraction):
        if kind.kind is Kind.MONEY:
            return f"{decimal_text(in_unit(value, '元'))}元"
        return f"{decimal_text(value * 100)}%" if kind.kind is Kind.RATE else decimal_text(value)
    return value.isoformat() if isinstance(value, date) else f'"{value}"'


def _comparison(match: Comparison) -> str:
    return f"{text_of(match.theirs)} {SIGNS[match.sign]} 本行.{_inside(match.own, _ATOM)}"


def _call(expr: Call) -> str:
    binding = TIGHTNESS.get(expr.function, _ATOM)
    if expr.function in SIGNS:
        left, right = expr.args
        return f"{_inside(left, binding)} {SIGNS[expr.function]} {_inside(right, binding + 1)}"
    if expr.function == "negate":
        return f"-{_inside(expr.args[0], binding)}"
    if expr.function == "percent":
        return f"{_inside(expr.args[0], binding)}%"
    return f"{expr.function}({', '.join(text_of(arg) for arg in expr.args)})"


def _inside(expr: Expr, binding: int) -> str:
    own = TIGHTNESS.get(expr.function, _ATOM) if isinstance(expr, Call) else _ATOM
    return text_of(expr) if own >= binding else f"({text_of(expr)})"
