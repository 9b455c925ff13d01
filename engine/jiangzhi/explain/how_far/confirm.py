"""From where something turns to the value that can be written down, evaluated again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final

from jiangzhi.explain.how_far.breakpoint_words import all_turned
from jiangzhi.explain.how_far.breakpoints import Turn
from jiangzhi.explain.how_far.critical_region import as_ratio
from jiangzhi.explain.how_far.label import Label, Sort
from jiangzhi.explain.how_far.question import Question, Threshold
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.plan.model import InputStep

#: The finest change of an input that is proposed: 0.01 元, 0.01 of a number or percentage, a day.
FINEST: Final = {
    Kind.MONEY: Fraction(1),
    Kind.RATE: Fraction(1, 10_000),
    Kind.NUMBER: Fraction(1, 100),
    Kind.COUNT: Fraction(1),
    Kind.DATE: Fraction(1),
}
#: What turns at a value of its own; a band or the least of several turns on the edge itself.
_FIRM: Final = frozenset(
    {Sort.CONDITION, Sort.POOL, Sort.REFUSED, Sort.LIMIT, Sort.MATCH, Sort.RANK, Sort.STEP}
)
#: Behind a rounding a threshold lies within so many of the finest changes of where it would be
#: without it.
_BEHIND_ROUNDING: Final = 2**16


@dataclass(slots=True)
class Confirm:
    """One input of one row moved in one direction. ``told`` is what was told nearer by."""

    question: Question
    step: InputStep
    row: int
    direction: int
    told: set[str] = field(default_factory=set)
    stepped: set[Label] = field(default_factory=set)

    def thresholds(self, turn: Turn) -> Iterator[Threshold]:
        """What turns there, nearest first; nothing that evaluating again does not show."""
        self.question.forget()
        soft = tuple(one for one in turn.labels if one.sort not in _FIRM)
        for labels in filter(None, (*_firm_ones(turn.labels), soft)):
            if self.stepped.issuperset(labels):
                continue
            at = self._at(turn, labels)
            if at is not None:
                # Of a function that rises in steps the next one is enough.
                self.stepped.update(one for one in labels if one.sort is Sort.STEP)
                turns = self._new(at, (*labels, *soft))
                self.told.update(turns)
                yield self.question.threshold(self.step, self.row, self._scalar(at), turns)

    @property
    def _now(self) -> Fraction:
        return as_ratio(self.question.context.value(self.step.head.name, self.row)).over[0]

    def _at(self, turn: Turn, labels: Sequence[Label]) -> Fraction | None:
        """The nearest value at which one of the labels turns that is not told yet."""
        blunt = any(one in turn.blunt and one.sort is not Sort.REFUSED for one in labels)
        found = self._beyond(self._now + turn.moved, labels, far=blunt)
        if found is None or not blunt or any(one.sort not in _FIRM for one in labels):
            return found
        same = set(self._new(found, labels))
        return self._back(found, lambda at: same <= set(self._new(at, labels)))

    def _new(self, at: Fraction, labels: Sequence[Label]) -> tuple[str, ...]:
        """What of the labels turns at a value of the input, without what is told already."""
        if at == self._now or not self._may_be(at):
            return ()
        after = self.question.supposed(self.step, self.row, self._scalar(at))
        every = all_turned(self.question.between(after), labels)
        return tuple(text for text in every if text not in self.told)

    def _beyond(self, edge: Fraction, labels: Sequence[Label], *, far: bool) -> Fraction | None:
        """The nearest value on or beyond the edge that can be written down; behind a rounding
        it may lie far beyond."""
        finest = FINEST[self.step.head.type.kind]
        steps = edge / finest
        first = ceil(steps) if self.direction > 0 else floor(steps)

        def at(further: int) -> Fraction:
            return (first + self.direction * further) * finest

        def turns(further: int) -> bool:
            return bool(self._new(at(further), labels))

        if steps.denominator != 1 and finest < 1 and _ends(edge) and self._new(edge, labels):
            return edge
        for further in (0, 1):
            if turns(further):
                return at(further)
        known, further = 1, 2
        while far and further <= _BEHIND_ROUNDING:
            if turns(further):
                return at(_first_of(known, further, turns))
            known, further = further, further * 4
        return None

    def _back(self, then: Fraction, turns: Callable[[Fraction], bool]) -> Fraction:
        """The nearest value at which the same turns. Where shares of a pool are made whole
        together, that lies up to a unit or two before the edge of the rounding."""
        finest, now = FINEST[self.step.head.type.kind], self._now
        back = 1

        def before() -> Fraction | None:
            at = then - self.direction * back * finest
            return at if abs(then - now) > back * finest and turns(at) else None

        while (at := before()) is not None:
            then, back = at, back * 2
        while (back := back // 2) >= 1:
            if (at := before()) is not None:
                then = at
        return then

    def _scalar(self, value: Fraction) -> Scalar:
        """A number as the input has it: a date by its day."""
        is_date = self.step.head.type.kind is Kind.DATE
        return date.fromordinal(int(value)) if is_date else value

    def _may_be(self, value: Fraction) -> bool:
        """Whether the input may have the value."""
        if self.step.head.type.kind is not Kind.DATE:
            return self.step.input.range.holds(value)
        if not date.min.toordinal() <= value <= date.max.toordinal():
            return False
        return self.step.input.range.holds(date.fromordinal(int(value)))


def _firm_ones(labels: Sequence[Label]) -> Iterator[tuple[Label, ...]]:
    """What turns at one place, each by itself, since one may turn on an edge and another beyond
    it; the conditions of one step together."""
    conditions: dict[str, list[Label]] = {}
    for one in labels:
        if one.sort is Sort.CONDITION:
            conditions.setdefault(one.step.partition("#")[0], []).append(one)
    yield from map(tuple, conditions.values())
    yield from ((one,) for one in labels if one.sort in _FIRM and one.sort is not Sort.CONDITION)


def _first_of(below: int, upto: int, holds: Callable[[int], bool]) -> int:
    """The first number of a range at which something holds that holds at its end."""
    while upto - below > 1:
        middle = (below + upto) // 2
        if holds(middle):
            upto = middle
        else:
            below = middle
    return upto


def _ends(value: Fraction) -> bool:
    """Whether its decimals end."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
