"""The steps of a plan on a piece, row by row, as functions of the input that moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jiangzhi.evaluate.exact.rules import all_hold, decide
from jiangzhi.explain.conditions import conditions
from jiangzhi.explain.how_far.claimants import Claimants
from jiangzhi.explain.how_far.critical_region import Opaque, Piece, as_ratio, total
from jiangzhi.explain.how_far.influence import Apart, Moving
from jiangzhi.explain.how_far.label import Label, Sort
from jiangzhi.explain.how_far.matching import matching_rows
from jiangzhi.explain.how_far.ordering import kth, rank
from jiangzhi.explain.how_far.pools import Claimant, Sharing
from jiangzhi.explain.how_far.rational_functions import Ratio, TooSteep, number
from jiangzhi.explain.how_far.symbolic_formulas import Formulas
from jiangzhi.explain.how_far.together import formula_of, together, which_one
from jiangzhi.formula.expr import Expr, Reduce
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import State, Unknown, Value, worst
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    MatchStep,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)

Found = Value | Ratio


@dataclass(slots=True)
class Followed:
    """The values of one piece. ``lost`` are the steps that could not be followed for the
    entity asked about."""

    moving: Moving
    piece: Piece
    values: dict[tuple[str, int], Found | None] = field(default_factory=dict)
    lost: dict[str, None] = field(default_factory=dict)
    shared: dict[tuple[str, int], dict[int, Ratio] | Unknown | None] = field(default_factory=dict)

    def follow(self) -> None:
        """Every value that moves and that the result needs, in the plan's order."""
        for step in self.moving.steps:
            name = step.head.name
            for row in sorted(self.moving.needed.get(name, ())):
                self.values[name, row] = self._value(step, row)

    def read(self, name: str, row: int) -> Found:
        """A step's value in a row of its level. Raises ``Opaque``."""
        if not self.moving.moves(name, row):
            return self.moving.context.value(name, row)
        value = self.values[name, row]
        if value is None:
            raise Opaque
        return value

    def _value(self, step: Step, row: int) -> Found | None:
        name = step.head.name
        if name == self.moving.input:
            now = as_ratio(self.moving.context.value(name, row))
            return Ratio((now.over[0], Fraction(1)))
        own = self.moving.own_row(name) == row
        self.piece.label = None
        try:
            return self._step(step, row, name if own else "")
        except (Opaque, TooSteep, ZeroDivisionError) as missed:
            if own and not self._rests_on_lost(step):
                self.lost[name] = None
            return Unknown(State.DIVIDED_BY_ZERO) if isinstance(missed, ZeroDivisionError) else None

    def _rests_on_lost(self, step: Step) -> bool:
        return any(name in self.lost for name in step.head.needs)

    def _step(self, step: Step, row: int, told: str) -> Found:
        match step:
            case RuleStep():
                return self._rule(step, row, told)
            case AggregateStep():
                return self._aggregate(step, row)
            case MatchStep():
                return self._matched(step, row, told)
            case RankStep():
                return self._rank(step, row, told)
            case AllocateStep():
                return self._share(step, row)
            case SplitStep():
                return self._part(step, row)
            case PriorStep() if step.instead is not None:
                return self._formulas(step, row, told).value(step.instead)
            case _:
                return self.moving.context.value(step.head.name, row)

    def _formulas(self, step: Step, row: int, told: str) -> Formulas:
        context, level = self.moving.context, step.head.level

        def read(name: str) -> Found:
            return self.read(name, context.row_at(level, row, context.steps[name].head.level))

        return Formulas(context, self.piece, read, told)

    def _rule(self, step: RuleStep, row: int, told: str) -> Found:
        formulas = self._formulas(step, row, told)
        context = self.moving.context
        truths: list[Value] = [
            all_hold(
                [
                    formulas.condition(one)
                    for guard in case.guards
                    for one in conditions(context, guard)
                ]
            )
            for case in step.cases
        ]
        decision = decide(truths, step.hit, otherwise=step.otherwise is not None)
        if decision.unknown is not None:
            return decision.unknown
        found = [self._found(step, formula_of(step, at), formulas) for at in decision.applies]
        unknown = worst([one for one in found if isinstance(one, Unknown)])
        if unknown is not None:
            return unknown
        value = found[0]
        if step.hit.collects:
            with self.piece.telling(which_one(step, decision.applies, told)):
                value = together(step.hit, found, self.piece)
        if step.rounding is None or not isinstance(value, Ratio | Fraction):
            return value
        if isinstance(value, Fraction) or value.constant is not None:
            exact = value if isinstance(value, Fraction) else value.constant
            assert exact is not None
            return step.rounding.apply(exact)
        return self.piece.round(value, step.rounding.unit)

    def _found(self, step: RuleStep, value: Expr, formulas: Formulas) -> Found:
        """A case's value; the conditions that make up a flag are told like guards."""
        if step.head.type.kind is not Kind.FLAG:
            return formulas.value(value)
        return all_hold([formulas.condition(one) for one in conditions(formulas.context, value)])

    def _flagged(self, flag: str | None, rows: Sequence[int]) -> tuple[list[int], Unknown | None]:
        """The rows whose flag holds, and what is unknown of the flags."""
        if flag is None:
            return list(rows), None
        flags = [self.read(flag, row) for row in rows]
        unknown = worst([one for one in flags if isinstance(one, Unknown)])
        return [row for row, one in zip(rows, flags, strict=True) if one is True], unknown

    def _apart(
        self, element: str, where: str | None, rows: tuple[int, ...]
    ) -> tuple[Apart, list[Ratio], Unknown | None]:
        """The rows of a group that count: those that stand still, the functions of those that
        move, and what is unknown."""
        apart = self.moving.apart(element, where, rows)
        moving, unknown = self._flagged(where, apart.moving)
        values = [self.read(element, row) for row in moving]
        unknowns = [one for one in (apart.unknown, unknown, *values) if isinstance(one, Unknown)]
        if unknowns:
            return apart, [], worst(unknowns)
        return apart, [as_ratio(one) for one in values], None

    def _aggregate(self, step: AggregateStep, row: int) -> Found:
        rows = self.moving.group(step, row)
        if step.how is Reduce.COUNT:
            counted, unknown = self._flagged(step.where, rows)
            return Fraction(len(counted)) if unknown is None else unknown
        apart, moving, unknown = self._apart(step.element, step.where, rows)
        if unknown is not None:
            return unknown
        count = len(moving) + len(apart.numbers)
        if step.how in (Reduce.SUM, Reduce.AVERAGE):
            moving = [number(apart.total), *moving]
            return self._reduced(step, row, moving, (), count)
        return self._reduced(step, row, moving, apart.numbers, count)

    def _reduced(
        self,
        step: AggregateStep | MatchStep,
        row: int,
        moving: Sequence[Ratio],
        numbers: Sequence[Fraction],
        count: int,
    ) -> Found:
        """So many functions and ordered numbers, reduced to one value."""
        if step.how is Reduce.SUM:
            return total(list(moving))
        if not count:
            return Unknown(State.NO_ROWS)
        match step.how:
            case Reduce.AVERAGE:
                return total(list(moving)) * number(Fraction(1, count))
            case Reduce.MIN:
                return kth(self.piece, moving, numbers, 0)
            case Reduce.MAX:
                return kth(self.piece, moving, numbers, count - 1)
            case Reduce.MEDIAN:
                low = kth(self.piece, moving, numbers, (count - 1) // 2)
                high = kth(self.piece, moving, numbers, count // 2)
                return (low + high) * number(Fraction(1, 2))
            case _:
                assert step.k is not None
                k = self._formulas(step, row, "").value(step.k)
                if not isinstance(k, Fraction) or k.denominator != 1 or not 1 <= k <= count:
                    return k if isinstance(k, Unknown) else Unknown(State.NOT_IN_DOMAIN)
                at = count - int(k) if step.how is Reduce.LARGE else int(k) - 1
                return kth(self.piece, moving, numbers, at)

    def _matched(self, step: MatchStep, row: int, told: str) -> Found:
        with self.piece.telling(Label(told, Sort.MATCH) if told else None):
            rows = matching_rows(step, row, self.moving, self.piece, self.read)
        if isinstance(rows, Unknown):
            return rows
        if step.how is Reduce.COUNT:
            return Fraction(len(rows))
        values = [self.read(step.element, at) for at in rows]
        unknown = worst([one for one in values if isinstance(one, Unknown)])
        if unknown is not None:
            return unknown
        return self._reduced(step, row, [as_ratio(one) for one in values], (), len(rows))

    def _rank(self, step: RankStep, row: int, told: str) -> Found:
        if step.where is not None:
            ranked = self.read(step.where, row)
            if ranked is not True:
                return ranked if isinstance(ranked, Unknown) else Unknown(State.NOT_RANKED)
        rows = tuple(one for one in self.moving.group(step, row) if one != row)
        others, moving, unknown = self._apart(step.value, step.where, rows)
        own = self.read(step.value, row)
        if unknown is not None:
            return unknown
        if isinstance(own, Unknown):
            return own
        with self.piece.telling(Label(told, Sort.RANK) if told else None):
            return rank(
                self.piece, as_ratio(own), moving, others.numbers,
                descending=step.descending, ties=step.ties,
            )  # fmt: skip

    def _share(self, step: AllocateStep, row: int) -> Found:
        name = step.head.name
        group = self.moving.context.row_at(step.head.level, row, step.within)
        if (name, group) not in self.shared:
            self.shared[name, group] = None
            self.shared[name, group] = self._shares(step, group)
        shares = self.shared[name, group]
        if shares is None:
            raise Opaque
        if isinstance(shares, Unknown):
            return shares
        return self.piece.round(shares.get(row, number(0)), step.rounding.unit)

    def _shares(self, step: AllocateStep, group: int) -> dict[int, Ratio] | Unknown:
        pool = self.read(step.pool, group)
        taking = Claimants(self.moving, self.piece, self.read, step).of(group)
        every = [*taking, *([pool] if isinstance(pool, Unknown) else [])]
        unknown = worst([one for one in every if isinstance(one, Unknown)])
        if unknown is not None:
            return unknown
        rows = [one for one in every if isinstance(one, Claimant)]
        told = any(one.told for one in rows)
        return Sharing(step, self.piece, told).shares(as_ratio(pool), rows)

    def _part(self, step: SplitStep, row: int) -> Found:
        names = (step.amount, *step.weights)
        levels = [self.moving.context.steps[name].head.level for name in names]
        context, own = self.moving.context, step.head.level
        values = [
            self.read(name, context.row_at(own, row, level))
            for name, level in zip(names, levels, strict=True)
        ]
        unknown = worst([one for one in values if isinstance(one, Unknown)])
        if unknown is not None:
            return unknown
        amount, *weights = [as_ratio(one) for one in values]
        if any(self.piece.sign(one) < 0 for one in weights):
            return Unknown(State.CLAIM_NEGATIVE)
        whole = total(weights)
        if self.piece.sign(whole) == 0:
            return Unknown(State.DIVIDED_BY_ZERO)
        return self.piece.round(amount * weights[step.index] * whole.inverse(), step.rounding.unit)
