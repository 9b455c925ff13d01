"""Every pool of a large batch added up again, and every share that was not cut held against
its claim."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import difference, written_den
from jiangzhi.evaluate.columns.numbers.rounding import floor_of, round_to
from jiangzhi.evaluate.columns.numbers.vectors import Numbers
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.evaluate.columns.rows.layout import Segments
from jiangzhi.evaluate.columns.rows.segments import counted, sums, worst_states
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder, Share
from jiangzhi.rounding import Mode


@dataclass(frozen=True, slots=True)
class WrongShare:
    """A row of the frame, and two amounts that should be alike: found and expected."""

    row: int
    found: Fraction
    expected: Fraction
    of_pool: bool


def wrong_share(step: AllocateStep, frame: Frame) -> WrongShare | None:
    """The first pool that is overdrawn or not paid out, or share that is not its claim.

    Shares add up to no more than the pool. Unless caps, floors or a kept remainder stand
    against it, a pool that is shared by weight is paid out to its last unit; and so is one
    that is shared by need, or else every share is its claim, rounded.
    """
    level, unit = step.head.level, step.rounding.unit
    groups = frame.layout.segments(level, step.within)
    if not groups.groups or not int(groups.starts[-1]):
        return None
    shares, pool = frame.numbers(step.head.name, level), frame.numbers(step.pool, step.within)
    known = worst_states(shares.state, groups)
    judged = (groups.counts > 0) & (True if known is None else known == 0)
    if pool.state is not None:
        judged = judged & (pool.state == 0)
    paid = _totals(shares, groups)
    x, y = difference(paid, pool)
    over = judged & (x > y)
    if over.any():
        return _of_group(over, groups, paid, pool)
    if step.remainder is Remainder.KEPT or step.cap is not None or step.floor is not None:
        return None
    whole = fractions.scaled(floor_of(_in_units(pool, unit)), unit.numerator, unit.denominator)
    x, y = difference(paid, whole)
    rest = judged & (x < y)
    if not rest.any():
        return None
    claim, taking = frame.numbers(step.claim, level), np.ones(1, dtype=np.bool_)
    if step.takes_part is not None:
        taking = frame.flags(step.takes_part, level).truth
    if step.share is Share.BY_WEIGHT:
        rest = rest & (counted(taking & (claim.num > 0), groups) > 0)
        return _of_group(rest, groups, paid, whole) if rest.any() else None
    due = round_to(claim, unit, Mode.HALF_AWAY)
    x, y = difference(shares, due)
    wrong = np.flatnonzero(rest[groups.ids] & taking & (x != y))
    if not wrong.size:
        return None
    row = int(wrong[0])
    return WrongShare(row, _at(shares, row), _at(due, row), of_pool=False)


def _totals(shares: Numbers, groups: Segments) -> Numbers:
    assert isinstance(shares.den, int)
    total, low, high = sums(shares.num, min(shares.low, 0), max(shares.high, 0), groups)
    return Numbers(total, shares.den, low, high)


def _in_units(amounts: Numbers, unit: Fraction) -> Numbers:
    return fractions.scaled(amounts, unit.denominator, unit.numerator)


def _of_group(wrong: Any, groups: Segments, paid: Numbers, expected: Numbers) -> WrongShare:
    group = int(np.flatnonzero(wrong)[0])
    row = int(groups.starts[group])
    return WrongShare(row, _at(paid, group), _at(expected, group), of_pool=True)


def _at(numbers: Numbers, row: int) -> Fraction:
    num, den = numbers.num, written_den(numbers)
    return Fraction(int(num[row % len(num)]), int(den[row % len(den)]))
