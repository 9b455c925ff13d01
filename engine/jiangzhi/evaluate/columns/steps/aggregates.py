"""A column reduced to one value a group: totals, means, medians, extremes, the k-th largest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jiangzhi.evaluate.columns.functions.shape import number
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.choices import with_state
from jiangzhi.evaluate.columns.numbers.integers import is_wide
from jiangzhi.evaluate.columns.numbers.ratios import total_of_ratios
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Flags,
    Numbers,
    States,
    Vector,
    failing,
    whole,
    worst_of,
)
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.evaluate.columns.rows.layout import Segments, taken
from jiangzhi.evaluate.columns.rows.ordering import order_codes
from jiangzhi.evaluate.columns.rows.segments import counted, sums, worst_states
from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import AggregateStep, MatchStep


def aggregate(step: AggregateStep, frame: Frame) -> Vector:
    """One value for each row of the step's level. Unknown flags, and unknown elements of rows
    that count, make it unknown; without rows everything but SUM and COUNT fails."""
    level = step.head.level
    groups = frame.layout.segments(step.member, level)
    where = None if step.where is None else frame.flags(step.where, step.member)
    elements = None if step.how is Reduce.COUNT else frame.numbers(step.element, step.member)
    k = None if step.k is None else number(frame.value(step.k, level))
    return reduced(step, elements, where, k, groups)


def reduced(
    step: AggregateStep | MatchStep,
    elements: Numbers | None,
    where: Flags | None,
    k: Numbers | None,
    groups: Segments,
) -> Vector:
    """The elements of each group whose flag holds, reduced as the step says; COUNT has none."""
    picked: Array = np.ones(1, dtype=np.bool_)
    state: States = None
    if where is not None:
        state = worst_states(where.state, groups)
        picked = where.truth if where.state is None else where.truth & (where.state == 0)
    counts = groups.counts if where is None else counted(picked, groups)
    if elements is None:
        return whole(counts, 0, groups.most, state)
    state = worst_of(state, worst_states(elements.state, groups, picked))
    if k is not None:
        state = worst_of(state, k.state)
    if step.how is Reduce.SUM:
        return with_state(_total(elements, picked, groups), state)
    state = failing(state, counts == 0, State.NO_ROWS)
    if step.how is Reduce.AVERAGE:
        return with_state(_mean(_total(elements, picked, groups), counts, groups), state)
    return _by_order(step, elements, picked, _Group(groups, counts, state, k))


def _total(elements: Numbers, picked: Array, groups: Segments) -> Numbers:
    if isinstance(elements.den, int):
        num = elements.num if picked.shape == (1,) and picked[0] else None
        if num is None:
            num = np.where(picked, elements.num, np.zeros(1, dtype=elements.num.dtype))
        total, low, high = sums(num, min(elements.low, 0), max(elements.high, 0), groups)
        return Numbers(total, elements.den, low, high)
    return total_of_ratios(elements, picked, groups)


def _mean(total: Numbers, counts: Array, groups: Segments) -> Numbers:
    divisor = whole(np.maximum(counts, 1), 1, max(groups.most, 1))
    if isinstance(total.den, int) or not is_wide(total.den):
        return fractions.divide(total, divisor)
    # A long numerator and denominator are not brought to lowest terms for a short divisor.
    return Numbers(
        total.num, total.den * divisor.num, total.low, total.high, None, total.top * divisor.high
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """The groups, the rows that count in each, why some have no value, and their k."""

    segments: Segments
    counts: Array
    state: States
    k: Numbers | None


def _by_order(
    step: AggregateStep | MatchStep, elements: Numbers, picked: Array, of: _Group
) -> Vector:
    groups, counts, state = of.segments, of.counts, of.state
    rows = int(groups.starts[-1])
    codes = order_codes(elements, rows)
    order = np.lexsort((codes, ~np.broadcast_to(picked, (rows,)), groups.ids))
    last = np.maximum(counts - 1, 0)
    if step.how in (Reduce.LARGE, Reduce.SMALL):
        assert of.k is not None
        at, outside = _kth(of.k, counts)
        state = failing(state, outside, State.NOT_IN_DOMAIN)
        at = np.where(outside | (counts == 0), 0, at)
        place = last - at if step.how is Reduce.LARGE else at
        return _found(elements, order, place, groups, state)
    if step.how is Reduce.MIN:
        return _found(elements, order, np.zeros_like(last), groups, state)
    if step.how is Reduce.MAX:
        return _found(elements, order, last, groups, state)
    low = _found(elements, order, last // 2, groups, state)
    high = _found(elements, order, counts // 2, groups, state)
    if step.head.type.kind is Kind.DATE:
        return with_state(low, failing(state, low.num != high.num, State.NOT_IN_DOMAIN))
    return with_state(fractions.scaled(fractions.add(low, high), 1, 2), state)


def _kth(k: Numbers, counts: Array) -> tuple[Array, Array]:
    num, den = np.broadcast_arrays(k.num, fractions.written_den(k))
    whole_k = num // den
    outside = (whole_k * den != num) | (whole_k < 1) | (whole_k > counts)
    return np.where(outside, 0, whole_k - 1).astype(np.int64), outside


def _found(
    elements: Numbers, order: Array, place: Array, groups: Segments, state: States
) -> Numbers:
    """The element at a place of each sorted group; any, where the group has none."""
    if len(order) == 0:
        zeros = np.zeros(groups.groups, dtype=np.int64)
        return Numbers(zeros, 1, min(elements.low, 0), max(elements.high, 0), state)
    at = np.minimum(groups.starts[:-1] + place, len(order) - 1)
    found = taken(elements, order[at])
    assert isinstance(found, Numbers)
    return Numbers(found.num, found.den, found.low, found.high, state, found.top)
