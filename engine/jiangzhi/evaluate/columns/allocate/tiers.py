"""One tier of many groups served: by need, or by weight."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from jiangzhi.evaluate.columns.allocate.factor import Quotas, share_by_factor
from jiangzhi.evaluate.columns.allocate.members import (
    Members,
    divided,
    divided_product,
    picked,
    whole_of,
)
from jiangzhi.evaluate.columns.allocate.settle import settle
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import choose, difference, extreme
from jiangzhi.evaluate.columns.numbers.rounding import round_to
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers, constant
from jiangzhi.evaluate.columns.rows.segments import counted
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder, Share
from jiangzhi.rounding import Mode


@dataclass(frozen=True, slots=True)
class Available:
    """What each group has left: whole units, and what its pool holds beyond whole units."""

    units: Numbers
    beyond: Numbers

    def only(self, groups: Array) -> Available:
        """Of some groups."""
        return Available(picked(self.units, groups), picked(self.beyond, groups))


def serve(step: AllocateStep, members: Members, available: Available) -> Numbers:
    """The share of each row of one tier."""
    if step.share is Share.BY_NEED:
        return by_need(members, available, step.remainder, step.ratio_places)
    return by_weight(members, available, step.remainder)


def by_need(
    members: Members, available: Available, how: Remainder, ratio_places: int | None
) -> Numbers:
    """The share of each row: its need where the pool covers all needs, else scaled down."""
    scale = members.each(members.scale)
    needs = members.claim
    if members.low is not None:
        needs = extreme([needs, fractions.multiply(members.low, scale)], largest=True)
    if members.high is not None:
        needs = extreme([needs, fractions.multiply(members.high, scale)], largest=False)
    sought = members.total(needs)
    x, y = difference(sought, fractions.multiply(available.units, members.scale))
    covered = np.broadcast_to(x <= y, (members.groups.groups,))
    if scale.high == 1:
        floor, rest = needs, constant(0)
    else:
        floor, rest = divided(needs, scale)
    quotas = Quotas(floor, rest, scale)
    settled = covered
    shares = floor
    if scale.high != 1 and how is not Remainder.KEPT:
        half = fractions.subtract(scale, rest)
        x, y = difference(rest, half)
        up = np.asarray(x >= y) & np.asarray(rest.num > 0)
        shares = fractions.add(floor, whole_of(up.astype(np.int64), 0, 1))
        x, y = difference(members.total(shares), available.units)
        settled = covered & np.asarray(x <= y)
    if settled.size and settled.all():
        return shares
    up_to = fractions.add(floor, whole_of((rest.num > 0).astype(np.int64), 0, 1))
    everything = _Need(members, needs, quotas, up_to, sought)
    if not settled.size:
        # No groups: what might be done to some, for whoever asks which path that takes.
        _overdrawn(everything, available, how, ratio_places)
        return _short(everything, available, how, ratio_places)
    for groups, serve in ((covered & ~settled, _overdrawn), (~covered, _short)):
        if groups.all():
            return serve(everything, available, how, ratio_places)
        if groups.any():
            at = np.flatnonzero(groups)
            rows = np.flatnonzero(groups[members.groups.ids])
            found = serve(everything.only(rows, at), available.only(at), how, ratio_places)
            shares = _placed(shares, rows, found, int(members.groups.starts[-1]))
    return shares


@dataclass(frozen=True, slots=True)
class _Need:
    members: Members
    needs: Numbers
    quotas: Quotas
    up_to: Numbers
    sought: Numbers

    def only(self, rows: Array, groups: Array) -> _Need:
        quotas = self.quotas
        return _Need(
            self.members.only(rows, groups), picked(self.needs, rows),
            Quotas(*(picked(part, rows) for part in (quotas.floor, quotas.rest, quotas.below))),
            picked(self.up_to, rows), picked(self.sought, groups),
        )  # fmt: skip

    @property
    def low(self) -> Numbers:
        return constant(0) if self.members.low is None else self.members.low


def _overdrawn(
    of: _Need, available: Available, how: Remainder, _ratio_places: int | None
) -> Numbers:
    """The pool covers the needs, but not their rounding."""
    return settle(of.members, of.quotas, available.units, how, low=of.low, high=of.up_to)


def _short(of: _Need, available: Available, how: Remainder, ratio_places: int | None) -> Numbers:
    members = of.members
    floors_only = Members(members.groups, members.claim, members.scale, members.low, None)
    if ratio_places is None:
        factor = share_by_factor(floors_only, of.needs, available.units, constant(1))
        quotas = factor.quotas
    else:
        quotas = _by_rounded_factor(floors_only, of, available, ratio_places)
    return settle(
        members, quotas, available.units, how,
        low=of.low, high=of.up_to, nearest=ratio_places is not None,
    )  # fmt: skip


def _by_rounded_factor(members: Members, of: _Need, available: Available, places: int) -> Quotas:
    scale = members.scale
    pool = fractions.add(available.units, available.beyond)
    sought = fractions.divide(of.sought, scale)
    total = extreme([pool, sought], largest=False)
    parts = fractions.written_den(total)
    below = whole_of(parts, 1, total.top)
    above = whole_of(total.num, total.low, total.high)
    factor = share_by_factor(members, of.needs, above, below)
    # left / (weight · parts) of the needs, which are counted over the scale.
    tens = constant(10**places)
    weight = fractions.multiply(factor.weight, below)
    weight = choose(weight.num == 0, constant(1), weight)
    exact = fractions.divide(
        fractions.multiply(fractions.multiply(factor.left, scale), tens), weight
    )
    rounded = round_to(exact, Fraction(1), Mode.HALF_AWAY)
    if members.low is not None:
        # All at their floors: no factor is needed.
        x, y = difference(total, members.total(members.low))
        rounded = choose(np.asarray(x <= y), constant(0), rounded)
    share_of = members.each(fractions.multiply(scale, tens))
    floor, rest = divided_product(
        of.needs, members.each(rounded), share_of, most=max(of.up_to.high, 0)
    )
    if members.low is not None:
        x, y = difference(floor, members.low)
        under = np.asarray(x < y)
        floor = choose(under, members.low, floor)
        rest = choose(under, constant(0), rest)
    return Quotas(floor, rest, share_of)


def by_weight(members: Members, available: Available, how: Remainder) -> Numbers:
    """The share of each row: all that is available by weight, between floors and caps."""
    low = constant(0) if members.low is None else members.low
    high = members.high
    if high is not None or members.low is not None:
        nothing = members.claim.num == 0
        if high is not None:
            high = choose(nothing, low, high)
        elif nothing.any():
            high = choose(nothing, low, _no_cap(available, low))
    total = available.units
    if members.high is not None and high is not None:
        total = extreme([total, members.total(high)], largest=False)
    held = Members(members.groups, members.claim, members.scale, members.low, high)
    weighted = counted(members.claim.num > 0, members.groups) > 0
    factor = share_by_factor(held, members.claim, total, constant(1))
    shares = settle(held, factor.quotas, total, how, low=low, high=high)
    if weighted.all():
        return shares
    without = ~weighted[members.groups.ids]
    return choose(without, low, shares)


def _no_cap(available: Available, low: Numbers) -> Numbers:
    most = max(available.units.high, low.high, 0)
    return constant(most)


def _placed(into: Numbers, rows: Array, found: Numbers, count: int) -> Numbers:
    wide = object in (into.num.dtype, found.num.dtype)
    num = np.array(np.broadcast_to(into.num, (count,)), dtype=object if wide else np.int64)
    num[rows] = found.num
    return whole_of(num, min(into.low, found.low), max(into.high, found.high))
