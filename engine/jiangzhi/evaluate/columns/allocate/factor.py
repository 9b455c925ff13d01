"""Weights times one factor, held between floors and caps, adding up to a total."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jiangzhi.evaluate.columns.allocate.members import Members, divided_product, whole_of
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import choose, difference
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers, constant


@dataclass(frozen=True, slots=True)
class Quotas:
    """``floor + rest / below`` units a row; ``below`` is the same for all rests of a group
    that are not 0."""

    floor: Numbers
    rest: Numbers
    below: Numbers


@dataclass(frozen=True, slots=True)
class Factor:
    """``left / weight`` of each group, and the quotas that it gives."""

    left: Numbers
    weight: Numbers
    quotas: Quotas


def share_by_factor(members: Members, weights: Numbers, total: Numbers, parts: Numbers) -> Factor:
    """The quotas that add up to ``total / parts`` of each group.

    As in a flexible box layout: all weights share what is left; where holding the shares
    within their limits adds more than it takes away, those below their floors are fixed
    there, else those above their caps, and the others share again.
    """
    active = np.ones(1, dtype=np.bool_)
    zero = constant(0)
    fixed_share = zero
    while True:
        own = weights if active.shape == (1,) else choose(active, weights, zero)
        weight = members.total(own)
        left = fractions.subtract(total, _times(members.total(fixed_share), parts))
        left = fractions.extreme([left, zero], largest=True)
        below = _times(weight, parts)
        below = choose(below.num == 0, constant(1), below)
        floor, rest = divided_product(
            own, members.each(left), members.each(below), most=max(total.high, 0)
        )
        found = Quotas(fractions.add(floor, fixed_share), rest, members.each(below))
        if members.low is None and members.high is None:
            return Factor(left, weight, found)
        freeze, bound = _to_fix(members, active, floor, rest, below)
        if not freeze.any():
            return Factor(left, weight, found)
        fixed_share = choose(freeze, bound, fixed_share)
        active = np.broadcast_to(active, freeze.shape) & ~freeze


def _to_fix(
    members: Members, active: Array, floor: Numbers, rest: Numbers, below: Numbers
) -> tuple[Array, Numbers]:
    rows = int(members.groups.starts[-1])
    none = np.zeros(rows, dtype=np.bool_)
    zero = constant(0)
    low = zero if members.low is None else members.low
    under = none | (active & _holds(floor, low, np.less)) if members.low is not None else none
    over, high = none, zero
    if members.high is not None:
        high = members.high
        beyond = _holds(floor, high, np.greater) | (
            (rest.num > 0) & _holds(floor, high, np.greater_equal)
        )
        over = none | (active & beyond & ~under)
    bound = choose(under, low, high)
    outside = under | over
    if not outside.any():
        return outside, bound
    # What holding them adds, against what it takes away: whole units, then the rests.
    gained = fractions.subtract(choose(outside, bound, zero), choose(outside, floor, zero))
    whole = members.total(gained)
    parts = members.total(choose(outside, rest, zero))
    x, y = difference(_times(whole, below), parts)
    fix_low = np.broadcast_to(x >= y, (members.groups.groups,))[members.groups.ids]
    fix_high = np.broadcast_to(x <= y, (members.groups.groups,))[members.groups.ids]
    freeze = (under & fix_low) | (over & fix_high)
    return freeze, bound


def _holds(a: Numbers, b: Numbers, how: np.ufunc) -> Array:
    x, y = difference(a, b)
    return np.asarray(how(x, y), dtype=np.bool_)


def _times(a: Numbers, b: Numbers) -> Numbers:
    found = fractions.multiply(a, b)
    return whole_of(found.num, found.low, found.high)
