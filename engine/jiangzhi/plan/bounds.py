"""What each step's known values lie between, from the declared ranges of the inputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from jiangzhi.diagnostic import Refused
from jiangzhi.formula.evaluate import bounds_of
from jiangzhi.formula.expr import Reduce, Ties
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import UNBOUNDED, Bounds
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    InputStep,
    MatchStep,
    ParameterStep,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)
from jiangzhi.plan.problems import VALUE_TOO_LARGE
from jiangzhi.policy.model import Hit, Interval
from jiangzhi.rounding import Rounding

#: More rows of a level than any data set has: bounds of sums rest on it.
MOST_ROWS = 1_000_000_000
#: Longer whole numbers, in bits, than any value of a policy: some 6,000 digits.
MOST_BITS = 20_000


def bounds_of_steps(steps: Sequence[Step]) -> dict[str, Bounds]:
    """Bounds by step name. A parameter may be overridden, so its value bounds nothing. Raises
    ``Refused`` for values that could grow beyond ``MOST_BITS``."""
    if any(isinstance(step, ParameterStep) for step in steps):
        # as far as they go without being overridden: what grows beyond all bounds is refused
        _within_limits(steps, as_stated=True)
    return _within_limits(steps, as_stated=False)


def _within_limits(steps: Sequence[Step], *, as_stated: bool) -> dict[str, Bounds]:
    known: dict[str, Bounds] = {}
    for step in steps:
        if as_stated and isinstance(step, ParameterStep):
            bounds = bounds_of(step.value, known.__getitem__)
        else:
            bounds = _bounds(step, known)
        known[step.head.name] = bounds
        ends = [end.numerator for end in (bounds.low, bounds.high) if isinstance(end, Fraction)]
        if any(end.bit_length() > MOST_BITS for end in (*ends, bounds.denominator or 1)):
            raise Refused([VALUE_TOO_LARGE.at(step.head.cite.place, name=step.head.name)])
    return known


def range_bounds(interval: Interval, kind: Kind) -> Bounds:
    """The bounds that a declared range gives. Money as read is whole 分."""
    low, high = interval.low, interval.high
    whole = 1 if kind in (Kind.MONEY, Kind.COUNT) else None
    return Bounds(
        low if isinstance(low, Fraction) else None,
        high if isinstance(high, Fraction) and not isinstance(high, date) else None,
        whole,
    )


def _bounds(step: Step, known: dict[str, Bounds]) -> Bounds:
    if isinstance(step, InputStep):
        return range_bounds(step.input.range, step.head.type.kind)
    if isinstance(step, ParameterStep | PriorStep):
        return UNBOUNDED
    if isinstance(step, RuleStep):
        return _of_rules(step, known)
    if isinstance(step, AggregateStep | MatchStep):
        return _of_aggregate(step, known)
    if isinstance(step, RankStep):
        return Bounds(Fraction(1), Fraction(MOST_ROWS), 2 if step.ties is Ties.MEAN else 1)
    if isinstance(step, AllocateStep):
        pool = known[step.pool]
        high = None if pool.high is None else max(pool.high, Fraction(0))
        return Bounds(Fraction(0), high, step.rounding.unit.denominator)
    assert isinstance(step, SplitStep)
    amount = known[step.amount]
    if amount.low is None or amount.high is None:
        return Bounds(None, None, step.rounding.unit.denominator)
    unit = step.rounding.unit
    return Bounds(
        min(amount.low, Fraction(0)) - unit, max(amount.high, Fraction(0)) + unit, unit.denominator
    )


def _of_rules(step: RuleStep, known: dict[str, Bounds]) -> Bounds:
    every = [*step.cases, *([step.otherwise] if step.otherwise else [])]
    parts = [bounds_of(case.value, known.__getitem__) for case in every]
    lows = [part.low for part in parts]
    highs = [part.high for part in parts]
    if step.hit is Hit.SUM:
        low = sum((min(b, Fraction(0)) for b in lows if b is not None), Fraction(0))
        high = sum((max(b, Fraction(0)) for b in highs if b is not None), Fraction(0))
    else:
        low = min((b for b in lows if b is not None), default=Fraction(0))
        high = max((b for b in highs if b is not None), default=Fraction(0))
    return _rounded(
        Bounds(
            None if None in lows else low,
            None if None in highs else high,
            _common([part.denominator for part in parts]),
        ),
        step.rounding,
    )


def _rounded(bounds: Bounds, rounding: Rounding | None) -> Bounds:
    if rounding is None:
        return bounds
    return Bounds(
        None if bounds.low is None else rounding.apply(bounds.low),
        None if bounds.high is None else rounding.apply(bounds.high),
        rounding.unit.denominator,
    )


def _common(denominators: Sequence[int | None]) -> int | None:
    import math

    known = [d for d in denominators if d is not None]
    return math.lcm(*known) if len(known) == len(denominators) else None


def _of_aggregate(step: AggregateStep | MatchStep, known: dict[str, Bounds]) -> Bounds:
    element = known[step.element]
    if step.how is Reduce.COUNT:
        return Bounds(Fraction(0), Fraction(MOST_ROWS), 1)
    if step.how is Reduce.SUM:
        low = None if element.low is None else min(element.low, Fraction(0)) * MOST_ROWS
        high = None if element.high is None else max(element.high, Fraction(0)) * MOST_ROWS
        return Bounds(low, high, element.denominator)
    if step.how in (Reduce.AVERAGE, Reduce.MEDIAN):
        return Bounds(element.low, element.high, None)
    return element
