"""The plan: ordered steps that every evaluator follows and every explanation retells.

Steps are named; a name ending in ``#n`` is a helper that the plan took out of the named
quantity before the ``#``. A step needs only steps before it. Expressions are made of
``Const``, ``Read``, ``Call`` and ``Marginal`` only, and read steps on the same level or a
higher one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jiangzhi.document.model import Article
from jiangzhi.formula.expr import Expr, Reduce, Ties
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import Bounds
from jiangzhi.policy.model import (
    Case,
    Citation,
    Hit,
    Input,
    Level,
    Moves,
    Remainder,
    Share,
)
from jiangzhi.rounding import Rounding


@dataclass(frozen=True, slots=True)
class Head:
    """What every step has. ``shown`` is false for helpers. ``source`` is the text as written."""

    name: str
    level: str
    type: Type
    cite: Citation
    source: str
    shown: bool
    published: bool
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InputStep:
    """A column read from the workbook."""

    head: Head
    input: Input


@dataclass(frozen=True, slots=True)
class ParameterStep:
    """A value of the whole, stated in the document and open to override by name."""

    head: Head
    value: Expr


@dataclass(frozen=True, slots=True)
class PriorStep:
    """The same entity's value of ``of`` in last year's run, else ``instead``, else missing."""

    head: Head
    of: str
    instead: Expr | None


@dataclass(frozen=True, slots=True)
class RuleStep:
    """Guarded rules or table rows. The rule recorded is the index into ``cases``, or
    ``len(cases)`` for the otherwise; for ``Hit.SUM`` it is -1 (several may apply)."""

    head: Head
    cases: tuple[Case, ...]
    otherwise: Case | None
    hit: Hit
    rounding: Rounding | None
    table: str = ""
    rest_is_error: bool = False


@dataclass(frozen=True, slots=True)
class AggregateStep:
    """``how`` over the step ``element`` of level ``member``, among rows where the flag step
    ``where`` is true, within each entity of the step's own level (``head.level``)."""

    head: Head
    how: Reduce
    element: str
    where: str | None
    member: str
    k: Expr | None

    @property
    def of_members(self) -> tuple[str, ...]:
        """The steps that are read in the members' rows."""
        return (self.element,) if self.where is None else (self.element, self.where)


@dataclass(frozen=True, slots=True)
class Match:
    """The step ``theirs`` of a column's row compares so with the step ``own`` of one's own
    row. ``sign`` is the function of the comparison (eq, ne, lt, le, gt, ge)."""

    theirs: str
    sign: str
    own: str


@dataclass(frozen=True, slots=True)
class MatchStep:
    """For each row of the step's level ``how`` over the step ``element`` of level ``member``,
    among the rows that stand with it in one entity of ``within``, whose flag step ``where``
    is true and that match it in all ``matches``."""

    head: Head
    how: Reduce
    element: str
    where: str | None
    matches: tuple[Match, ...]
    member: str
    within: str
    k: Expr | None

    @property
    def of_members(self) -> tuple[str, ...]:
        """The steps that are read in the column's rows."""
        where = () if self.where is None else (self.where,)
        return (self.element, *where, *(match.theirs for match in self.matches))


@dataclass(frozen=True, slots=True)
class RankStep:
    """The rank of step ``value`` among its level's rows within each entity of ``within``."""

    head: Head
    value: str
    where: str | None
    within: str
    descending: bool
    ties: Ties

    @property
    def member(self) -> str:
        """The level whose rows are ranked: the step's own."""
        return self.head.level

    @property
    def of_members(self) -> tuple[str, ...]:
        """The steps that are read in all rows of a group."""
        return (self.value,) if self.where is None else (self.value, self.where)


@dataclass(frozen=True, slots=True)
class AllocateStep:
    """A pool (a step of level ``within``) shared out among rows of the step's level."""

    head: Head
    share: Share
    claim: str
    takes_part: str | None
    pool: str
    within: str
    cap: str | None
    floor: str | None
    tier: str | None
    rounding: Rounding
    remainder: Remainder
    ratio_places: int | None

    @property
    def member(self) -> str:
        """The level whose rows share the pool: the step's own."""
        return self.head.level

    @property
    def of_members(self) -> tuple[str, ...]:
        """The steps that are read in all rows that share a pool."""
        names = (self.claim, self.takes_part, self.cap, self.floor, self.tier)
        return tuple(name for name in names if name is not None)


@dataclass(frozen=True, slots=True)
class SplitStep:
    """Part ``index`` of step ``amount`` split by the steps ``weights``."""

    head: Head
    amount: str
    weights: tuple[str, ...]
    parts: tuple[str, ...]
    index: int
    rounding: Rounding
    remainder: Remainder


Step = (
    InputStep
    | ParameterStep
    | PriorStep
    | RuleStep
    | AggregateStep
    | MatchStep
    | RankStep
    | AllocateStep
    | SplitStep
)


#: Steps that look at several rows at once: ``of_members`` of all rows of level ``member`` that
#: stand with their own row in one entity of the level that ``looks_across`` gives.
GroupStep = AggregateStep | MatchStep | RankStep | AllocateStep


def looks_across(step: Step) -> str | None:
    """The level within whose one entity a step looks at several rows, ``None`` where each of
    its values rests on one row and those above it."""
    if isinstance(step, AggregateStep):
        return step.head.level
    if isinstance(step, MatchStep | RankStep | AllocateStep):
        return step.within
    return None


@dataclass(frozen=True, slots=True)
class HoldsCheck:
    """A guarantee whose flag is the helper step ``step``."""

    step: str
    level: str
    source: str
    cite: Citation


@dataclass(frozen=True, slots=True)
class Plan:
    """One policy as of one day, ready to evaluate. ``steps`` are in order of evaluation."""

    name: str
    title: str
    family: str
    as_of: date | None
    money_unit: str
    levels: tuple[Level, ...]
    subject: str
    class_name: str | None
    steps: tuple[Step, ...]
    results: tuple[str, ...]
    bounds: Mapping[str, Bounds]
    guarantees: tuple[HoldsCheck | Moves, ...]
    articles: tuple[Article, ...]
    policy_file: str
    policy_sha256: str
    #: The steps by name.
    steps_by_name: Mapping[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps_by_name", {step.head.name: step for step in self.steps})

    def step(self, name: str) -> Step:
        """The step of a name. Raises ``KeyError`` for a name the plan does not have."""
        return self.steps_by_name[name]

    def chain(self, level: str) -> tuple[str, ...]:
        """A level and all above it, the whole last. Raises ``KeyError``."""
        parent = self.level(level).parent
        return (level,) if parent is None else (level, *self.chain(parent))

    def key_names(self, level: str) -> list[str]:
        """The names of the levels whose names together make a row's key, from the top.

        Raises ``KeyError`` for a level the plan does not have.
        """
        names: list[str] = []
        at = self.level(level)
        while at.parent is not None:
            if not at.detail:
                names.insert(0, at.name)
            at = self.level(at.parent)
        return names

    def level(self, name: str) -> Level:
        """The level of a name. Raises ``KeyError``."""
        for level in self.levels:
            if level.name == name:
                return level
        raise KeyError(name)
