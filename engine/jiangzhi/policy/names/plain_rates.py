"""Rates in data, written as decimals: 0.08 for 8 %, as workbooks have them."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.formula.types.types import Kind, Scalar, Type


def is_rate_written_plain(value: Scalar, found: Type, wanted: Type) -> bool:
    """Whether a plain number stands for a rate. Above 1 it may as well be meant in hundredths:
    80 is no rate, 80% is."""
    return (
        wanted.kind is Kind.RATE
        and found.kind is Kind.NUMBER
        and isinstance(value, Fraction)
        and abs(value) <= 1
    )
