"""How a pool was served, from its values: which tier in full, and what held a row's share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.evaluate.exact.served import Cover, Hold, Served
from jiangzhi.explain.context import Context
from jiangzhi.explain.steps.pool import Pool, pool_of
from jiangzhi.explain.steps.tiers import served_tiers
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share


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
    covers = {one.tier: one.cover for one in served}
    holds = [
        tier.hold(at) for tier in served for at, one in enumerate(tier.rows) if one.index == row
    ]
    return PoolState(covers, holds[0] if holds else Hold.NONE)


def _plain_cover(step: AllocateStep, pool: Pool) -> Cover:
    assert pool.amount is not None
    whole = pool.amount // step.rounding.unit * step.rounding.unit
    if whole < 0:
        return Cover.REFUSED
    if step.share is Share.BY_NEED and pool.claimed <= whole:
        return Cover.FULL
    return Cover.PART if whole else Cover.NOTHING
