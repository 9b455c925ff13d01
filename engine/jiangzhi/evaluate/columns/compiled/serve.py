"""One tier of many groups served, compiled where its clauses and its numbers allow it."""

from __future__ import annotations

import numpy as np

from jiangzhi.evaluate.columns.allocate.members import Members, whole_of
from jiangzhi.evaluate.columns.allocate.tiers import Available, serve
from jiangzhi.evaluate.columns.compiled.shares import share_by_need, share_by_weight
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import extreme, tightened
from jiangzhi.evaluate.columns.numbers.integers import MOST_DIVISOR, MOST_QUOTIENT, fits, is_wide
from jiangzhi.evaluate.columns.numbers.vectors import Numbers
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder, Share


def serve_compiled(step: AllocateStep, members: Members, available: Available) -> Numbers:
    """The share of each row, as ``serve`` gives it."""
    by_need = step.share is Share.BY_NEED
    limited = members.low is not None or (members.high is not None and not by_need)
    rounded = step.ratio_places is not None
    whole = step.remainder in (Remainder.LARGEST_REMAINDER, Remainder.KEPT)
    if limited or rounded or not whole:
        return serve(step, members, available)
    needs, units, scale = members.claim, available.units, members.scale
    if members.high is not None:
        needs = extreme(
            [needs, fractions.multiply(members.high, members.each(scale))], largest=False
        )
    if scale.low != scale.high or not _fits(needs, units, scale.low, members.groups.most):
        return serve(step, members, available)
    groups, rows = members.groups, int(members.groups.starts[-1])
    parts = np.ascontiguousarray(np.broadcast_to(needs.num, (rows,)))
    pools = np.ascontiguousarray(np.broadcast_to(units.num, (groups.groups,)))
    shares = np.empty(rows, dtype=np.int64)
    kept = step.remainder is Remainder.KEPT
    if by_need:
        share_by_need(groups.starts, parts, scale.low, pools, kept, shares)
    else:
        share_by_weight(groups.starts, parts, pools, kept, shares)
    return whole_of(shares, 0, max(units.high, 0))


def _fits(needs: Numbers, units: Numbers, scale: int, most: int) -> bool:
    if is_wide(needs.num) or is_wide(units.num):
        return False
    if needs.high * most >= MOST_DIVISOR:
        needs = tightened(needs)
    return (
        needs.high * most < MOST_DIVISOR
        and fits(0, units.high * scale)
        and units.high < MOST_QUOTIENT
    )
