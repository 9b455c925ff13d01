"""The types of products and quotients."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.types.types import (
    MONEY,
    MULTIPLE,
    NUMBER,
    NUMERIC,
    POINTS,
    RATE,
    WEIGHTED,
    ZERO,
    Kind,
    Type,
)
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
    if Kind.ZERO in (one.kind, other.kind):
        return ZERO
    if one.kind is other.kind is Kind.RATE:
        return RATE
    if one.loose or other.loose:
        return one if one.loose else other
    if Kind.RATE in (one.kind, other.kind):
        return _times_rate(*((one, other) if one.kind is Kind.RATE else (other, one)))
    return Type(one.kind) if one.kind is other.kind is Kind.COUNT else NUMBER


def _times_rate(rate: Type, number: Type) -> Type:
    """``增幅 * 100`` counts points; ``1.5 * 增幅``, ``0.2% * 百分点(差)`` and ``10% * 名次`` may be
    a rate; a score weighted is a number."""
    if number.value == 100 and not rate.fixed:
        return POINTS
    stated = number.fixed and not number.unit
    if number.points or stated:
        return MULTIPLE
    return WEIGHTED if rate.fixed and not number.unit else NUMBER


def quotient_type(types: Sequence[Type]) -> Type:
    """The type of the quotient of two arguments."""
    one, other = types
    want_numeric(types, 0, 1)
    if other.kind is Kind.MONEY:
        if one.kind is Kind.MONEY and other.fixed:
            return MULTIPLE
        if one.kind in (Kind.MONEY, Kind.ZERO):
            return RATE
        raise Mismatch(
            f"{one}不能除以金额", f"{in_english(one)} cannot be divided by money", (0, 1)
        )
    if one.kind is Kind.MONEY:
        return MONEY
    if one.kind is Kind.ZERO:
        return ZERO
    if one.loose or other.loose or one.kind is other.kind is Kind.RATE:
        return MULTIPLE
    if one.kind is Kind.RATE or one.kind is other.kind is Kind.COUNT:
        return RATE
    if one.points and not other.points and _plain(other):
        return POINTS
    if one.unit and one.unit == other.unit:
        return RATE
    # 1/3 and 得分 / 满分 are parts of a whole, 得分 / 10 is a score.
    part = _plain(one) and _plain(other) and one.fixed == other.fixed
    return MULTIPLE if part else NUMBER


def _plain(kind: Type) -> bool:
    return kind.kind in (Kind.NUMBER, Kind.COUNT) and not kind.unit


def want_numeric(types: Sequence[Type], *indexes: int) -> None:
    """The arguments at ``indexes`` must be money or numbers."""
    for index in indexes:
        if types[index].kind not in NUMERIC:
            raise Mismatch(
                f"{types[index]}不能计算",
                f"cannot calculate with {in_english(types[index])}",
                (index,),
            )
