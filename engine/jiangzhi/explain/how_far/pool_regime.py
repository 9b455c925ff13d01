"""How a pool was served, from its values: which tier in full, and what held a row's share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.steps.pool import Pool, pool_of
from jiangzhi.explain.steps.tiers import Member, Served, served_tiers
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share


class Cover(Enum):
    """How far a tier's claims, or a pool without tiers, were met."""

    REFUSED = "refused"
    NOTHING = "nothing"
    PART = "part"
    FULL = "full"


class Hold(Enum):
    """What holds a row's share."""

    NONE = "none"
    CAP = "cap"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class PoolState:
    """Each tier's cover, and what holds the share of one row."""

    covers: dict[Fraction, Cover]
    hold: Hold


def pool_state(context: Context, step: AllocateStep, within: int, row: int | None) -> PoolState:
    """The state of a pool of a row of ``step.within``."""
    pool = pool_of(context, step, within)
    plain = step.tier is None and step.cap is None and step.floor is None
    if plain and pool.amount is not None and not pool.open:
        return PoolState({Fraction(0): _plain_cover(step, pool)}, Hold.NONE)
    served: tuple[Served, ...] = ()
    if pool.amount is not None and not pool.open:
        served = served_tiers(context, step, pool.amount, pool.claims)
    covers = {one.tier: _cover(step, one) for one in served}
    hold = Hold.NONE
    for tier in served:
        for one in tier.members:
            if one.row == row:
                hold = _hold(step, tier, one)
    return PoolState(covers, hold)


def _plain_cover(step: AllocateStep, pool: Pool) -> Cover:
    assert pool.amount is not None
    whole = pool.amount // step.rounding.unit * step.rounding.unit
    if whole < 0:
        return Cover.REFUSED
    if step.share is Share.BY_NEED and pool.claimed <= whole:
        return Cover.FULL
    return Cover.PART if whole else Cover.NOTHING


def _cover(step: AllocateStep, served: Served) -> Cover:
    unit = step.rounding.unit
    if step.share is Share.BY_NEED:
        if served.enough:
            return Cover.FULL
        nothing = served.left // unit * unit <= sum(one.low for one in served.members)
        return Cover.NOTHING if nothing else Cover.PART
    caps = [one.high for one in served.members if one.claim]
    if caps and all(cap is not None for cap in caps):
        most = sum((cap for cap in caps if cap is not None), Fraction(0))
        idle = sum((one.low for one in served.members if not one.claim), Fraction(0))
        if served.left // unit * unit >= most + idle:
            return Cover.FULL
    return Cover.PART


def _hold(step: AllocateStep, served: Served, one: Member) -> Hold:
    if step.share is Share.BY_NEED:
        if one.need < one.claim:
            return Hold.CAP
        factor = Fraction(1) if served.factor is None else served.factor
        lifted = one.need > one.claim or factor * one.need < one.low
        return Hold.FLOOR if lifted else Hold.NONE
    if served.factor is None or not one.claim:
        # A row of weight zero gets its floor and no more.
        return Hold.FLOOR if served.factor is not None and one.low else Hold.NONE
    scaled = served.factor * one.claim
    if one.high is not None and (scaled > one.high or _cover(step, served) is Cover.FULL):
        return Hold.CAP
    return Hold.FLOOR if scaled < one.low else Hold.NONE
