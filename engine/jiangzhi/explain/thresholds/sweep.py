"""The steps that a result needs, followed as one input moves away from its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jiangzhi.evaluate.exact.rules import all_hold, decide
from jiangzhi.explain.context import Context
from jiangzhi.explain.guards import conditions
from jiangzhi.explain.thresholds.piece import Label, Opaque, Piece, as_ratio, total
from jiangzhi.explain.thresholds.ratio import Ratio, TooSteep, number
from jiangzhi.formula.expr import Expr, Reduce, Ties
from jiangzhi.formula.types import Kind
from jiangzhi.formula.value import Unknown, Value
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    InputStep,
    ParameterStep,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)
from jiangzhi.policy.model import Hit, Share

MOST_PIECES: Final = 64
_MOST_RANKED: Final = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """Where something turns: how far the input has moved, and what turns there."""

    moved: Fraction
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Sweep:
    """One entity, the steps its result needs in order, and the input that moves: its own, or
    that of a level above it."""

    context: Context
    level: str
    row: int
    steps: tuple[Step, ...]
    input: str

    def turns(self, direction: int, limit: Fraction | None) -> Iterator[Turn]:
        """All turns in a direction, nearest first, up to ``limit``."""
        t = Fraction(0)
        for _ in range(MOST_PIECES):
            piece = self._piece(t, direction)
            if t == 0 and Fraction(0) in piece.labels:
                yield Turn(t, tuple(piece.labels[t]))
            end = piece.end()
            if end is None or (limit is not None and abs(end) > limit):
                return
            yield Turn(end, tuple(piece.labels.get(end, ())))
            t = end

    def _piece(self, t: Fraction, direction: int) -> Piece:
        values: dict[str, Value | Ratio | None] = {}

        def read(name: str) -> Value | Ratio:
            value = values[name]
            if value is None:
                raise Opaque
            return value

        piece = Piece(t, direction, read)
        moving = {self.input}
        for step in self.steps:
            name = step.head.name
            if not self.context.is_above(step.head.level, self.level):
                values[name] = None
            elif name == self.input:
                value = self._known(step)
                values[name] = Ratio((as_ratio(value).over[0], Fraction(1)))
            elif not moving.intersection(step.head.needs):
                values[name] = self._known(step)
            else:
                moving.add(name)
                try:
                    values[name] = self._step(step, piece, moving)
                except (Opaque, TooSteep, ZeroDivisionError):
                    values[name] = None
        return piece

    def _known(self, step: Step) -> Value:
        return self.context.value(step.head.name, self._row_of(step))

    def _row_of(self, step: Step) -> int:
        return self.context.row_at(self.level, self.row, step.head.level)

    def _step(self, step: Step, piece: Piece, moving: set[str]) -> Value | Ratio:
        piece.label = None
        match step:
            case RuleStep():
                return self._rule(step, piece)
            case ParameterStep():
                return piece.value(step.value)
            case AggregateStep():
                return self._aggregate(step, piece, moving)
            case RankStep():
                return self._rank(step, piece, moving)
            case InputStep() | PriorStep():
                return self._known(step)
            case AllocateStep():
                return self._share(step, piece, moving)
            case SplitStep():
                weights = [as_ratio(piece.read(name)) for name in step.weights]
                part = weights[step.index] * total(weights).inverse()
                return piece.round(as_ratio(piece.read(step.amount)) * part, step.rounding.unit)

    def _rule(self, step: RuleStep, piece: Piece) -> Value | Ratio:
        truths: list[Value] = []
        for case in step.cases:
            held: list[Value] = []
            for guard in case.guards:
                for condition in conditions(self.context, guard):
                    held.append(self._condition(step, condition, piece))
            truths.append(all_hold(held))
        decision = decide(truths, step.hit, otherwise=step.otherwise is not None)
        if decision.unknown is not None:
            return decision.unknown
        piece.label = Label(step.head.name)
        found = [self._found(step, self._value(step, at), piece) for at in decision.applies]
        piece.label = None
        for one in found:
            if isinstance(one, Unknown):
                return one
        value = total([as_ratio(one) for one in found]) if step.hit is Hit.SUM else found[0]
        if step.rounding is not None and isinstance(value, Ratio):
            if value.constant is None:
                return piece.round(value, step.rounding.unit)
            return step.rounding.apply(value.constant)
        return value

    def _found(self, step: RuleStep, value: Expr, piece: Piece) -> Value | Ratio:
        """A case's value; the conditions that make up a flag are told like guards."""
        if step.head.type.kind is not Kind.FLAG:
            return piece.value(value)
        every = conditions(self.context, value)
        return all_hold([self._condition(step, one, piece) for one in every])

    def _condition(self, step: RuleStep, condition: Expr, piece: Piece) -> Value:
        piece.label = Label(step.head.name, condition)
        value = piece.value(condition)
        piece.label = None
        if isinstance(value, Ratio):
            raise Opaque
        return value

    def _value(self, step: RuleStep, index: int) -> Expr:
        if index < len(step.cases):
            return step.cases[index].value
        assert step.otherwise is not None
        return step.otherwise.value

    def _others(self, level: str, within: str, moving: set[str], name: str) -> list[int]:
        """The other rows of the group. Raises ``Opaque`` where their values move as well."""
        context = self.context
        if not context.is_above(level, self.level) or self._spreads(name, moving, level):
            raise Opaque
        own = context.row_at(self.level, self.row, level)
        rows = context.members(level, within, context.row_at(self.level, self.row, within))
        if len(rows) > _MOST_RANKED:
            raise Opaque
        return [row for row in rows if row != own]

    def _spreads(self, name: str, moving: set[str], level: str) -> bool:
        """Whether the step moves for other rows of the level too: through a rank or pool, or
        because it rests on something above the level that moves."""
        if name not in moving:
            return False
        step = self.context.steps[name]
        if step.head.level != level and self.context.is_above(step.head.level, level):
            return True
        if isinstance(step, RankStep | AllocateStep):
            return True
        return any(self._spreads(need, moving, level) for need in step.head.needs)

    def _share(self, step: AllocateStep, piece: Piece, moving: set[str]) -> Value | Ratio:
        """A share of a pool without tiers, caps and floors, before it is made whole."""
        if step.tier is not None or step.cap is not None or step.floor is not None:
            raise Opaque
        level = step.head.level
        others = self._others(level, step.within, moving, step.claim)
        if step.takes_part is not None:
            self._others(level, step.within, moving, step.takes_part)
            others = [row for row in others if self.context.value(step.takes_part, row) is True]
            if piece.read(step.takes_part) is not True:
                return Fraction(0)
        pool, claim = as_ratio(piece.read(step.pool)), as_ratio(piece.read(step.claim))
        claims = total([claim, *(as_ratio(self.context.value(step.claim, at)) for at in others)])
        if step.share is Share.BY_NEED:
            piece.label = Label(step.head.name, pool=True)
            enough = piece.sign(claims - pool) <= 0
            piece.label = None
            if enough:
                return piece.round(claim, step.rounding.unit)
        return piece.round(claim * pool * claims.inverse(), step.rounding.unit)

    def _aggregate(self, step: AggregateStep, piece: Piece, moving: set[str]) -> Value | Ratio:
        context = self.context
        others = self._others(step.member, step.head.level, moving, step.element)
        if step.where is not None:
            self._others(step.member, step.head.level, moving, step.where)
            others = [row for row in others if context.value(step.where, row) is True]
        own = [] if step.where is not None and piece.read(step.where) is not True else [None]
        if step.how is Reduce.COUNT:
            return Fraction(len(others) + len(own))
        known = [as_ratio(context.value(step.element, row)) for row in others]
        every = [*known, *(as_ratio(piece.read(step.element)) for _ in own)]
        match step.how:
            case Reduce.SUM:
                return total(every)
            case Reduce.AVERAGE if every:
                return total(every) * number(Fraction(1, len(every)))
            case Reduce.MIN | Reduce.MAX if every:
                return piece.extreme(every, 1 if step.how is Reduce.MAX else -1)
            case _:
                raise Opaque

    def _rank(self, step: RankStep, piece: Piece, moving: set[str]) -> Value:
        if step.where is not None or step.ties is Ties.REFUSED:
            raise Opaque
        others = self._others(step.head.level, step.within, moving, step.value)
        own = as_ratio(piece.read(step.value))
        piece.label = Label(step.head.name, rank=True)
        better: list[Fraction] = []
        for row in others:
            value = self.context.value(step.value, row)
            ahead = piece.sign(as_ratio(value) - own) * (1 if step.descending else -1) > 0
            if ahead and isinstance(value, Fraction):
                better.append(value)
        piece.label = None
        return Fraction(1 + len(set(better) if step.ties is Ties.DENSE else better))
