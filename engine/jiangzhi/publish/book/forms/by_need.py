"""One tier of an allocation by need: in full where the units suffice, else scaled down."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from jiangzhi.formula.types.value import Value
from jiangzhi.money import round_half_away
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder
from jiangzhi.publish.book.form import power_text
from jiangzhi.publish.book.forms.ledger import Kept, Ledger, lifted, picked, whole
from jiangzhi.publish.book.forms.limits import floored
from jiangzhi.publish.book.forms.quotas import factor, quota
from jiangzhi.publish.book.forms.remainders import (
    Room,
    difference,
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
    nearest = step.ratio_places is not None or step.remainder.nearest
    shares = base_shares(
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
    limits = Room(low_of(ledger, tier), _ceiling(ledger, need, tier.each))
    settled = settled_shares(
        step, ledger, shares, found.remainder, claims=tier.claim, left=left, room=limits
    )

    def share(row: int) -> Value:
        which = mode.values[ledger.group_of(row)]
        return picked(which, lambda m: m == 1, in_full.values[row], settled.values[row])

    return ledger.for_rows("份额", f"IF({group(mode)}=1,{own(in_full)},{own(settled)})", share)


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
    units = tier.units if fixed is None else less_fixed(ledger, tier.units, fixed)
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


def _ceiling(ledger: Ledger, need: Kept, each: int) -> Kept:
    text = f"-INT(-{ledger.own(need)}/{power_text(each)})"
    return ledger.for_rows(
        "应得进位", text,
        lambda row: lifted(lambda n: Fraction(-(-whole(n) // each)), need.values[row]),
    )  # fmt: skip
