"""Which values move with one input, and which of these a result needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.how_far.pools import Claimant
from jiangzhi.formula.types.value import Unknown, worst
from jiangzhi.plan.model import GroupStep, MatchStep, Step, looks_across

#: A level and a row of it.
Spot = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Apart:
    """The rows of a group in which something of a step moves, and the numbers of those that
    stand still and count, in order; ``unknown`` is the worst of what is unknown of these."""

    moving: tuple[int, ...]
    numbers: tuple[Fraction, ...]
    total: Fraction
    unknown: Unknown | None


@dataclass(slots=True)
class Moving:
    """One input of one row, the entity asked about, and the steps that its result needs.

    What moves with the input hangs below one row of one level for each step: the input's
    own, or one above it within which rows are added up, ranked or paid.
    """

    context: Context
    steps: tuple[Step, ...]
    input: str
    moved: Spot
    asked: Spot
    roots: dict[str, Spot] = field(default_factory=dict)
    needed: dict[str, set[int]] = field(default_factory=dict)
    claimants: dict[tuple[str, int], tuple[list[Claimant | Unknown], tuple[int, ...]]] = field(
        default_factory=dict
    )
    groups: dict[tuple[str, tuple[int, ...]], Apart] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._find_roots()
        self._find_needed()

    def moves(self, name: str, row: int) -> bool:
        """Whether a step's value in a row of its level may move."""
        root = self.roots.get(name)
        if root is None:
            return False
        level, at = root
        return self.context.row_at(self.context.steps[name].head.level, row, level) == at

    def own_row(self, name: str) -> int | None:
        """The row of a step that the entity asked about sees, ``None`` where it sees many."""
        level, row = self.asked
        at = self.context.steps[name].head.level
        return self.context.row_at(level, row, at) if self.context.is_above(at, level) else None

    def size(self) -> int:
        """How many values move."""
        return sum(len(rows) for rows in self.needed.values())

    def group(self, step: GroupStep, row: int) -> tuple[int, ...]:
        """The rows that a row is added up over, compared, ranked or paid with."""
        return self.context.group(step, row)

    def apart(self, element: str, where: str | None, rows: tuple[int, ...]) -> Apart:
        """A group's rows; those that the flag ``where`` leaves out do not count."""
        key = (f"{element} {where}", rows)
        known = self.groups.get(key)
        if known is None:
            known = self.groups[key] = self._apart(element, where, rows)
        return known

    def _apart(self, element: str, where: str | None, rows: tuple[int, ...]) -> Apart:
        moving: list[int] = []
        numbers: list[Fraction] = []
        unknown: list[Unknown] = []
        for row in rows:
            if self.moves(element, row) or (where is not None and self.moves(where, row)):
                moving.append(row)
                continue
            flag = True if where is None else self.context.value(where, row)
            value = flag if isinstance(flag, Unknown) else self.context.value(element, row)
            if flag is False:
                continue
            if isinstance(value, Unknown):
                unknown.append(value)
            elif isinstance(value, date):
                numbers.append(Fraction(value.toordinal()))
            elif isinstance(value, Fraction):
                numbers.append(value)
        numbers.sort()
        total = sum(numbers, Fraction(0))
        return Apart(tuple(moving), tuple(numbers), total, worst(unknown))

    def _find_roots(self) -> None:
        order = [level.name for level in self.context.plan.levels]
        self.roots[self.input] = self.moved
        for step in self.steps:
            head = step.head
            above = [self.roots[name] for name in head.needs if name in self.roots]
            if head.name == self.input or not above:
                continue
            level, row = min(above, key=lambda one: order.index(one[0]))
            top = looks_across(step) or level
            if self.context.is_above(top, level):
                row, level = self.context.row_at(level, row, top), top
            self.roots[head.name] = level, row

    def _find_needed(self) -> None:
        level, row = self.asked
        last = self.steps[-1].head
        self.needed[last.name] = {self.context.row_at(level, row, last.level)}
        for step in reversed(self.steps):
            rows = {
                at for at in self.needed.get(step.head.name, ()) if self.moves(step.head.name, at)
            }
            self.needed[step.head.name] = rows
            for name, at in self._reads(step, rows):
                if self.moves(name, at):
                    self.needed.setdefault(name, set()).add(at)

    def _reads(self, step: Step, rows: set[int]) -> Iterator[tuple[str, int]]:
        of_members = set(step.of_members) if isinstance(step, GroupStep) else set[str]()
        groups: set[tuple[int, ...]] = set()
        for row in rows:
            if isinstance(step, GroupStep):
                groups.add(self.group(step, row))
            owns = {match.own for match in step.matches} if isinstance(step, MatchStep) else set()
            for name in step.head.needs:
                level = self.context.steps[name].head.level
                if (name not in of_members or name in owns) and self.context.is_above(
                    level, step.head.level
                ):
                    yield name, self.context.row_at(step.head.level, row, level)
        for group in groups:
            assert isinstance(step, GroupStep)
            for name in of_members:
                level = self.context.steps[name].head.level
                for at in group:
                    yield name, self.context.row_at(step.member, at, level)
