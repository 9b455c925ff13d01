"""What would be with other values of one input, for many rows of it at once.

The entities that a row can make a difference to are taken alone, once for every value tried,
and stand beside each other as if they were as many entities: one evaluation for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeVar

from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.row_reader import reader
from jiangzhi.evaluate.suppose.changed_facts import (
    only_under,
    reach_of,
    side_by_side,
    with_given,
    with_input,
)
from jiangzhi.facts.model import Facts
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.types.types import Scalar
from jiangzhi.plan.model import InputStep, Plan

#: A function that evaluates a plan over facts.
Evaluate = Callable[[Plan, Facts], Outcome]

#: Rows of all levels that one evaluation holds, about.
ROWS_AT_ONCE: Final = 50_000
#: Rows of the input whose trials are held at a time.
_PORTION: Final = 100

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Seen:
    """A row of the input in an outcome in which the input has another value."""

    outcome: Outcome
    tree: Tree
    level: str
    row: int

    @property
    def key(self) -> tuple[str, ...]:
        """The entity's key."""
        return self.outcome.facts.levels[self.level].keys[self.row]

    @property
    def read(self) -> Reader:
        """How the row reads the steps."""
        return reader(self.outcome, self.level, self.row)

    def results(self, name: str) -> Sequence[Scalar | None]:
        """A step on the row itself, on the one above it, or on all below it."""
        other = self.outcome.plan.step(name).head.level
        values = self.outcome.steps[name].values
        if self.tree.is_above(other, self.level):
            return [values[self.tree.above(self.level, other)[self.row]]]
        if self.tree.is_above(self.level, other):
            return [values[row] for row in self.tree.members(other, self.level)[self.row]]
        return []


class Trials:
    """One input of one data set, to be tried with other values."""

    def __init__(self, plan: Plan, facts: Facts, driver: InputStep, evaluate: Evaluate) -> None:
        self._plan, self._facts, self._evaluate = plan, facts, evaluate
        self._name, self._level = driver.head.name, driver.head.level
        self._top = reach_of(plan, self._level)
        self._apart = self._top != plan.levels[0].name
        self._alone: dict[int, tuple[Facts, int]] = {}

    def portions(self, rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
        """The rows, so many at a time that the outcomes of their trials fit the memory."""
        for at in range(0, len(rows), _PORTION):
            self._alone.clear()
            yield rows[at : at + _PORTION]

    def seen(
        self, wanted: Sequence[tuple[int, Sequence[Fraction]]]
    ) -> list[Mapping[Fraction, Seen]]:
        """For each row what would be with each of its values."""
        pieces: list[tuple[Facts, int]] = []
        for row, values in wanted:
            if row not in self._alone:
                self._alone[row] = only_under(self._plan, self._facts, self._level, row, self._top)
            alone, at = self._alone[row]
            pieces.extend((self._changed(alone, at, value), at) for value in values)
        found = iter(self._outcomes(pieces))
        return [{value: next(found) for value in values} for _, values in wanted]

    def _changed(self, alone: Facts, row: int, value: Fraction) -> Facts:
        if self._name in alone.given:
            return with_given(alone, self._name, value)
        return with_input(alone, self._level, row, self._name, value)

    def _outcomes(self, pieces: Sequence[tuple[Facts, int]]) -> Iterator[Seen]:
        together: list[tuple[Facts, int]] = []
        rows = 0
        for piece, row in pieces:
            size = sum(len(level.keys) for level in piece.levels.values())
            if together and (not self._apart or rows + size > ROWS_AT_ONCE):
                yield from self._outcome(together)
                together, rows = [], 0
            together.append((piece, row))
            rows += size
        if together:
            yield from self._outcome(together)

    def _outcome(self, together: Sequence[tuple[Facts, int]]) -> Iterator[Seen]:
        facts, moved = side_by_side(self._plan, [piece for piece, _ in together])
        outcome = self._evaluate(self._plan, facts)
        tree = Tree(outcome.plan.levels, outcome.facts)
        for (_, row), by in zip(together, moved, strict=True):
            yield Seen(outcome, tree, self._level, row + by[self._level])
