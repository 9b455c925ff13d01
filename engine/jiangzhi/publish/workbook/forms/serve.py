"""One tier of an allocation: by need, or by weight, to whole units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.formula.value import Value, worst
from jiangzhi.money import round_half_away
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder
from jiangzhi.publish.workbook.form import power_text
from jiangzhi.publish.workbook.forms.ledger import Kept, Ledger, lifted, picked, whole
from jiangzhi.publish.workbook.forms.limits import floored, held
from jiangzhi.publish.workbook.forms.quotas import Quota, factor, quota
from jiangzhi.publish.workbook.forms.remainders import (
    Room,
    difference,
    in_turn,
    one_each,
    total,
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


def by_need(step: AllocateStep, ledger: Ledger, tier: Served) -> Kept:
    """Needs in full where the units cover them, else all scaled by one factor."""
    own, group, g = ledger.own, ledger.group, ledger.own_group
    need = _need(ledger, tier)
    each = power_text(tier.each)
    in_full = ledger.for_rows(
        "足额份额", f"ROUND({own(need)}/{each},0)",
        lambda row: lifted(
            lambda n: Fraction(round_half_away(Fraction(whole(n), tier.each))), need.values[row]
        ),
    )  # fmt: skip
    needs = total(ledger, "应得合计", need)
    fulls = total(ledger, "足额合计", in_full)
    kept = step.remainder is Remainder.KEPT

    def case(index: int) -> Value:
        def decide(s: Value, r: Value, p: Value) -> Value:
            if whole(s) > whole(p) * tier.each:
                return Fraction(3)
            return Fraction(2 if kept or whole(r) > whole(p) else 1)

        return lifted(decide, needs.values[index], fulls.values[index], tier.units.values[index])

    enough = f"IF({g(fulls)}<={g(tier.units)},1,2)" if not kept else "2"
    text = f"IF({g(needs)}<={g(tier.units)}*{each},{enough},3)"
    mode = ledger.for_groups("情形(1足额2足额但取整超池3缩减)", text, case)
    weight, fixed = need, None
    if tier.low is not None and step.ratio_places is None:
        fixed = floored(ledger, need, tier.low, tier.units, mode)
        weight = free_weight(ledger, need, fixed)
    over, under = _factor_of_need(
        step, ledger, tier, mode=mode, weight=weight, fixed=fixed, needs=needs
    )
    found = quota(ledger, weight, factor(ledger, over, under))
    nearest = step.ratio_places is not None or step.remainder is Remainder.TO_LARGEST
    shares = _base(
        step,
        ledger,
        found,
        under,
        mode=mode,
        low=tier.low,
        fixed=fixed,
        nearest=nearest and not kept,
    )
    left = difference(ledger, "尾差", tier.units, total(ledger, "份额合计", shares))
    limits = Room(_low(ledger, tier), _ceiling(ledger, need, tier.each))
    settled = _settled(
        step, ledger, shares, found.remainder, claims=tier.claim, left=left, room=limits
    )

    def share(row: int) -> Value:
        which = mode.values[ledger.group_of(row)]
        return picked(which, lambda m: m == 1, in_full.values[row], settled.values[row])

    return ledger.for_rows("份额", f"IF({group(mode)}=1,{own(in_full)},{own(settled)})", share)


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
    over = units if fixed is None else _less_fixed(ledger, units, fixed)
    found = quota(ledger, weight, factor(ledger, over, under))
    nearest = step.remainder is Remainder.TO_LARGEST
    shares = _base(step, ledger, found, under, mode=None, low=None, fixed=fixed, nearest=nearest)
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
    room = Room(_low(ledger, tier), high)
    return _settled(step, ledger, shares, found.remainder, claims=tier.claim, left=left, room=room)


def free_weight(ledger: Ledger, weight: Kept, fixed: Kept) -> Kept:
    """The weights of the rows whose share is not fixed."""
    own = ledger.own
    return ledger.for_rows(
        "参与分摊的权数", f"IF({own(fixed)}>=0,0,{own(weight)})",
        lambda row: picked(
            fixed.values[row], lambda f: f >= 0, Fraction(0), weight.values[row]
        ),
    )  # fmt: skip


def _need(ledger: Ledger, tier: Served) -> Kept:
    """The claim, at most its cap, at least its floor."""
    if tier.low is None and tier.high is None:
        return tier.claim
    own, each = ledger.own, power_text(tier.each)
    text = own(tier.claim)
    if tier.low is not None:
        text = f"MAX({text},{own(tier.low)}*{each})"
    if tier.high is not None:
        text = f"MIN({text},{own(tier.high)}*{each})"

    def need(row: int) -> Value:
        def work_out(claim: Value, low: Value, high: Value) -> Value:
            least = max(whole(claim), whole(low) * tier.each)
            return Fraction(min(least, whole(high) * tier.each) if tier.high else least)

        zero = Fraction(0)
        return lifted(
            work_out, tier.claim.values[row],
            tier.low.values[row] if tier.low else zero,
            tier.high.values[row] if tier.high else zero,
        )  # fmt: skip

    return ledger.for_rows("应得(限定后)", text, need)


def _factor_of_need(
    step: AllocateStep,
    ledger: Ledger,
    tier: Served,
    *,
    mode: Kept,
    weight: Kept,
    fixed: Kept | None,
    needs: Kept,
) -> tuple[Kept, Kept]:
    """Numerator and denominator of what needs are multiplied by."""
    g, each = ledger.own_group, tier.each
    if step.ratio_places is not None:
        ratio = _ratio(step, ledger, tier, mode, needs)
        below = each * 10**step.ratio_places
        over = _by_mode(
            ledger,
            "缩减分子",
            mode,
            short=g(ratio),
            full="1",
            value=lambda at: ratio.values[at],
            otherwise=1,
        )
        under = _by_mode(
            ledger, "缩减分母", mode, short=power_text(below), full=power_text(each),
            value=lambda at: Fraction(below), otherwise=each,
        )  # fmt: skip
        return over, under
    units = tier.units if fixed is None else _less_fixed(ledger, tier.units, fixed)
    weights = total(ledger, "参与分摊合计", weight)
    over = _by_mode(
        ledger,
        "缩减分子",
        mode,
        short=g(units),
        full="1",
        value=lambda at: units.values[at],
        otherwise=1,
    )
    under = _by_mode(
        ledger,
        "缩减分母",
        mode,
        short=g(weights),
        full=power_text(each),
        value=lambda at: weights.values[at],
        otherwise=each,
    )
    return over, under


def _by_mode(
    ledger: Ledger,
    heading: str,
    mode: Kept,
    *,
    short: str,
    full: str,
    value: Callable[[int], Value],
    otherwise: int,
) -> Kept:
    def pick(group: int) -> Value:
        return lifted(
            lambda m, v: v if whole(m) == 3 else Fraction(otherwise),
            mode.values[group], value(group),
        )  # fmt: skip

    return ledger.for_groups(heading, f"IF({ledger.own_group(mode)}=3,{short},{full})", pick)


def _ratio(step: AllocateStep, ledger: Ledger, tier: Served, mode: Kept, needs: Kept) -> Kept:
    """The 兑付比例 times a power of ten: a whole number."""
    places = step.ratio_places
    assert places is not None
    assert tier.exact is not None
    g, exact = ledger.own_group, tier.exact
    text = f"IF({g(mode)}=3,ROUND(ROUND(MIN(1,{g(exact)}/{g(needs)}),{places})*10^{places},0),0)"

    def value(group: int) -> Value:
        def work_out(m: Value, a: Value, s: Value) -> Value:
            if whole(m) != 3:
                return Fraction(0)
            assert isinstance(a, Fraction)
            return Fraction(round_half_away(min(Fraction(1), a / whole(s)) * 10**places))

        return lifted(work_out, mode.values[group], exact.values[group], needs.values[group])

    return ledger.for_groups(f"兑付比例(乘10^{places})", text, value)


def _base(
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
    text, always = own(found.quotient), step.remainder is Remainder.TO_LARGEST
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


def _settled(
    step: AllocateStep,
    ledger: Ledger,
    shares: Kept,
    remainders: Kept,
    *,
    claims: Kept,
    left: Kept,
    room: Room,
) -> Kept:
    if step.remainder is Remainder.LARGEST_REMAINDER:
        return one_each(ledger, shares, remainders, left)
    if step.remainder is Remainder.KEPT:
        if step.ratio_places is None:
            return shares
        over = ledger.for_groups(
            "超出(负数)", f"MIN(0,{ledger.own_group(left)})",
            lambda at: lifted(lambda n: Fraction(min(0, whole(n))), left.values[at]),
        )  # fmt: skip
        return in_turn(ledger, shares, claims, over, room)
    return in_turn(ledger, shares, claims, left, room)


def _low(ledger: Ledger, tier: Served) -> Kept:
    if tier.low is not None:
        return tier.low
    return ledger.for_rows("不设下限", "0", lambda row: Fraction(0))


def _ceiling(ledger: Ledger, need: Kept, each: int) -> Kept:
    text = f"-INT(-{ledger.own(need)}/{power_text(each)})"
    return ledger.for_rows(
        "应得进位", text,
        lambda row: lifted(lambda n: Fraction(-(-whole(n) // each)), need.values[row]),
    )  # fmt: skip


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


def _less_fixed(ledger: Ledger, units: Kept, fixed: Kept) -> Kept:
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
