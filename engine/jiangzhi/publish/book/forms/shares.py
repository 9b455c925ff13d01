"""Shares of one tier of an allocation made whole, whatever gave the quotas."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from jiangzhi.formula.types.value import Value, worst
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, lifted, picked, whole
from jiangzhi.publish.book.forms.quotas import Quota
from jiangzhi.publish.book.forms.remainders import (
    Room,
    in_turn,
    one_each,
)


@dataclass(frozen=True, slots=True)
class Served:
    """The rows of a tier: scaled claims as they are, limits in units (``None`` for none), how
    many scaled units make one, and the units there are."""

    claim: Kept
    low: Kept | None
    high: Kept | None
    each: int
    units: Kept
    #: The same amount in scaled units, before it is rounded to whole ones.
    exact: Kept | None = None


def free_weight(ledger: Ledger, weight: Kept, fixed: Kept) -> Kept:
    """The weights of the rows whose share is not fixed."""
    own = ledger.own
    return ledger.for_rows(
        "参与分摊的权数", f"IF({own(fixed)}>=0,0,{own(weight)})",
        lambda row: picked(
            fixed.values[row], lambda f: f >= 0, Fraction(0), weight.values[row]
        ),
    )  # fmt: skip


def base_shares(
    step: AllocateStep,
    ledger: Ledger,
    found: Quota,
    under: Kept,
    *,
    mode: Kept | None,
    low: Kept | None,
    fixed: Kept | None,
    nearest: bool,
) -> Kept:
    """Each quota as a whole number, before the remainder: rounded down, or to the nearest."""
    own, group = ledger.own, ledger.group
    text, always = own(found.quotient), step.remainder.nearest
    if nearest:
        conditions = [f"{group(under)}>0", f"2*{own(found.remainder)}>={group(under)}"]
        if mode is not None and not always:
            conditions.insert(0, f"{group(mode)}=3")
        text = f"{text}+IF(AND({','.join(conditions)}),1,0)"
    if fixed is not None:
        text = f"IF({own(fixed)}>=0,{own(fixed)},{text})"
    elif low is not None:
        text = f"MAX({own(low)},{text})"
    zero = Fraction(0)

    def share(row: int) -> Value:
        at = ledger.group_of(row)
        set_ = fixed.values[row] if fixed else Fraction(-1)
        if isinstance(set_, Fraction) and set_ >= 0:
            return set_

        def work_out(q: Value, r: Value, s: Value, m: Value, least: Value, _: Value) -> Value:
            half = whole(s) > 0 and 2 * whole(r) >= whole(s)
            up = nearest and (always or whole(m) == 3) and half
            return Fraction(max(whole(q) + up, whole(least)))

        return lifted(
            work_out, found.quotient.values[row], found.remainder.values[row], under.values[at],
            mode.values[at] if mode else Fraction(3),
            low.values[row] if low and fixed is None else zero,
            set_,
        )  # fmt: skip

    return ledger.for_rows("取整份额", text, share)


def settled_shares(
    step: AllocateStep,
    ledger: Ledger,
    shares: Kept,
    remainders: Kept,
    *,
    claims: Kept,
    left: Kept,
    room: Room,
) -> Kept:
    """The shares with what rounding left over, as the clause on remainders says."""
    match step.remainder:
        case Remainder.LARGEST_REMAINDER:
            return one_each(ledger, shares, remainders, left)
        case Remainder.TO_LARGEST | Remainder.TO_FIRST | Remainder.TO_LAST:
            return in_turn(ledger, shares, claims, left, room)
        case Remainder.KEPT:
            if step.ratio_places is None:
                return shares
            over = ledger.for_groups(
                "超出(负数)", f"MIN(0,{ledger.own_group(left)})",
                lambda at: lifted(lambda n: Fraction(min(0, whole(n))), left.values[at]),
            )  # fmt: skip
            return in_turn(ledger, shares, claims, over, room)
        case _:
            assert_never(step.remainder)


def low_of(ledger: Ledger, tier: Served) -> Kept:
    """The rows' floors, 0 where there are none."""
    if tier.low is not None:
        return tier.low
    return ledger.for_rows("不设下限", "0", lambda row: Fraction(0))


def less_fixed(ledger: Ledger, units: Kept, fixed: Kept) -> Kept:
    """The units without those that go to fixed shares."""
    span = ledger.rows_of_group(fixed)

    def value(group: int) -> Value:
        values = [fixed.values[row] for row in ledger.members(group)]
        unknown = worst([units.values[group], *values])
        if unknown is not None:
            return unknown
        return Fraction(whole(units.values[group]) - sum(max(0, whole(v)) for v in values))

    text = f"{ledger.own_group(units)}-SUMPRODUCT(({span}>0)*{span})"
    return ledger.for_groups("可分摊单位", text, value)
