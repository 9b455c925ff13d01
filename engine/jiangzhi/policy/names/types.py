"""The types of inputs, as written in their table: 金额(万元), 选项(甲、乙) …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Text
from jiangzhi.formula.types.types import PLAIN_NUMBERS, Kind, Type
from jiangzhi.money import FEN_IN
from jiangzhi.policy import problems
from jiangzhi.policy.model import Interval
from jiangzhi.policy.written.text import split_at, split_bracket

KEY_WORDS: Final = ("名称", "name")
_KINDS: Final[Mapping[str, Kind]] = {
    **{kind.value: kind for kind in Kind if kind is not Kind.ZERO},
    "money": Kind.MONEY, "rate": Kind.RATE, "number": Kind.NUMBER, "count": Kind.COUNT,
    "text": Kind.TEXT, "choice": Kind.CHOICE, "flag": Kind.FLAG, "date": Kind.DATE,
    "名称": Kind.TEXT, "name": Kind.TEXT,
}  # fmt: skip

#: What a money amount or another number lies between where the document says nothing.
WIDEST: Final = 10**12


@dataclass(frozen=True, slots=True)
class WrittenType:
    """A type, the unit of money that stands for an unstated one, and whether it is a key."""

    type: Type
    money_unit: str = ""
    key: bool = False


def read_type(text: Text, found: list[Diagnostic]) -> WrittenType | None:
    """The type that a cell names, ``None`` where a problem was reported."""
    name, brackets = split_bracket(text)
    kind = _KINDS.get(name.text)
    inside = split_at(brackets[0], "、,") if brackets else []
    takes_unit = kind in (Kind.MONEY, *PLAIN_NUMBERS)
    too_much = len(inside) > 1 or (bool(inside) and not takes_unit)
    if kind is None or len(brackets) > 1 or (too_much and kind is not Kind.CHOICE):
        found.append(problems.TYPE_UNKNOWN.at(text.place, text=text.text))
        return None
    if kind is Kind.CHOICE:
        words = tuple(piece.text for piece in inside)
        if not words or not all(words) or len(set(words)) < len(words) or "/" in text.text:
            found.append(problems.TYPE_UNKNOWN.at(text.place, text=text.text))
            return None
        return WrittenType(Type(kind, "", words))
    unit = inside[0].text if inside else ""
    if kind is Kind.MONEY:
        if unit and unit not in FEN_IN:
            found.append(problems.TYPE_UNKNOWN.at(text.place, text=text.text))
            return None
        return WrittenType(Type(kind), unit)
    return WrittenType(Type(kind, unit), key=name.text in KEY_WORDS)


def widest_range(kind: Type) -> Interval:
    """The range of an input that states none."""
    if kind.kind is Kind.MONEY:
        return Interval(Fraction(-WIDEST * 100), True, Fraction(WIDEST * 100), True)
    if kind.kind in (Kind.RATE, Kind.NUMBER, Kind.COUNT):
        return Interval(Fraction(-WIDEST), True, Fraction(WIDEST), True)
    return Interval()
