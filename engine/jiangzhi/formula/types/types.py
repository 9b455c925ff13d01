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


class Loose(Enum):
    """Why a product may be a rate as well as a number."""

    MULTIPLE = "倍数"
    WEIGHTED = "加权"


#: The unit that makes a number percentage points, however it is written.
POINTS_UNITS = frozenset({"百分点", "个百分点", "%", "％"})


@dataclass(frozen=True, slots=True)
class Type:
    """A kind, with the unit shown beside numbers and the allowed words of a choice.

    A rate, a number and percentage points (a number whose unit says so) are three types that
    never mix. ``loose`` is a product that may be meant as any of them: a multiple
    (``1.5 * 增幅``), or a number weighted by a rate (``10% * 名次``), which is a number as soon
    as it has a name. ``fixed`` and ``value`` are known of arguments only: that the document
    states it, and a literal's value.
    """

    kind: Kind
    unit: str = ""
    choices: tuple[str, ...] = ()
    loose: Loose | None = None
    fixed: bool = False
    value: Fraction | None = None

    @property
    def points(self) -> bool:
        """Percentage points."""
        return self.kind is Kind.NUMBER and self.unit in POINTS_UNITS

    def __str__(self) -> str:
        return f"{self.kind.value}({self.unit})" if self.unit else self.kind.value


def adds_up(kind: Type) -> bool:
    """Whether rows of a type are totalled. A count may be a rank or a year, which no reader
    adds; its type does not tell, so that amounts alone are."""
    return kind.kind is Kind.MONEY


MONEY = Type(Kind.MONEY)
RATE = Type(Kind.RATE)
NUMBER = Type(Kind.NUMBER)
POINTS = Type(Kind.NUMBER, "百分点")
MULTIPLE = Type(Kind.NUMBER, loose=Loose.MULTIPLE)
WEIGHTED = Type(Kind.NUMBER, loose=Loose.WEIGHTED)
COUNT = Type(Kind.COUNT)
TEXT = Type(Kind.TEXT)
FLAG = Type(Kind.FLAG)
DATE = Type(Kind.DATE)
ZERO = Type(Kind.ZERO)
