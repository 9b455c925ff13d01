"""The types of quantities: what may be added to, compared with and multiplied by what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

#: A known value. Money is counted in 分; a rate of 8 % is 8/100.
Scalar = Fraction | bool | str | date


class Kind(Enum):
    """What a quantity is."""

    MONEY = "金额"
    RATE = "比例"
    NUMBER = "数"
    COUNT = "个数"
    TEXT = "文本"
    CHOICE = "选项"
    FLAG = "是否"
    DATE = "日期"
    ZERO = "零"  # the literal 0: fits money and numbers alike


NUMERIC = frozenset({Kind.MONEY, Kind.RATE, Kind.NUMBER, Kind.COUNT, Kind.ZERO})
PLAIN_NUMBERS = frozenset({Kind.RATE, Kind.NUMBER, Kind.COUNT, Kind.ZERO})
WORDS = frozenset({Kind.TEXT, Kind.CHOICE})


@dataclass(frozen=True, slots=True)
class Type:
    """A kind, with the unit shown beside numbers and the allowed words of a choice."""

    kind: Kind
    unit: str = ""
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind.value}({self.unit})" if self.unit else self.kind.value


def adds_up(kind: Type) -> bool:
    """Whether rows of a type are totalled. A count may be a rank or a year, which no reader
    adds; its type does not tell, so that amounts alone are."""
    return kind.kind is Kind.MONEY


MONEY = Type(Kind.MONEY)
RATE = Type(Kind.RATE)
NUMBER = Type(Kind.NUMBER)
COUNT = Type(Kind.COUNT)
TEXT = Type(Kind.TEXT)
FLAG = Type(Kind.FLAG)
DATE = Type(Kind.DATE)
ZERO = Type(Kind.ZERO)
