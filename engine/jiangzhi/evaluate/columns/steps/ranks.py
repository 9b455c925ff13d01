"""Ranks within groups, with the rule for equal values."""

from __future__ import annotations

from typing import assert_never

import numpy as np

from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Numbers,
    States,
    Vector,
    failing,
    worst_of,
)
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.evaluate.columns.rows.layout import Segments
from jiangzhi.evaluate.columns.rows.ordering import order_codes
from jiangzhi.evaluate.columns.rows.segments import worst_states, written
from jiangzhi.formula.expr import Ties
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import RankStep


def rank(step: RankStep, frame: Frame) -> Vector:
    """1 for the first. Rows whose flag is false are not ranked; one unknown flag or value of
    a row that is ranked makes all other ranks of the group unknown."""
    level = step.head.level
    groups = frame.layout.segments(level, step.within)
    values = frame.numbers(step.value, level)
    picked: Array = np.ones(1, dtype=np.bool_)
    out: Array = np.zeros(1, dtype=np.bool_)
    state: States = None
    if step.where is not None:
        where = frame.flags(step.where, level)
        known = np.zeros(1, dtype=np.uint8) if where.state is None else where.state
        picked, out = where.truth & (known == 0), ~where.truth & (known == 0)
        state = worst_states(where.state, groups)
    state = worst_of(state, worst_states(values.state, groups, picked))
    if state is not None:
        state = state[groups.ids]
    codes = order_codes(values, frame.layout.rows[level])
    found = _ranked(step, codes, written(picked, groups), groups)
    if step.ties is Ties.REFUSED:
        state = failing(state, found.tied, State.TIED)
    if out.any():
        own = np.zeros(1, dtype=np.uint8) if state is None else state
        state = np.where(out, np.uint8(State.NOT_RANKED), own)
    half = 2 if step.ties is Ties.MEAN else 1
    return Numbers(found.ranks, half, 0, half * max(groups.most, 1), state)


class _Ranked:
    """Ranks (doubled for mean ranks), and which rows are tied."""

    __slots__ = ("ranks", "tied")

    def __init__(self, ranks: Array, tied: Array) -> None:
        self.ranks = ranks
        self.tied = tied


def _ranked(step: RankStep, codes: Array, picked: Array, groups: Segments) -> _Ranked:
    ids = groups.ids
    order = np.lexsort((-codes if step.descending else codes, ~picked, ids))
    rows = len(order)
    sorted_codes, sorted_in, sorted_ids = codes[order], picked[order], ids[order]
    new = np.ones(rows, dtype=np.bool_)
    new[1:] = (
        (sorted_codes[1:] != sorted_codes[:-1])
        | (sorted_in[1:] != sorted_in[:-1])
        | (sorted_ids[1:] != sorted_ids[:-1])
    )
    run = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    size = np.diff(np.append(first, rows))
    before = first - groups.starts[:-1][sorted_ids[first]]
    match step.ties:
        case Ties.SAME | Ties.REFUSED:
            by_run = before + 1
        case Ties.DENSE:
            run_of_group = run[groups.starts[:-1][sorted_ids[first]]] if rows else first
            by_run = np.arange(len(first)) - run_of_group + 1
        case Ties.MEAN:
            by_run = 2 * before + size + 1
        case _:
            assert_never(step.ties)
    ranks = np.empty(rows, dtype=np.int64)
    tied = np.empty(rows, dtype=np.bool_)
    ranks[order] = by_run[run]
    tied[order] = size[run] > 1
    return _Ranked(ranks, tied & picked)
