"""The types of products and quotients."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.types.types import MONEY, NUMBER, NUMERIC, RATE, ZERO, Kind, Type
from jiangzhi.formula.typing.typerules import in_english


def product_type(types: Sequence[Type], one_at: int, other_at: int) -> Type:
    """The type of the product of two arguments."""
    one, other = types[one_at], types[other_at]
    want_numeric(types, one_at, other_at)
    if one.kind is other.kind is Kind.MONEY:
        raise Mismatch(
            "金额不能乘以金额;要按占比计算,写成 甲 * (乙 / 丙)",
            "money cannot be multiplied by money; for a share write a * (b / c)",
            (one_at, other_at),
        )
    if Kind.MONEY in (one.kind, other.kind):
        return MONEY
    if one.kind is other.kind and one.kind is not Kind.NUMBER:
        return Type(one.kind)
    return ZERO if Kind.ZERO in (one.kind, other.kind) else NUMBER


def quotient_type(types: Sequence[Type]) -> Type:
    """The type of the quotient of two arguments."""
    one, other = types
    want_numeric(types, 0, 1)
    if other.kind is Kind.MONEY:
        if one.kind in (Kind.MONEY, Kind.ZERO):
            return RATE
        raise Mismatch(
            f"{one}不能除以金额", f"{in_english(one)} cannot be divided by money", (0, 1)
        )
    if one.kind is Kind.MONEY:
        return MONEY
    if one.kind is Kind.RATE or one.kind is other.kind is Kind.COUNT:
        return RATE
    if one.unit and one.unit == other.unit:
        return RATE
    return ZERO if one.kind is Kind.ZERO else NUMBER


def want_numeric(types: Sequence[Type], *indexes: int) -> None:
    """The arguments at ``indexes`` must be money or numbers."""
    for index in indexes:
        if types[index].kind not in NUMERIC:
            raise Mismatch(
                f"{types[index]}不能计算",
                f"cannot calculate with {in_english(types[index])}",
                (index,),
            )
