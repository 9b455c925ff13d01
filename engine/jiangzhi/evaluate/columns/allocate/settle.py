"""Quotas made whole: who bears what rounding leaves over."""

from __future__ import annotations

from typing import assert_never

import numpy as np

from jiangzhi.evaluate.columns.allocate.factor import Quotas
from jiangzhi.evaluate.columns.allocate.members import Members, whole_of
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import choose, difference, extreme
from jiangzhi.evaluate.columns.numbers.integers import fits, is_wide, narrowed, widened
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers, constant
from jiangzhi.evaluate.columns.rows.ordering import order_codes
from jiangzhi.evaluate.columns.rows.segments import counted, largest_of_each, places_by, running
from jiangzhi.policy.model import Remainder


def settle(
    members: Members, quotas: Quotas, total: Numbers, how: Remainder, *,
    low: Numbers, high: Numbers | None, nearest: bool = False,
) -> Numbers:  # fmt: skip
    """Whole shares that add up to each group's ``total``.

    Largest remainder: rounded down, the units left over to the largest rests, equal ones
    as they stand; with ``nearest`` rounded half up, the difference, of either sign, one by
    one within the limits. Kept: rounded down; only an excess is taken off. To the largest:
    rounded half up, the difference to the largest claim as far as its limits allow.
    """
    down = not how.nearest and (how is Remainder.KEPT or not nearest)
    shares = quotas.floor if down else fractions.add(quotas.floor, _half_up(quotas))
    left = fractions.subtract(total, members.total(shares))
    match how:
        case Remainder.LARGEST_REMAINDER:
            if not down:
                return _one_by_one(members, quotas, shares, left, low=low, high=high)
            chosen = largest_of_each(_codes(members, quotas.rest), _int64(left), members.groups)
            return fractions.add(shares, whole_of(chosen.astype(np.int64), 0, 1))
        case Remainder.KEPT:
            left = extreme([left, constant(0)], largest=False)
        case Remainder.TO_LARGEST | Remainder.TO_FIRST | Remainder.TO_LAST:
            pass
        case _:
            assert_never(how)
    return _in_turn(members, shares, left, low=low, high=high)


def _half_up(quotas: Quotas) -> Numbers:
    x, y = difference(quotas.rest, fractions.subtract(quotas.below, quotas.rest))
    up = np.asarray(x >= y) & np.asarray(quotas.rest.num > 0)
    return whole_of(up.astype(np.int64), 0, 1)


def _codes(members: Members, numbers: Numbers) -> Array:
    rows = int(members.groups.starts[-1])
    return np.ascontiguousarray(order_codes(numbers, rows))


def _int64(left: Numbers) -> Array:
    if not is_wide(left.num):
        return left.num
    return np.clip(left.num, -(2**62), 2**62).astype(np.int64)


def _room(shares: Numbers, most: Numbers, low: Numbers, high: Numbers | None, up: Array) -> Numbers:
    """How many units each share may still move, at most as many as there are to move."""
    downwards = fractions.subtract(shares, low)
    upwards = most if high is None else fractions.subtract(high, shares)
    return extreme([choose(up, upwards, downwards), most], largest=False)


def _in_turn(
    members: Members, shares: Numbers, left: Numbers, *, low: Numbers, high: Numbers | None
) -> Numbers:
    """To the largest claim as far as its limits allow, then to the next."""
    if not (left.num != 0).any():
        return shares
    up = members.each(whole_of((left.num > 0).astype(np.int64), 0, 1)).num > 0
    most = members.each(fractions.absolute(left))
    room = extreme([_room(shares, most, low, high, up), constant(0)], largest=True)
    rows = int(members.groups.starts[-1])
    order = np.argsort(
        places_by(-_codes(members, members.claim), members.groups)
        + members.groups.starts[members.groups.ids]
    )
    ordered = np.broadcast_to(room.num, (rows,))[order]
    if is_wide(ordered) or not fits(0, room.high * max(rows, 1)):
        ordered = widened(ordered)
    before = running(ordered, members.groups)
    mine = np.minimum(np.maximum(np.broadcast_to(most.num, (rows,))[order] - before, 0), ordered)
    moved = np.empty(rows, dtype=mine.dtype)
    moved[order] = mine
    change = whole_of(*narrowed(np.where(up, moved, -moved), -room.high, room.high))
    return fractions.add(shares, change)


def _one_by_one(
    members: Members, quotas: Quotas, shares: Numbers, left: Numbers, *,
    low: Numbers, high: Numbers | None,
) -> Numbers:  # fmt: skip
    """One unit a row, those first whose quotas are farthest from their shares, and round
    again while units are left and limits allow."""
    groups = members.groups
    rows = int(groups.starts[-1])
    up = members.each(whole_of((left.num > 0).astype(np.int64), 0, 1)).num > 0
    # quota - share = rest / below, less 1 where the share was rounded up.
    rounded_up = fractions.subtract(shares, quotas.floor)
    over = fractions.subtract(quotas.rest, fractions.multiply(rounded_up, quotas.below))
    codes = _codes(members, over)
    order = np.argsort(places_by(np.where(up, -codes, codes), groups) + groups.starts[groups.ids])
    back = np.empty(rows, dtype=np.int64)
    back[order] = np.arange(rows)
    remaining = fractions.absolute(left)
    while (remaining.num > 0).any():
        most = members.each(remaining)
        room = _room(shares, most, low, high, up)
        is_open = np.broadcast_to(room.num > 0, (rows,))
        n_open = counted(is_open, groups)
        share = np.where(n_open > 0, remaining.num // np.maximum(n_open, 1), 0)
        remaining = choose(n_open > 0, remaining, constant(0))
        each = members.each(whole_of(share, 0, remaining.high))
        nth = running(is_open[order].astype(np.int64), groups)[back]
        in_front = is_open & np.asarray(nth < members.each(remaining).num)
        one = whole_of(in_front.astype(np.int64), 0, 1)
        moved = choose(each.num > 0, extreme([room, each], largest=False), one)
        moved = choose(is_open, moved, constant(0))
        shares = choose(up, fractions.add(shares, moved), fractions.subtract(shares, moved))
        remaining = fractions.subtract(remaining, members.total(moved))
    return shares
