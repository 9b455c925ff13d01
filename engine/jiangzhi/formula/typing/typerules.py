"""Rules of type that several functions share. All raise ``Mismatch`` where types do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.types.types import (
    FLAG,
    MULTIPLE,
    NUMERIC,
    PLAIN_NUMBERS,
    POINTS,
    TEXT,
    WEIGHTED,
    WORDS,
    ZERO,
    Kind,
    Type,
)
from jiangzhi.money import decimal_text
from jiangzhi.words import Words

_ENGLISH: Final = {
    Kind.MONEY: "money", Kind.RATE: "a rate", Kind.NUMBER: "a number", Kind.COUNT: "a count",
    Kind.TEXT: "text", Kind.CHOICE: "a choice", Kind.FLAG: "yes or no", Kind.DATE: "a date",
    Kind.ZERO: "zero",
}  # fmt: skip


def in_english(kind: Type) -> str:
    """A type, in the words of English messages."""
    return "percentage points" if kind.points else _ENGLISH[kind.kind]


def in_chinese(kind: Type) -> str:
    """A type, in the words of Chinese messages."""
    return "百分点数" if kind.points else str(kind)


def in_words(kind: Type) -> Words:
    """A type, as messages name what a cell takes."""
    return Words(str(kind), in_english(kind))


def unify(types: Sequence[Type]) -> Type:
    """The one type that values of several types share, as of the branches of ``IF``.

    Zero fits everything numeric, a 1 is the whole beside a rate; numbers and counts become
    数; choices are joined.
    """
    types = _with_one_as_rate(types)
    known = [(index, kind) for index, kind in enumerate(types) if kind.kind is not Kind.ZERO]
    if not known:
        return ZERO
    first, one = known[0]
    firsts: dict[Type, int] = {}
    for index, kind in known:
        firsts.setdefault(kind, index)
    for left, right in combinations(firsts, 2):
        if not _same_sort(left, right):
            raise unlike(left, right, (firsts[left], firsts[right]))
    if one.kind not in NUMERIC and len(known) < len(types):
        zero = next(index for index, kind in enumerate(types) if kind.kind is Kind.ZERO)
        raise unlike(one, ZERO, (first, zero))
    return _joined(list(firsts))


def _with_one_as_rate(types: Sequence[Type]) -> list[Type]:
    """The types with a stated 1 beside a rate taken for the whole: ``1 - 完成率``."""
    beside = next((k for k in types if k.kind is Kind.RATE), None)
    beside = beside or next((k for k in types if k.loose), None)
    if beside is None:
        return list(types)
    return [beside if kind.value == 1 and _plain_number(kind) else kind for kind in types]


def unify_amounts(types: Sequence[Type]) -> Type:
    """``unify`` for what can be added up: money, or numbers."""
    for index, kind in enumerate(types):
        if kind.kind not in NUMERIC:
            raise Mismatch(f"{kind}不能计算", f"cannot calculate with {in_english(kind)}", (index,))
    return unify(types)


def unify_ordered(types: Sequence[Type]) -> Type:
    """``unify`` for what has an order: money, numbers or dates."""
    for index, kind in enumerate(types):
        if kind.kind not in NUMERIC and kind.kind is not Kind.DATE:
            raise Mismatch(f"{kind}不分大小", f"{in_english(kind)} has no order", (index,))
    return unify(types)


def want_plain(types: Sequence[Type], *indexes: int) -> None:
    """The arguments at ``indexes`` must be numbers: no money, no rates."""
    for index in indexes:
        if types[index].kind not in PLAIN_NUMBERS or types[index].kind is Kind.RATE:
            raise Mismatch(
                f"第 {index + 1} 个参数要是数,这里是{types[index]}",
                f"argument {index + 1} must be a number, not {in_english(types[index])}",
                (index,),
            )


def want_kind(types: Sequence[Type], wanted: Kind, *indexes: int) -> None:
    """The arguments at ``indexes`` must be of one kind."""
    for index in indexes:
        if types[index].kind is not wanted:
            raise Mismatch(
                f"第 {index + 1} 个参数要是{wanted.value},这里是{types[index]}",
                f"argument {index + 1} must be {_ENGLISH[wanted]}, not {in_english(types[index])}",
                (index,),
            )


def want_flags(types: Sequence[Type]) -> Type:
    """All arguments must be conditions; so is the result."""
    for index, kind in enumerate(types):
        if kind.kind is not Kind.FLAG:
            raise Mismatch(
                f"第 {index + 1} 个参数要是条件(是否),这里是{kind}",
                f"argument {index + 1} must be a condition, not {in_english(kind)}",
                (index,),
            )
    return FLAG


def want_comparable(one: Type, other: Type, indexes: tuple[int, int] = (0, 1)) -> None:
    """The two can be asked to be equal."""
    kinds = {one.kind, other.kind}
    if not _same_sort(one, other) and not (Kind.ZERO in kinds and kinds <= NUMERIC):
        raise unlike(one, other, indexes)
    if one.kind is other.kind is Kind.CHOICE and not set(one.choices) & set(other.choices):
        raise Mismatch(
            f"两个选项没有相同的值:{'、'.join(one.choices)};{'、'.join(other.choices)}",
            f"no value in common: {', '.join(one.choices)}; {', '.join(other.choices)}",
            indexes,
        )


def _same_sort(one: Type, other: Type) -> bool:
    if one.kind in PLAIN_NUMBERS and other.kind in PLAIN_NUMBERS:
        if one.loose or other.loose:
            return True
        if one.points != other.points:
            number = other if one.points else one
            return number.fixed and _plain_number(number)
        return (one.kind is Kind.RATE) == (other.kind is Kind.RATE)
    if one.kind in WORDS:
        return other.kind in WORDS
    return one.kind is other.kind


def _plain_number(kind: Type) -> bool:
    return kind.kind in (Kind.NUMBER, Kind.COUNT) and not kind.unit


def _joined(types: Sequence[Type]) -> Type:
    one = types[0]
    if one.kind in PLAIN_NUMBERS:
        return _joined_numbers(types)
    if all(kind.kind is one.kind for kind in types):
        choices = tuple(dict.fromkeys(word for kind in types for word in kind.choices))
        return Type(one.kind, "", choices)
    return TEXT


def _joined_numbers(types: Sequence[Type]) -> Type:
    firm = [kind for kind in types if not kind.loose]
    if not firm:
        return WEIGHTED if WEIGHTED in types else MULTIPLE
    if any(kind.points for kind in firm):
        return POINTS
    units = {kind.unit for kind in firm}
    unit = firm[0].unit if len(units) == 1 else ""
    if firm[0].kind is Kind.RATE:
        return Type(Kind.RATE, unit)
    whole = [k for k in firm if k.value is None or k.value.denominator != 1]
    kinds = {kind.kind for kind in whole or firm}
    return Type((whole or firm)[0].kind if len(kinds) == 1 else Kind.NUMBER, unit)


def unlike(one: Type, other: Type, indexes: Sequence[int]) -> Mismatch:
    """Two types that do not mix, with how to write what may be meant."""
    way, way_en = _ways_out(one, other)
    return Mismatch(
        f"{in_chinese(one)}与{in_chinese(other)}不是一类{way}",
        f"{in_english(one)} and {in_english(other)} are different things{way_en}",
        indexes,
    )


def _ways_out(one: Type, other: Type) -> tuple[str, str]:
    if one.kind not in PLAIN_NUMBERS or other.kind not in PLAIN_NUMBERS:
        return "", ""
    if Kind.RATE not in (one.kind, other.kind):
        return (
            ";百分点数要化为数就乘上每个百分点算几(如 百分点(…) * 1),"
            "数其实是百分点的,单位写 百分点",
            "; multiply percentage points by what each counts (“百分点(…) * 1”), or give the "
            "number the unit 百分点",
        )  # fmt: skip
    number, rate = (other, one) if one.kind is Kind.RATE else (one, other)
    if number.value is not None:
        shown, hundredths = decimal_text(number.value), decimal_text(number.value * 100)
        return (
            f":指 {shown}% 就写 {shown}%,指 {hundredths}% 就写 {hundredths}%;"
            f"按百分点数算,比例写成 百分点(…)",
            f": write {shown}% or {hundredths}%, or turn the rate into points with “百分点(…)”",
        )
    if rate.value is not None:
        points, plain = decimal_text(rate.value * 100), decimal_text(rate.value)
        meant = points if number.points else plain
        return (
            f":这里的数是{'百分点' if number.points else '小数'}的,就把 {points}% 写成 {meant};"
            f"也可以把它化为比例:({'…' if number.points else '… * 100'})%",
            f": write {meant} for {points}%, or turn the number into a rate: "
            f"({'…' if number.points else '… * 100'})%",
        )
    return (
        f":比例化为百分点数写 百分点(…),{'百分点数' if number.points else '数'}化为比例写 "
        f"({'…' if number.points else '… * 100'})%",
        f": “百分点(…)” turns a rate into points, ({'…' if number.points else '… * 100'})% a "
        "number into a rate",
    )
