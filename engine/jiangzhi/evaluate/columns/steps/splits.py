"""An amount split between recipients, adding up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jiangzhi.evaluate.columns.allocate.members import divided_product, whole_of
from jiangzhi.evaluate.columns.functions.arithmetic import total
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import difference, extreme
from jiangzhi.evaluate.columns.numbers.rounding import multiples
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Numbers,
    Vector,
    constant,
    failing,
    worst_of,
)
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import SplitStep
from jiangzhi.policy.model import Remainder


def split(step: SplitStep, frame: Frame) -> Vector:
    """The step's part of the amount. A negative amount is split like the positive one."""
    level, unit = step.head.level, step.rounding.unit
    amount = frame.numbers(step.amount, level)
    weights = [frame.numbers(name, level) for name in step.weights]
    state = worst_of(amount.state, *(weight.state for weight in weights))
    for weight in weights:
        if weight.low < 0:
            state = failing(state, weight.num < 0, State.CLAIM_NEGATIVE)
    whole = total(weights)
    if whole.low <= 0:
        state = failing(state, whole.num == 0, State.DIVIDED_BY_ZERO)
    units = multiples(amount, unit, step.rounding.mode)
    negative = units.num < 0
    parts = _parts(fractions.absolute(units), _whole_weights(weights), step.remainder)
    part = parts[step.index]
    part = fractions.choose(negative, fractions.negate(part), part)
    found = fractions.scaled(part, unit.numerator, unit.denominator)
    return Numbers(found.num, found.den, found.low, found.high, state)


def _whole_weights(weights: Sequence[Numbers]) -> list[Numbers]:
    """The same proportions in whole numbers, not negative."""
    found = []
    for at, weight in enumerate(weights):
        lifted = whole_of(weight.num, weight.low, weight.high)
        for other in [*weights[:at], *weights[at + 1 :]]:
            below = whole_of(fractions.written_den(other), 1, other.top)
            lifted = fractions.multiply(lifted, below)
        found.append(extreme([lifted, constant(0)], largest=True))
    return found


def _parts(units: Numbers, weights: Sequence[Numbers], how: Remainder) -> list[Numbers]:
    whole = total(weights)
    below = fractions.choose(whole.num == 0, constant(1), whole)
    pairs = [divided_product(units, weight, below, most=units.high) for weight in weights]
    floors, rests = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if not how.nearest:
        return _by_rest(units, floors, rests)
    shares = [fractions.add(floor, _half_up(rest, below)) for floor, rest in pairs]
    left = fractions.subtract(units, total(shares))
    order = list(range(len(shares)))
    if how is Remainder.TO_LAST:
        order.reverse()
    first = order[0]
    # Units to spare go to the first at once; units too many come off it, then off the next.
    for at in order:
        if at == first:
            moved = extreme([left, fractions.negate(shares[at])], largest=True)
        else:
            lacking = extreme([left, constant(0)], largest=False)
            moved = extreme([lacking, fractions.negate(shares[at])], largest=True)
        shares[at] = fractions.add(shares[at], moved)
        left = fractions.subtract(left, moved)
    return shares


def _half_up(rest: Numbers, below: Numbers) -> Numbers:
    x, y = difference(rest, fractions.subtract(below, rest))
    up: Array = (x >= y) & (rest.num > 0)
    return whole_of(up.astype(np.int64), 0, 1)


def _by_rest(units: Numbers, floors: Sequence[Numbers], rests: Sequence[Numbers]) -> list[Numbers]:
    """One more unit to the largest rests, equal ones to the part named first."""
    left = fractions.subtract(units, total(floors))
    shares = []
    for at, floor in enumerate(floors):
        before: Array = np.zeros(1, dtype=np.int64)
        for other, rest in enumerate(rests):
            if other == at:
                continue
            x, y = difference(rest, rests[at])
            ahead: Array = x >= y if other < at else x > y
            before = before + ahead.astype(np.int64)
        more: Array = before < left.num
        shares.append(fractions.add(floor, whole_of(more.astype(np.int64), 0, 1)))
    return shares
