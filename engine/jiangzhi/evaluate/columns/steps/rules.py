"""Guarded rules and table rows over columns: which of them applies to each row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from jiangzhi.evaluate.columns.functions.shape import flags
from jiangzhi.evaluate.columns.numbers.choices import choose, conjunction, with_state
from jiangzhi.evaluate.columns.numbers.integers import fits
from jiangzhi.evaluate.columns.numbers.rounding import round_to
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Flags,
    Numbers,
    States,
    Vector,
    looked_up,
    worst_of,
)
from jiangzhi.evaluate.columns.rows.frame import Frame, Result
from jiangzhi.evaluate.columns.steps.collect import collected, known_to_hold
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.model import Case, Hit

#: No single case decided.
NO_CASE: Final = -1


def decide(step: RuleStep, frame: Frame) -> Result:
    """The value of each row, and the case that gave it."""
    level = step.head.level
    rows = frame.layout.rows[level]
    truths = [holds(case, frame, level) for case in step.cases]
    cases = [*step.cases, *([step.otherwise] if step.otherwise is not None else [])]
    values = [frame.value(case.value, level) for case in cases]
    if step.hit.collects:
        vector = collected(step.hit, truths, values)
        rules: Array = np.broadcast_to(np.int8(NO_CASE), (rows,))
    elif len(truths) == 1 and step.cases[0].guards == ():
        vector, rules = values[0], np.broadcast_to(np.int8(0), (rows,))
    else:
        picked, state = _picked(truths, step.hit, len(cases))
        vector = _of_cases(values, picked, state)
        if state is not None:
            picked = np.where(state != 0, picked.dtype.type(NO_CASE), picked)
        rules = np.broadcast_to(picked, (rows,))
    if step.rounding is not None and isinstance(vector, Numbers):
        vector = round_to(vector, step.rounding.unit, step.rounding.mode)
    return Result(vector, rules)


def holds(case: Case, frame: Frame, level: str) -> Flags:
    """Whether all guards of a case hold, row by row."""
    if not case.guards:
        return Flags(np.ones(1, dtype=np.bool_))
    return conjunction(flags([frame.value(guard, level) for guard in case.guards]))


def _picked(truths: Sequence[Flags], hit: Hit, cases: int) -> tuple[Array, States]:
    """The case of each row, and why there is none."""
    if hit is Hit.FIRST:
        return _first(truths, cases)
    state = worst_of(*(flag.state for flag in truths))
    # Where one case holds, the sum takes away the way from the otherwise to that case.
    small = np.int8 if len(truths) < 127 else np.int32
    picked: Array = np.full(1, len(truths), dtype=small)
    hits: Array = np.zeros(1, dtype=small)
    for index, flag in enumerate(truths):
        known = known_to_hold(flag).astype(small)
        hits = hits + known
        picked = picked - np.multiply(known, small(len(truths) - index))
    state = _failing_where(state, hits == 0, State.NO_RULE, cases == len(truths))
    twice = hits > 1
    if twice.any():
        others = np.zeros(1, dtype=np.uint8) if state is None else state
        state = np.where(twice, np.uint8(State.TWO_RULES), others)
        picked = np.where(twice, small(0), picked)
    return picked, state


def _first(truths: Sequence[Flags], cases: int) -> tuple[Array, States]:
    picked: Array = np.full(1, len(truths), dtype=np.int32)
    state: States = None
    open_rows = np.ones(1, dtype=np.bool_)
    for index, flag in enumerate(truths):
        if flag.state is not None:
            state = worst_of(state, np.where(open_rows, flag.state, np.uint8(0)))
        holds = open_rows & known_to_hold(flag)
        picked = np.where(holds, np.int32(index), picked)
        open_rows = open_rows & ~holds
    return picked, _failing_where(state, open_rows, State.NO_RULE, cases == len(truths))


def _failing_where(state: States, none: Array, code: State, fails: bool) -> States:
    if not fails or not none.any():
        return state
    failed = np.where(none, np.uint8(code), np.uint8(0))
    return failed if state is None else np.where(state == 0, failed, state)


def _of_cases(values: Sequence[Vector], picked: Array, state: States) -> Vector:
    found = _looked_up(values, picked) or _chosen(values, picked)
    if state is None:
        return found
    own = np.zeros(1, dtype=np.uint8) if found.state is None else found.state
    return with_state(found, np.where(state != 0, state, own))


def _chosen(values: Sequence[Vector], picked: Array) -> Vector:
    found = values[0]
    for index, value in enumerate(values[1:], start=1):
        found = choose(picked == index, value, found)
    return found


def _looked_up(values: Sequence[Vector], picked: Array) -> Numbers | None:
    """The values of the cases picked, where each case has one value for all rows."""
    nums, dens = [], []
    for value in values:
        if not isinstance(value, Numbers) or value.state is not None or value.low != value.high:
            return None
        if not isinstance(value.den, int):
            return None
        nums.append(value.low)
        dens.append(value.den)
    den = math.lcm(*dens)
    over = [num * (den // own) for num, own in zip(nums, dens, strict=True)]
    if not fits(min(over), max(over)):
        return None
    # Where nothing was picked the last one stands, and the state says that it means nothing.
    table = np.array([*over, over[-1]])
    return Numbers(looked_up(table, picked), den, min(over), max(over))
