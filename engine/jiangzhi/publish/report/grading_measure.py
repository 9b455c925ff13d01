"""Which measure to draw an award against: the one that the policy itself grades it by.

In this order: the key of its marginal scale (超收率 for an award by bands of excess), a rate
that was derived, a rate that was read, any other number, such as marks or a rank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import in_names, marginals
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Expr, Marginal, Read
from jiangzhi.formula.types.types import RATE, Kind, Type
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    InputStep,
    MatchStep,
    ParameterStep,
    RuleStep,
    SplitStep,
    Step,
)
from jiangzhi.publish.report.results import is_composed, known, money_on, rows_on

#: More pairs than this are not drawn.
MOST = 4
#: A cloud of fewer different values shows nothing.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of each row of the subject's level, ``None`` where it is open."""

    name: str
    type: Type
    values: tuple[Fraction | None, ...]

    def distinct(self) -> int:
        """How many different values it has."""
        return len(set(self.values) - {None})


@dataclass(frozen=True, slots=True)
class Pair:
    """An award and the measure it is drawn against, both of the subject's level."""

    measure: Measure
    award: Measure


def pairs(context: Context) -> list[Pair]:
    """The measure of each award that has one; none for awards that are sums of others."""
    found: list[Pair] = []
    for step in money_on(context, context.plan.subject):
        award = _of_step(context, step)
        if is_composed(context, step) or award.distinct() < _LEAST:
            continue
        measure = _measure(context, step)
        drawn = measure is not None and measure.name in {pair.measure.name for pair in found}
        # the parts of one split rise and fall together
        if measure is not None and not (drawn and isinstance(step, SplitStep)):
            found.append(Pair(measure, award))
    return found[:MOST]


def _measure(context: Context, award: Step) -> Measure | None:
    by_rank: dict[int, Measure] = {}
    for step in _below(context, award):
        rank = _rank(context, step)
        found = [(rank, _of_step(context, step))] if rank is not None else []
        found.extend((0, _graded(context, one)) for one in _marginals_of(context, step))
        for at, measure in found:
            if at not in by_rank and measure.distinct() >= _LEAST:
                by_rank[at] = measure
    return by_rank[min(by_rank)] if by_rank else None


def _rank(context: Context, step: Step) -> int | None:
    head = step.head
    if head.level != context.plan.subject or not head.shown or isinstance(step, ParameterStep):
        return None
    # what a table gives is a consequence of a measure, not one
    if isinstance(step, RuleStep) and step.table:
        return None
    if head.type.kind is Kind.RATE:
        return 2 if isinstance(step, InputStep) else 1
    return 3 if head.type.kind in (Kind.NUMBER, Kind.COUNT) else None


def _below(context: Context, award: Step) -> Iterator[Step]:
    """What an award rests on, nearest first, but not through its pool or other towns."""
    seen = {award.head.name}
    queue = [award]
    while queue:
        step = queue.pop(0)
        yield step
        if isinstance(step, AggregateStep | MatchStep):
            continue
        needs = list(step.head.needs)
        if isinstance(step, AllocateStep):
            needs = [n for n in (step.claim, step.takes_part, step.cap, step.floor) if n]
        for name in needs:
            if name not in seen:
                seen.add(name)
                queue.append(context.steps[name])


def _marginals_of(context: Context, step: Step) -> Iterator[Marginal]:
    if isinstance(step, RuleStep) and step.head.level == context.plan.subject:
        for case in (*step.cases, *([step.otherwise] if step.otherwise is not None else [])):
            yield from marginals(context, case.value)


def _graded(context: Context, marginal: Marginal) -> Measure:
    """What a scale grades by: its amount, in parts of its base where there is one. A quantity
    of the policy with that formula is it, and lends its name."""
    key: Expr = marginal.amount
    kind = marginal.amount.type
    if marginal.base is not None:
        kind = RATE
        key = Call("divide", (marginal.amount, marginal.base), RATE)
    subject = context.plan.subject
    for step in context.plan.steps:
        if step.head.level == subject and step.head.shown and _means(step, key):
            return _of_step(context, step)
    values = (value_of(key, context.reader(subject, row)) for row in rows_on(context, subject))
    numbers = tuple(one if isinstance(one, Fraction) else None for one in values)
    return Measure(in_names(context, key), kind, numbers)


def _means(step: Step, key: Expr) -> bool:
    """Whether a quantity is an expression, without conditions and rounding."""
    if isinstance(key, Read):
        return step.head.name == key.name
    if not isinstance(step, RuleStep) or len(step.cases) != 1 or step.rounding is not None:
        return False
    (case,) = step.cases
    value = case.value
    return (
        not case.guards
        and isinstance(key, Call)
        and isinstance(value, Call)
        and (value.function, value.args) == (key.function, key.args)
    )


def _of_step(context: Context, step: Step) -> Measure:
    rows = rows_on(context, step.head.level)
    return Measure(step.head.name, step.head.type, tuple(known(context, step, row) for row in rows))
