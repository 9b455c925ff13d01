"""A pool shared out, with caps, floors, tiers and every rule for the remainder.

Everything is counted in whole units of the rounding, on the helper sheets; a formula of the
results' sheet only turns the units back into 元.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jiangzhi.formula.types.value import State, Unknown, Value, worst
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder, Share
from jiangzhi.publish.book.form import Bind, Form, per_cell, power_text
from jiangzhi.publish.book.forms.by_need import by_need
from jiangzhi.publish.book.forms.by_weight import by_weight
from jiangzhi.publish.book.forms.claims import Claims, claims
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, lifted, whole
from jiangzhi.publish.book.forms.masked import masked
from jiangzhi.publish.book.forms.remainders import total
from jiangzhi.publish.book.forms.rounding import over
from jiangzhi.publish.book.forms.shares import Served
from jiangzhi.publish.book.forms.tiers import Tier, tiers
from jiangzhi.publish.book.site import open_site
from jiangzhi.publish.book.workings import FAILED_NAME, Workings


def allocate(step: AllocateStep, work: Workings, *, sheet: str) -> Form:
    """The form of a row's share. Empty where the units of a ratio would go round more than
    once among the remainders: that one case is given as a value."""
    ledger = Ledger(work, step.head, step.head.level, step.within)
    masked(step.claim, step.takes_part, step.head, work)
    shown = Form("", step.head.type, clean=True, signed=True)
    if step.ratio_places is not None and step.remainder is Remainder.LARGEST_REMAINDER:
        return shown
    brought = claims(step, ledger)
    units, exact = _units(step, ledger, brought)
    share = _all_tiers(step, ledger, brought, units, exact)
    if not _is_engines(step, ledger, share):
        return shown
    cell = work.reference(share.spot, sheet=sheet, level=step.head.level)
    unit = step.rounding.unit / per_cell(step.head.type)
    text = cell if unit.numerator == 1 else f"{cell}*{power_text(unit.numerator)}"
    text += "" if unit.denominator == 1 else f"/{power_text(unit.denominator)}"
    if step.takes_part is not None:
        flag = open_site(step.head, work, sheet=sheet).read(step.takes_part).text
        text = f"IF({flag},{text},0)"
    return Form(text, step.head.type, Bind.MULTIPLY, clean=True, signed=True)


def _units(step: AllocateStep, ledger: Ledger, brought: Claims) -> tuple[Kept, Kept | None]:
    """How many whole units the pool holds, failing where it cannot be shared out; and for a
    ratio the pool as it is, in scaled units."""
    work = ledger.work
    site = open_site(step.head, work, sheet=ledger.group_sheet, level=step.within)
    pool = site.read(step.pool)
    unit = step.rounding.unit / per_cell(step.head.type)
    values = work.values(step.pool)
    claim = ledger.rows_of_group(brought.claim)
    refused = [f"{pool.text}<0", f"MIN({claim})<0"]
    plain = f"INT({over(pool, unit)})"
    if brought.low is not None:
        refused.append(f"SUM({ledger.rows_of_group(brought.low)})>{plain}")
    if brought.high is not None:
        low = ledger.rows_of_group(brought.low) if brought.low else "0"
        refused.append(f"SUMPRODUCT(({low}>{ledger.rows_of_group(brought.high)})*1)>0")
    text = f"IF(OR({','.join(refused)}),{FAILED_NAME},{plain})"

    def units(group: int) -> Value:
        members = ledger.members(group)
        kept = [k for k in (brought.claim, brought.low, brought.high) if k is not None]
        unknown = worst([values(group), *(k.values[m] for k in kept for m in members)])
        if unknown is not None:
            return unknown
        amount = values(group)
        assert isinstance(amount, Fraction)
        refusal = _refusal(amount / step.rounding.unit, brought, members)
        return refusal or Fraction(amount // step.rounding.unit)

    kept = ledger.for_groups("可分单位", text, units)
    if step.ratio_places is None:
        return kept, None
    scale = brought.scale
    scaled = ledger.for_groups(
        "资金池(放大)", f"ROUND({pool.within(Bind.MULTIPLY)}*{power_text(scale)},0)",
        lambda group: lifted(lambda v: v * scale / per_cell(pool.type), values(group)),
    )  # fmt: skip
    return kept, scaled


def _refusal(pool: Fraction, brought: Claims, members: Sequence[int]) -> Unknown | None:
    lows = [whole(brought.low.values[m]) if brought.low else 0 for m in members]
    if pool < 0:
        return Unknown(State.POOL_NEGATIVE)
    if any(whole(brought.claim.values[m]) < 0 for m in members):
        return Unknown(State.CLAIM_NEGATIVE)
    if brought.high is not None and any(
        whole(brought.high.values[m]) < low for m, low in zip(members, lows, strict=True)
    ):
        return Unknown(State.NOT_IN_DOMAIN)
    return Unknown(State.FLOORS_EXCEED_POOL) if sum(lows) > pool else None


def _all_tiers(
    step: AllocateStep, ledger: Ledger, brought: Claims, units: Kept, exact: Kept | None
) -> Kept:
    serve = by_need if step.share is Share.BY_NEED else by_weight
    if step.tier is None:
        served = Served(brought.claim, brought.low, brought.high, brought.each, units, exact)
        return _unless_weightless(step, ledger, brought, serve(step, ledger, served))
    shares: list[Kept] = []
    every = tiers(step, ledger, brought)
    for number, tier in enumerate(every):
        left = _left(ledger, units, shares, every[number + 1 :], number + 1)
        exact_left = None
        if exact is not None:
            exact_left = _exact_left(
                ledger, exact, units=units, left=left, each=brought.each, number=number + 1
            )
        served = Served(tier.claim, tier.low, tier.high, brought.each, left, exact_left)
        shares.append(serve(step, ledger, served))

    def value(row: int) -> Value:
        values = [kept.values[row] for kept in shares]
        return worst(values) or Fraction(sum(whole(one) for one in values))

    text = "+".join(ledger.own(kept) for kept in shares)
    return _unless_weightless(step, ledger, brought, ledger.for_rows("各级合计", text, value))


def _left(ledger: Ledger, units: Kept, served: list[Kept], later: list[Tier], number: int) -> Kept:
    """What is there for a tier: without what earlier ones got, and the floors of later ones."""
    spent = [total(ledger, f"第{number}级之前已分", kept) for kept in served[-1:]]
    known = ledger.work.shared.get(f"left|{ledger.head.name}|{number - 1}")
    before = known if isinstance(known, Kept) else units
    set_aside = [total(ledger, f"第{number}级之后保底", t.low) for t in later if t.low is not None]
    own = ledger.own_group
    text = "-".join([own(before), *(own(kept) for kept in spent)])

    def without(group: int) -> Value:
        values = [before.values[group], *(kept.values[group] for kept in spent)]
        return worst(values) or Fraction(whole(values[0]) - sum(whole(v) for v in values[1:]))

    kept = ledger.for_groups(f"第{number}级之前余下", text, without)
    ledger.work.shared[f"left|{ledger.head.name}|{number}"] = kept
    if not set_aside:
        return kept

    def value(group: int) -> Value:
        values = [kept.values[group], *(one.values[group] for one in set_aside)]
        return worst(values) or Fraction(whole(values[0]) - sum(whole(v) for v in values[1:]))

    return ledger.for_groups(
        f"第{number}级可分", "-".join([own(kept), *(own(one) for one in set_aside)]), value
    )


def _exact_left(
    ledger: Ledger, exact: Kept, *, units: Kept, left: Kept, each: int, number: int
) -> Kept:
    """The same before it is rounded to units."""
    own = ledger.own_group
    text = f"{own(exact)}-({own(units)}-{own(left)})*{power_text(each)}"

    def value(group: int) -> Value:
        return lifted(
            lambda a, u, rest: a - (u - rest) * each,
            exact.values[group], units.values[group], left.values[group],
        )  # fmt: skip

    return ledger.for_groups(f"第{number}级可分(放大)", text, value)


def _unless_weightless(step: AllocateStep, ledger: Ledger, brought: Claims, share: Kept) -> Kept:
    """By weight nobody gets anything, not even a floor, where all weights are zero."""
    if step.share is Share.BY_NEED or brought.low is None:
        return share
    weights = total(ledger, "全部权数", brought.claim)

    def value(row: int) -> Value:
        return lifted(
            lambda s, w: Fraction(0) if whole(w) == 0 else s,
            share.values[row], weights.values[ledger.group_of(row)],
        )  # fmt: skip

    text = f"IF({ledger.group(weights)}=0,0,{ledger.own(share)})"
    return ledger.for_rows("份额(权数全零则不分)", text, value)


def _is_engines(step: AllocateStep, ledger: Ledger, share: Kept) -> bool:
    values = ledger.work.values(step.head.name)
    flags = None if step.takes_part is None else ledger.work.values(step.takes_part)
    for row in range(len(share.values)):
        if flags is not None and flags(row) is False:
            continue
        given, made = values(row), share.values[row]
        if isinstance(given, Unknown) or isinstance(made, Unknown):
            if isinstance(given, Unknown) != isinstance(made, Unknown):
                return False
        elif whole(made) * step.rounding.unit != given:
            return False
    return True
