"""Which shares are fixed at their floor or cap.

A row is at its floor where, at the factor at which it would just leave it, all shares
together already make the total; at its cap where, at the factor at which it just meets it,
they do not make more. Where that is exactly the total both sides give the same share.
"""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.formula.types.value import Value, worst
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, whole


def floored(ledger: Ledger, need: Kept, low: Kept, units: Kept, mode: Kept) -> Kept:
    """The floor where the scaled need would be less, -1 where it would not, or none is scaled."""
    own, group = ledger.own, ledger.group
    needs, lows = ledger.rows(need), ledger.rows(low)
    scaled = f"{needs}*{own(low)}/{own(need)}"
    sum_ = f"SUMPRODUCT(({scaled}>{lows})*({scaled}-{lows}))+SUM({lows})"
    text = f"IF({group(mode)}<3,-1,IF({own(need)}=0,0,IF({sum_}>={group(units)},{own(low)},-1)))"

    def value(row: int) -> Value:
        at = ledger.group_of(row)
        members = ledger.members(at)
        used = [*(need.values[m] for m in members), *(low.values[m] for m in members)]
        unknown = worst([mode.values[at], units.values[at], *used])
        if unknown is not None:
            return unknown
        if whole(mode.values[at]) < 3:
            return Fraction(-1)
        own_need, own_low = whole(need.values[row]), whole(low.values[row])
        if own_need == 0:
            return Fraction(0)
        made = sum(
            max(Fraction(whole(need.values[m]) * own_low, own_need), Fraction(whole(low.values[m])))
            for m in members
        )
        return Fraction(own_low if made >= whole(units.values[at]) else -1)

    return ledger.for_rows("保底额(-1为不保底)", text, value)


def held(ledger: Ledger, weight: Kept, low: Kept | None, high: Kept | None, units: Kept) -> Kept:
    """The floor or cap that fixes a row's share, -1 where it is free."""
    own, group = ledger.own, ledger.group
    least = own(low) if low else "0"
    text = "-1"
    if high is not None:
        text = (
            f"IF({_sum(ledger, weight, low, high, own(high))}<={group(units)},{own(high)},{text})"
        )
    if low is not None:
        text = f"IF({_sum(ledger, weight, low, high, own(low))}>={group(units)},{own(low)},{text})"
    text = f"IF({own(weight)}=0,{least},{text})"

    def value(row: int) -> Value:
        if weight.values[row] == 0:
            return low.values[row] if low else Fraction(0)
        at = ledger.group_of(row)
        members = ledger.members(at)
        used = [kept.values[m] for kept in (weight, low, high) if kept is not None for m in members]
        unknown = worst([units.values[at], *used])
        if unknown is not None:
            return unknown

        def made(limit: Kept) -> Fraction:
            factor = Fraction(whole(limit.values[row]), whole(weight.values[row]))
            found = Fraction(0)
            for m in members:
                share = factor * whole(weight.values[m])
                share = max(share, Fraction(whole(low.values[m]))) if low else share
                found += min(share, Fraction(whole(high.values[m]))) if high else share
            return found

        if low is not None and made(low) >= whole(units.values[at]):
            return low.values[row]
        if high is not None and made(high) <= whole(units.values[at]):
            return high.values[row]
        return Fraction(-1)

    return ledger.for_rows("封顶或保底额(-1为按权分)", text, value)


def _sum(ledger: Ledger, weight: Kept, low: Kept | None, high: Kept | None, limit: str) -> str:
    """What all shares together make at the factor limit/weight of the row."""
    share = f"{ledger.rows(weight)}*{limit}/{ledger.own(weight)}"
    lows = ledger.rows(low) if low else "0"
    if high is None:
        return f"SUMPRODUCT(({share}>{lows})*({share}-{lows}))+SUM({lows})"
    highs = ledger.rows(high)
    return (
        f"SUMPRODUCT(({share}<{lows})*{lows}+({share}>={lows})*({share}<={highs})*{share}"
        f"+({share}>{highs})*({share}>={lows})*{highs})"
    )
