"""What a policy says of itself: guarantees, worked cases, waivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from jiangzhi.diagnostic import TextPlace
from jiangzhi.document.model import Text
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.types.types import Scalar
from jiangzhi.policy.citation import Citation


class Trend(Enum):
    """How a result must move when an input rises."""

    NEVER_FALLS = "不减"
    NEVER_RISES = "不增"


@dataclass(frozen=True, slots=True)
class Holds:
    """A guarantee that a condition holds for every entity of ``level``."""

    condition: Expr
    level: str
    source: str
    cite: Citation


@dataclass(frozen=True, slots=True)
class Moves:
    """A guarantee on how ``result`` moves when ``driver`` (an input) rises."""

    result: str
    driver: str
    trend: Trend
    source: str
    cite: Citation


@dataclass(frozen=True, slots=True)
class Expected:
    """A cell of a worked case that must come out: ``value``, or the word ``state`` (``待定``,
    ``不能算``). For ``≈`` the value is compared at ``places`` decimals of ``unit``."""

    quantity: str
    value: Scalar | None
    state: str
    places: int | None
    unit: str
    text: Text


class CaseRole(Enum):
    """What a column of a worked case gives."""

    KEY = "识别名"
    INPUT = "输入"
    PARAMETER = "参数"
    PRIOR = "上年"


@dataclass(frozen=True, slots=True)
class CaseColumn:
    """A given column: the name of a level, an input, a parameter or last year's quantity."""

    role: CaseRole
    name: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """An entity of the subject level, by its own name; ``cells`` in the order of the columns
    (``None`` = left empty, so missing)."""

    name: str
    cells: tuple[Scalar | None, ...]
    place: TextPlace


@dataclass(frozen=True, slots=True)
class CaseTable:
    """What a worked case gives on ``level``; ``expected[i]`` is what must come out of row i."""

    level: str
    columns: tuple[CaseColumn, ...]
    rows: tuple[CaseRow, ...]
    expected: tuple[tuple[Expected, ...], ...]


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One set of entities computed together, and what must come out.

    The first column of ``given`` and of each table in ``details`` (by level) names the
    entity of the policy's subject level. A case of another day than the policy's is read
    when the policy is resolved as of that day: until then ``given`` is ``None``.
    """

    title: str
    as_of: date | None
    given: CaseTable | None
    details: Mapping[str, CaseTable]
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Waiver:
    """A warning that the document waives, with its reason."""

    code: str
    name: str
    reason: str
    cite: Citation
