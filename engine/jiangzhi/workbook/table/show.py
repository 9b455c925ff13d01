"""Values of inputs in words, as notes and problems name them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jiangzhi.formula.types import Kind, Scalar, Type
from jiangzhi.money import FEN_IN, decimal_text


def show_value(value: Scalar | None, type_: Type, unit: str = "元") -> str:
    """A value as a reader writes it; money in a unit."""
    if value is None:
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        if type_.kind is Kind.MONEY:
            return f"{decimal_text(value / FEN_IN[unit], group=True)} {unit}"
        if type_.kind is Kind.RATE:
            return f"{decimal_text(value * 100)}%"
        return decimal_text(value)
    return value
