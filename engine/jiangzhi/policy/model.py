"""A policy, resolved and typed: levels, inputs, parameters, rules, allocations, cases.

Names are unique over the whole policy. Every expression is typed (``formula.expr``);
columns, ranks and table look-ups are still inside the expressions and become steps of
their own in the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final, assert_never

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Article
from jiangzhi.formula.expr import Band, Expr
from jiangzhi.formula.types.types import Scalar, Type
from jiangzhi.policy.citation import Citation
from jiangzhi.policy.claims import Holds, Moves, Waiver, WorkedCase
from jiangzhi.rounding import Rounding
from jiangzhi.words import Words


@dataclass(frozen=True, slots=True)
class Level:
    """Where quantities stand. The first level of a policy is the whole (no parent).

    Entities of a level are told apart by the names of their ancestors and their own;
    a ``detail`` level has rows without a name.
    """

    name: str
    parent: str | None
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers or dates between two ends; ``None`` is no end."""

    low: Fraction | date | None = None
    low_closed: bool = True
    high: Fraction | date | None = None
    high_closed: bool = True
    text: str = ""

    def holds(self, value: Fraction | date) -> bool:
        """Whether the value lies inside."""
        if self.low is not None and (
            value < self.low or (value == self.low and not self.low_closed)  # type: ignore[operator]
        ):
            return False
        return self.high is None or not (
            value > self.high or (value == self.high and not self.high_closed)  # type: ignore[operator]
        )


@dataclass(frozen=True, slots=True)
class Period:
    """Days in force, both ends included; ``None`` is no end."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Input:
    """A column of a level's table. ``names`` is the name and all other headings for it.

    ``blank`` is the value of an empty cell, ``None`` where an empty cell is missing.
    ``unit`` is the unit of money used where the workbook states none ("" = it must).
    Values of money are in 分, ranges too.
    """

    name: str
    level: str
    type: Type
    range: Interval
    blank: Scalar | None
    names: tuple[str, ...]
    unit: str
    cite: Citation


@dataclass(frozen=True, slots=True)
class Parameter:
    """A constant that a workbook may override by ``name``. By class: ``名称[列]``. ``range`` is
    what any value of it must lie in, ``None`` where the document sets no bounds."""

    name: str
    type: Type
    value: Expr
    cite: Citation
    period: Period = Period()
    range: Interval | None = None


class Hit(Enum):
    """What several rules of one quantity mean together."""

    UNIQUE = "唯一"
    FIRST = "依次"
    SUM = "累加"
    GREATEST = "最大"
    LEAST = "最小"
    LISTED = "列出"

    @property
    def collects(self) -> bool:
        """Whether all rules that apply count together, none of them alone."""
        return self in (Hit.SUM, Hit.GREATEST, Hit.LEAST, Hit.LISTED)


@dataclass(frozen=True, slots=True)
class Case:
    """One guarded rule or one row of a table. All guards must hold.

    ``label`` names it to a reader (``规则 2``, ``表“绩效系数”第 3 行``), ``label_en`` in
    English; ``source`` is its text.
    """

    guards: tuple[Expr, ...]
    value: Expr
    label: str
    source: str
    cite: Citation
    period: Period = Period()
    label_en: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Rules:
    """A quantity defined by one or more guarded rules or table rows. ``rest_is_error``: the
    document says that all other cases are an error."""

    cases: tuple[Case, ...]
    otherwise: Case | None
    hit: Hit = Hit.UNIQUE
    table: str = ""
    rest_is_error: bool = False


class Share(Enum):
    """How a pool is shared out."""

    BY_NEED = "按需分配"
    BY_WEIGHT = "按权分配"


class Remainder(Enum):
    """Who bears what rounding leaves over."""

    LARGEST_REMAINDER = "最大余数"
    TO_LARGEST = "归最大"
    KEPT = "留存"
    TO_FIRST = "归首位"
    TO_LAST = "归末位"

    @property
    def nearest(self) -> bool:
        """Whether each share is first rounded to the nearest unit, and not down."""
        match self:
            case Remainder.LARGEST_REMAINDER | Remainder.KEPT:
                return False
            case Remainder.TO_LARGEST | Remainder.TO_FIRST | Remainder.TO_LAST:
                return True
            case _:
                assert_never(self)


#: What an allocation may say of the remainder, and what a split may.
OF_ALLOCATIONS: Final = (
    Remainder.LARGEST_REMAINDER, Remainder.TO_LARGEST, Remainder.KEPT,
)  # fmt: skip
OF_SPLITS: Final = (
    Remainder.LARGEST_REMAINDER, Remainder.TO_FIRST, Remainder.TO_LAST,
)  # fmt: skip


SHARE_WORDS: Final[Mapping[Share, Words]] = {
    Share.BY_NEED: Words("按需分配", "by need"),
    Share.BY_WEIGHT: Words("按权分配", "by weight"),
}
REMAINDER_WORDS: Final[Mapping[Remainder, Words]] = {
    Remainder.LARGEST_REMAINDER: Words("最大余数", "largest remainder"),
    Remainder.TO_LARGEST: Words("归最大", "to the largest"),
    Remainder.KEPT: Words("留存", "kept in the pool"),
    Remainder.TO_FIRST: Words("归首位", "to the first"),
    Remainder.TO_LAST: Words("归末位", "to the last"),
}


@dataclass(frozen=True, slots=True)
class Allocation:
    """A pool shared among the entities of the quantity's level, within each entity of
    ``within`` (the pool's level)."""

    share: Share
    claim: Expr
    pool: Expr
    within: str
    takes_part: Expr | None
    cap: Expr | None
    floor: Expr | None
    tier: Expr | None
    remainder: Remainder
    ratio_places: int | None


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One of the parts of an amount split by weights; ``parts`` names all, in order."""

    amount: Expr
    weights: tuple[Expr, ...]
    parts: tuple[str, ...]
    index: int
    remainder: Remainder


@dataclass(frozen=True, slots=True)
class Quantity:
    """A named value on a level, defined by the policy."""

    name: str
    level: str
    type: Type
    definition: Rules | Allocation | SplitPart
    rounding: Rounding | None
    published: bool
    cite: Citation
    source: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A table of bands by class, read as ``表[分类]`` or by 累进.

    ``columns`` are the words of the choice, empty for a table with one column.
    ``values[j][i]`` belongs to column j and band i.
    """

    name: str
    key: Expr
    level: str
    columns: tuple[str, ...]
    bands: tuple[Band, ...]
    values: tuple[tuple[Expr, ...], ...]
    type: Type
    cite: Citation
    period: Period = Period()


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything a policy document says, as of one day. ``read_on_other_days`` are the names
    that only parts in force on other days read; ``first_year`` has no year before it."""

    name: str
    title: str
    family: str
    period: Period
    as_of: date | None
    money_unit: str
    levels: tuple[Level, ...]
    subject: str
    class_name: str | None
    inputs: tuple[Input, ...]
    parameters: tuple[Parameter, ...]
    scales: tuple[Scale, ...]
    quantities: tuple[Quantity, ...]
    guarantees: tuple[Holds | Moves, ...]
    cases: tuple[WorkedCase, ...]
    waivers: tuple[Waiver, ...]
    articles: tuple[Article, ...]
    file: str
    sha256: str
    read_on_other_days: frozenset[str] = frozenset()
    first_year: int | None = None
    notes: tuple[Diagnostic, ...] = ()
