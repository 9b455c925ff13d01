"""Values of inputs in words, as notes and problems name them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.money import FEN_IN, decimal_text
from jiangzhi.policy.model import Input
from jiangzhi.policy.names.types import widest_range
from jiangzhi.words import Words


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


def range_refuted(given: Input, value: Fraction | date) -> str | Words:
    """The range that a value lies outside of, in the document's words; both its ends where
    the document states only one and the value lies beyond the other."""
    if given.range.text and widest_range(given.type).holds(value):
        return given.range.text
    low, high = given.range.low, given.range.high
    least, most = show_value(low, given.type), show_value(high, given.type)
    return Words(f"{least} 至 {most}", f"{least} to {most}")
