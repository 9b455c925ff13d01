"""Rules of type that several functions share. All raise ``Mismatch`` where types do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.types.types import (
    FLAG,
    NUMBER,
    NUMERIC,
    PLAIN_NUMBERS,
    TEXT,
    WORDS,
    ZERO,
    Kind,
    Type,
)

_ENGLISH: Final = {
    Kind.MONEY: "money", Kind.RATE: "a rate", Kind.NUMBER: "a number", Kind.COUNT: "a count",
    Kind.TEXT: "text", Kind.CHOICE: "a choice", Kind.FLAG: "yes or no", Kind.DATE: "a date",
    Kind.ZERO: "zero",
}  # fmt: skip


def in_english(kind: Type) -> str:
    """A type, in the words of English messages."""
    return _ENGLISH[kind.kind]


def unify(types: Sequence[Type]) -> Type:
    """The one type that values of several types share, as of the branches of ``IF``.

    Zero fits everything numeric; different plain numbers become 数; choices are joined.
    """
    known = [(index, kind) for index, kind in enumerate(types) if kind.kind is not Kind.ZERO]
    if not known:
        return ZERO
    first, one = known[0]
    for index, other in known[1:]:
        if not _same_sort(one, other):
            raise _unlike(one, other, (first, index))
    if one.kind not in NUMERIC and len(known) < len(types):
        zero = next(index for index, kind in enumerate(types) if kind.kind is Kind.ZERO)
        raise _unlike(one, ZERO, (first, zero))
    return _joined([kind for _, kind in known])


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
    """The arguments at ``indexes`` must be numbers without a unit of money."""
    for index in indexes:
        if types[index].kind not in PLAIN_NUMBERS:
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
        raise Mismatch(
            f"{one}不能与{other}比较",
            f"cannot compare {in_english(one)} with {in_english(other)}",
            indexes,
        )
    if one.kind is other.kind is Kind.CHOICE and not set(one.choices) & set(other.choices):
        raise Mismatch(
            f"两个选项没有相同的值:{'、'.join(one.choices)};{'、'.join(other.choices)}",
            f"no value in common: {', '.join(one.choices)}; {', '.join(other.choices)}",
            indexes,
        )


def _same_sort(one: Type, other: Type) -> bool:
    if one.kind in PLAIN_NUMBERS:
        return other.kind in PLAIN_NUMBERS
    if one.kind in WORDS:
        return other.kind in WORDS
    return one.kind is other.kind


def _joined(types: Sequence[Type]) -> Type:
    one = types[0]
    unit = one.unit if all(kind.unit == one.unit for kind in types) else ""
    if all(kind.kind is one.kind for kind in types):
        choices = tuple(dict.fromkeys(word for kind in types for word in kind.choices))
        return Type(one.kind, unit, choices)
    if one.kind in WORDS:
        return TEXT
    return Type(NUMBER.kind, unit)


def _unlike(one: Type, other: Type, indexes: tuple[int, int]) -> Mismatch:
    return Mismatch(
        f"{one}与{other}不是一类",
        f"{in_english(one)} and {in_english(other)} are different things",
        indexes,
    )
