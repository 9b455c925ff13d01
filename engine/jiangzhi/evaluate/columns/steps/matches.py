"""A column reduced over the rows that match one's own row: pairs of rows, compared at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from jiangzhi.evaluate.columns.functions import FUNCTIONS
from jiangzhi.evaluate.columns.functions.shape import flags, number
from jiangzhi.evaluate.columns.numbers.choices import conjunction
from jiangzhi.evaluate.columns.numbers.vectors import Array, Flags, Numbers, Vector, Words
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.evaluate.columns.rows.join import joined
from jiangzhi.evaluate.columns.rows.layout import Segments, between, taken
from jiangzhi.evaluate.columns.rows.ordering import order_codes
from jiangzhi.evaluate.columns.steps.aggregates import reduced
from jiangzhi.formula.expr import Reduce
from jiangzhi.plan.model import MatchStep

#: So many pairs of rows are compared at a time, or those of one row.
MOST_PAIRS: Final = 2**21


@dataclass(frozen=True, slots=True)
class _Candidates:
    """For each row of the step's level a run of places in ``order``, the rows that may match."""

    order: Array
    first: Array
    count: Array


def matched(step: MatchStep, frame: Frame) -> Vector:
    """One value for each row of the step's level. An unknown comparison that no other one
    overrules makes it unknown."""
    level, member = step.head.level, step.member
    theirs = [frame.read(match.theirs, member) for match in step.matches]
    owns = [frame.read(match.own, level) for match in step.matches]
    where = None if step.where is None else frame.flags(step.where, member)
    elements = None if step.how is Reduce.COUNT else frame.numbers(step.element, member)
    k = None if step.k is None else number(frame.value(step.k, level))
    candidates = _candidates(step, frame, theirs, owns)
    parts: list[Vector] = []
    sizes: list[int] = []
    for first, last in _runs(candidates.count):
        count = candidates.count[first:last]
        starts = np.concatenate([[0], np.cumsum(count)])
        most = max(int(count.max(initial=0)), frame.layout.assumed)
        pairs = Segments(starts, most)
        mine = first + pairs.ids
        at = np.arange(int(starts[-1])) - starts[:-1][pairs.ids] + candidates.first[mine]
        other = candidates.order[at]
        held = [] if where is None else [_flags(taken(where, other))]
        for match, one, own in zip(step.matches, theirs, owns, strict=True):
            sides = taken(one, other), taken(own, mine)
            held.append(_flags(FUNCTIONS[match.sign](sides, ())))
        of = None if elements is None else number(taken(elements, other))
        own_k = None if k is None else number(_cut(k, first, last))
        parts.append(reduced(step, of, conjunction(flags(held)), own_k, pairs))
        sizes.append(last - first)
    return joined(parts, sizes)


def _flags(vector: Vector) -> Flags:
    assert isinstance(vector, Flags)
    return vector


def _cut(vector: Numbers, first: int, last: int) -> Vector:
    return between(vector, first, last)


def _runs(count: Array) -> Iterator[tuple[int, int]]:
    """Runs of rows with not too many pairs together; one run where there are no rows."""
    first = 0
    while True:
        ends = np.cumsum(count[first:])
        last = first + max(1, int(np.searchsorted(ends, MOST_PAIRS, side="right")))
        last = min(last, len(count))
        yield first, last
        if last >= len(count):
            return
        first = last


def _candidates(
    step: MatchStep, frame: Frame, theirs: Sequence[Vector], owns: Sequence[Vector]
) -> _Candidates:
    """The rows of the own group; where comparisons for equality are known on both sides, only
    those that are equal in them."""
    level, member = step.head.level, step.member
    groups = frame.layout.segments(member, step.within)
    group_of = frame.layout.owners(level, step.within)
    rows, others = frame.layout.rows[level], frame.layout.rows[member]
    keys = [
        (one, own)
        for match, one, own in zip(step.matches, theirs, owns, strict=True)
        if match.sign == "eq" and one.state is None and own.state is None
    ]
    if not keys or not rows or not others:
        return _Candidates(np.arange(others), groups.starts[group_of], groups.counts[group_of])
    code = np.concatenate([groups.ids, group_of])
    for one, own in keys:
        _, same = np.unique(_codes(one, own, others, rows), return_inverse=True)
        _, code = np.unique(code * (int(same.max()) + 1) + same, return_inverse=True)
    order = np.argsort(code[:others], kind="stable")
    in_order, mine = code[:others][order], code[others:]
    first = np.searchsorted(in_order, mine, side="left")
    return _Candidates(order, first, np.searchsorted(in_order, mine, side="right") - first)


def _codes(one: Vector, own: Vector, others: int, rows: int) -> Array:
    """Integers that are equal where the values of either side are."""
    both = joined([one, own], [others, rows])
    if isinstance(both, Numbers):
        return order_codes(both, others + rows)
    if isinstance(both, Words):
        folded = both.book.folded()
        return both.codes if folded is None else folded[both.codes]
    return both.truth.astype(np.int64)
