"""One tier of an allocation by weight, held between floors and caps."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.plan.model import AllocateStep
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, lifted, picked, whole
from jiangzhi.publish.book.forms.limits import held
from jiangzhi.publish.book.forms.quotas import factor, quota
from jiangzhi.publish.book.forms.remainders import (
    Room,
    total,
)
from jiangzhi.publish.book.forms.shares import (
    Served,
    base_shares,
    free_weight,
    less_fixed,
    low_of,
    settled_shares,
)


def by_weight(step: AllocateStep, ledger: Ledger, tier: Served) -> Kept:
    """All units by weight, held between floors and caps."""
    own, g = ledger.own, ledger.own_group
    weight, fixed, units = tier.claim, None, tier.units
    high = tier.high
    if tier.low is not None or high is not None:
        if high is not None:
            high = _cap_of_weight(ledger, tier, high)
            most = total(ledger, "上限合计", high)
            units = _least(ledger, "可分单位(不超上限)", tier.units, most)
        fixed = held(ledger, tier.claim, tier.low, high, units)
        weight = free_weight(ledger, tier.claim, fixed)
    under = total(ledger, "权数合计", weight)
    over = units if fixed is None else less_fixed(ledger, units, fixed)
    found = quota(ledger, weight, factor(ledger, over, under))
    nearest = step.remainder.nearest
    shares = base_shares(
        step, ledger, found, under, mode=None, low=None, fixed=fixed, nearest=nearest
    )
    spent = total(ledger, "份额合计", shares)
    left = ledger.for_groups(
        "尾差", f"IF({g(under)}=0,0,{g(units)}-{g(spent)})",
        lambda group: lifted(
            lambda s, p, q: Fraction(0) if whole(s) == 0 else p - q,
            under.values[group], units.values[group], spent.values[group],
        ),
    )  # fmt: skip
    if high is None:
        least = own(tier.low) if tier.low else "0"
        high = ledger.for_rows(
            "不设上限", f"IF({own(tier.claim)}=0,{least},{ledger.group(units)})",
            lambda row: picked(
                tier.claim.values[row], lambda c: c == 0,
                tier.low.values[row] if tier.low else Fraction(0),
                units.values[ledger.group_of(row)],
            ),
        )  # fmt: skip
    room = Room(low_of(ledger, tier), high)
    return settled_shares(
        step, ledger, shares, found.remainder, claims=tier.claim, left=left, room=room
    )


def _cap_of_weight(ledger: Ledger, tier: Served, high: Kept) -> Kept:
    """A row of weight zero gets its floor and no more."""
    own = ledger.own
    low = own(tier.low) if tier.low else "0"
    return ledger.for_rows(
        "上限(无权数者为下限)", f"IF({own(tier.claim)}=0,{low},{own(high)})",
        lambda row: picked(
            tier.claim.values[row], lambda c: c == 0,
            tier.low.values[row] if tier.low else Fraction(0), high.values[row],
        ),
    )  # fmt: skip


def _least(ledger: Ledger, heading: str, one: Kept, other: Kept) -> Kept:
    g = ledger.own_group
    return ledger.for_groups(
        heading, f"MIN({g(one)},{g(other)})",
        lambda at: lifted(
            lambda a, b: Fraction(min(whole(a), whole(b))), one.values[at], other.values[at]
        ),
    )  # fmt: skip
