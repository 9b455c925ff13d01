"""A pool with tiers, caps or floors, shared out again step by step for the reader.

What is told is worked out here from the claims alone, and told only where it leads to what
was paid; so every figure is checked against the engine's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.evaluate.exact.scale import factor_for
from jiangzhi.explain.context import Context
from jiangzhi.explain.model import Line
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.value_words import number_text
from jiangzhi.formula.types.types import Kind
from jiangzhi.money import round_half_away
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share


@dataclass(frozen=True, slots=True)
class Member:
    """A row that takes part, amounts in 分: its claim or weight, its limits in whole units,
    and what it was paid."""

    row: int
    claim: Fraction
    low: Fraction
    high: Fraction | None
    tier: Fraction
    paid: Fraction

    @property
    def need(self) -> Fraction:
        """The claim, at most its cap, at least its floor."""
        return self.held(self.claim)

    def held(self, amount: Fraction) -> Fraction:
        """An amount between floor and cap."""
        amount = max(amount, self.low)
        return amount if self.high is None else min(amount, self.high)


@dataclass(frozen=True, slots=True)
class Served:
    """One tier as it was served: its rows, what was left for it, what they need within their
    limits, and the factor of those that no limit holds (``None`` where all weights are zero)."""

    tier: Fraction
    members: tuple[Member, ...]
    left: Fraction
    needs: Fraction
    enough: bool
    factor: Fraction | None


def served_tiers(
    context: Context, step: AllocateStep, pool: Fraction, claims: dict[int, Fraction]
) -> tuple[Served, ...]:
    """A pool tier by tier; nothing where a clause or a share is not known."""
    members = [_member(context, step, row, claim) for row, claim in claims.items()]
    known = [member for member in members if member is not None]
    if len(known) < len(members):
        return ()
    found: list[Served] = []
    left = pool - sum(one.low for one in known)
    for tier in sorted({one.tier for one in known}):
        of_tier = tuple(one for one in known if one.tier == tier)
        left += sum(one.low for one in of_tier)
        needs = sum((one.need for one in of_tier), Fraction(0))
        unit = step.rounding.unit
        enough = step.share is Share.BY_NEED and needs <= left // unit * unit
        factor = Fraction(1) if enough else _factor(step, of_tier, left)
        found.append(Served(tier, of_tier, left, needs, enough, factor))
        left -= sum(one.paid for one in of_tier)
    return tuple(found)


def quota_of(
    context: Context, step: AllocateStep, pool: Fraction, claims: dict[int, Fraction], row: int
) -> tuple[Fraction, bool] | None:
    """A row's share before it was made whole, and whether its tier was paid in full; ``None``
    where that does not lead to what was paid."""
    by_need = step.share is Share.BY_NEED
    for served in served_tiers(context, step, pool, claims):
        for one in served.members:
            if one.row == row and served.factor is not None:
                base = one.need if by_need else one.claim
                quota = _held_quota(one, base * served.factor, by_need=by_need)
                close = abs(quota - one.paid) < 2 * step.rounding.unit
                return (quota, served.enough) if close else None
    return None


def _held_quota(one: Member, scaled: Fraction, *, by_need: bool) -> Fraction:
    return max(scaled, one.low) if by_need else one.held(scaled)


def tell_tiers(
    context: Context,
    step: AllocateStep,
    pool: Fraction,
    claims: dict[int, Fraction],
    *,
    only: int | None = None,
) -> list[Line]:
    """Tier by tier: what is left, what is claimed, the ratio, and each row's way to its share;
    of one row ``only`` its own tier and way."""
    served = served_tiers(context, step, pool, claims)
    if step.share is Share.BY_WEIGHT and served and not any(claims.values()):
        return [Line("share", context.say("权数全为零,不分", "all weights are zero: none"))]
    return [
        line
        for one in served
        if only is None or any(member.row == only for member in one.members)
        for line in _tier(context, step, one, only=only)
    ]


def _member(context: Context, step: AllocateStep, row: int, claim: Fraction) -> Member | None:
    """A row by its clauses; ``None`` where one of them, or its share, is not known."""
    unit = step.rounding.unit

    def clause(name: str | None, otherwise: Fraction) -> Fraction | None:
        value = otherwise if name is None else context.value(name, row)
        return value if isinstance(value, Fraction) else None

    low, tier = clause(step.floor, Fraction(0)), clause(step.tier, Fraction(0))
    high = None if step.cap is None else clause(step.cap, Fraction(0))
    paid = context.value(step.head.name, row)
    if low is None or tier is None or not isinstance(paid, Fraction):
        return None
    if step.cap is not None and high is None:
        return None
    whole = max(Fraction(0), -(-low // unit) * unit)
    most = None if high is None else high // unit * unit
    return Member(row, claim, whole, most, tier, paid)


def _tier(context: Context, step: AllocateStep, served: Served, *, only: int | None) -> list[Line]:
    say, kind = context.say, step.head.type
    by_need = step.share is Share.BY_NEED
    members, left, factor = served.members, served.left, served.factor
    head = ""
    if step.tier is not None:
        written = number_text(served.tier)
        head = say(f"次序 {written}:", f"tier {written}: ")
    text = say(f"可用 {context.show(left, kind)},", f"available {context.show(left, kind)}, ")
    if by_need:
        text += say("应得按上下限计 ", "claims within their limits ")
        text += context.show(served.needs, kind)
    else:
        of_weights = context.steps[step.claim].head.type
        weights = sum((one.claim for one in members), Fraction(0))
        text += say("权数合计 ", "weights ") + context.show(weights, of_weights)
    if served.enough:
        text += say(",足额", ": paid in full")
    elif factor is not None:
        text += _ratio(context, step, factor, by_need=by_need)
    lines = [Line("share", head + text)]
    if only is not None:
        own = next(one for one in members if one.row == only)
        return [*lines, Line("member", _way(context, step, own, factor, by_need=by_need))]
    ways = [_way(context, step, one, factor, by_need=by_need) for one in members]
    lines.extend(Line("member", way) for way in ways)
    paid = sum((one.paid for one in members), Fraction(0))
    done, rest = context.show(paid, kind), context.show(left - paid, kind)
    lines.append(Line("share", head + say(f"付出 {done},余下 {rest}", f"paid {done}, left {rest}")))
    return lines


def _factor(step: AllocateStep, served: Sequence[Member], left: Fraction) -> Fraction | None:
    """What every claim or weight that meets no limit is multiplied by; ``None`` where all
    weights are zero."""
    unit = step.rounding.unit
    by_need = step.share is Share.BY_NEED
    weights = [(one.need if by_need else one.claim) / unit for one in served]
    if not any(weights):
        return None
    low = [int(one.low / unit) for one in served]
    high: list[Fraction | int | None]
    if by_need:
        high = list(weights)
    else:
        caps = [None if one.high is None else int(one.high / unit) for one in served]
        high = [
            cap if one.claim else int(one.low / unit) for one, cap in zip(served, caps, strict=True)
        ]
    total = left / unit if step.ratio_places is not None else left // unit
    most = [one for one in high if one is not None]
    if len(most) == len(high):
        total = min(total, sum(most, Fraction(0)))
    factor = factor_for(total, weights, low, high)
    if step.ratio_places is None:
        return factor
    scale = 10**step.ratio_places
    return Fraction(round_half_away(factor * scale), scale)


def _ratio(context: Context, step: AllocateStep, factor: Fraction, *, by_need: bool) -> str:
    written = number_text(factor * 100) + "%" if by_need else number_text(factor / _yuan(step))
    if by_need:
        return context.say(
            f",不足;未碰到下限的各份按 {written} 兑付",
            f": short; each claim above its floor is paid at {written}",
        )
    return context.say(
        f";未碰到上下限的各份,每单位权数 {written} 元",
        f"; within the limits each unit of weight gets {written} yuan",
    )


def _yuan(step: AllocateStep) -> Fraction:
    """分 in a 元, so that a factor of 分 reads as 元."""
    return Fraction(100 if step.head.type.kind is Kind.MONEY else 1)


def _way(
    context: Context, step: AllocateStep, one: Member, factor: Fraction | None, *, by_need: bool
) -> str:
    """A row from its claim to its share; the figures between only where they lead there."""
    say, kind = context.say, step.head.type
    claim_type = context.steps[step.claim].head.type
    text = f"{row_name(context, step.head.level, one.row)}: {context.show(one.claim, claim_type)}"
    base = one.need if by_need else one.claim
    if by_need and base != one.claim:
        word = (
            say("限到上限", "cut to its cap")
            if base < one.claim
            else say("抬到下限", "raised to its floor")
        )
        text += f" → {word} {context.show(base, kind)}"
    scaled = None if factor is None else base * factor
    quota = None if scaled is None else _held_quota(one, scaled, by_need=by_need)
    if quota is not None and abs(quota - one.paid) < 2 * step.rounding.unit:
        assert scaled is not None
        if quota != base or not by_need:
            if scaled == quota:
                text += f" → {context.show(quota, kind)}"
            else:
                limit = say("上限", "cap") if quota < scaled else say("下限", "floor")
                text += f" → {context.show(scaled, kind)} → {limit} {context.show(quota, kind)}"
        if quota == one.paid:
            return (
                text
                if base != one.claim or quota != base or not by_need
                else (f"{text} → {context.show(one.paid, kind)}")
            )
        text += say(",取整", ", rounded")
    return f"{text} → {context.show(one.paid, kind)}"
