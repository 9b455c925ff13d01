"""Typed expressions: the meaning of a formula, and the alphabet of every plan.

Quantities are read by name. ``Aggregate``, ``Rank``, ``Lookup`` and ``Prior`` occur only
between the policy and the plan stage; a plan has turned them into steps of their own,
so that an evaluator meets nothing but ``Const``, ``Read``, ``Call`` and ``Marginal``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from jiangzhi.diagnostic import TextPlace
from jiangzhi.formula.types.types import Scalar, Type
from jiangzhi.words import Words


@dataclass(frozen=True, slots=True)
class Const:
    """A value known from the document. Money is counted in 分. ``text`` is as written."""

    value: Scalar
    type: Type
    text: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a quantity on the own level or, by name, on a higher one."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Call:
    """A function or operator of the registry, applied."""

    function: str
    args: tuple[Expr, ...]
    type: Type
    place: TextPlace | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a band: ``None`` for none, and whether the end itself belongs to it."""

    at: Expr | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a scale: from ``low`` to ``high``. ``holds`` is its condition on the scale's
    own key, ``None`` where there is none."""

    low: Edge
    high: Edge
    label: str
    place: TextPlace
    holds: Expr | None = None


@dataclass(frozen=True, slots=True)
class Marginal:
    """超额累进: each part of ``amount`` at the rate of the band it falls into, summed.

    Edges are multiplied by ``base`` where there is one (it must be positive, else the
    value fails). ``columns[j]`` is the word of the selector that takes ``rates[j]``, one
    rate for each band; without a selector there is one column.
    """

    table: str
    amount: Expr
    base: Expr | None
    selector: Expr | None
    columns: tuple[str, ...]
    bands: tuple[Band, ...]
    rates: tuple[tuple[Expr, ...], ...]
    type: Type


class Reduce(Enum):
    """How a column becomes one value."""

    SUM = "SUM"
    COUNT = "COUNT"
    AVERAGE = "AVERAGE"
    MEDIAN = "MEDIAN"
    MIN = "MIN"
    MAX = "MAX"
    LARGE = "LARGE"
    SMALL = "SMALL"


class Ties(Enum):
    """What equal values get in a ranking."""

    SAME = "同名次"  # 1, 1, 3
    DENSE = "连续名次"  # 1, 1, 2
    MEAN = "平均名次"  # 1.5, 1.5, 3
    REFUSED = "不许并列"


TIES_WORDS: Final[Mapping[Ties, Words]] = {
    Ties.SAME: Words("同名次", "same"),
    Ties.DENSE: Words("连续名次", "dense"),
    Ties.MEAN: Words("平均名次", "mean"),
    Ties.REFUSED: Words("不许并列", "refused"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row of a column counts where ``theirs`` (on the column's level) compares so with
    ``own`` (on the level of one's own row). ``sign`` is the function of the comparison."""

    theirs: Expr
    sign: str
    own: Expr


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A column of ``member`` rows within each entity of ``within``, reduced to one value.

    ``element`` and ``where`` are expressions on the member level. With ``matches`` there is a
    value for each row of the level ``own``, over the rows that match it.
    """

    how: Reduce
    element: Expr
    where: Expr | None
    member: str
    within: str
    type: Type
    k: Expr | None = None
    matches: tuple[Comparison, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """The rank of ``value`` among the rows of its level within each entity of ``within``."""

    value: Expr
    where: Expr | None
    member: str
    within: str
    descending: bool
    ties: Ties
    type: Type


@dataclass(frozen=True, slots=True)
class Lookup:
    """``表[分类]`` on its own: the value of the band that the table's own key falls into."""

    table: str
    selector: Expr
    type: Type


@dataclass(frozen=True, slots=True)
class Prior:
    """上年(量): the same entity's value in last year's run, or ``instead``."""

    name: str
    instead: Expr | None
    type: Type


Expr = Const | Read | Call | Marginal | Aggregate | Rank | Lookup | Prior
