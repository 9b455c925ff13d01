"""A pool with tiers, caps or floors, told step by step from the allocation's own record.

It is told only where the record leads to what was paid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from jiangzhi.evaluate.exact.allocate import Terms, allocate_recorded
from jiangzhi.evaluate.exact.served import Served
from jiangzhi.explain.context import Context
from jiangzhi.explain.model import Line
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.value_words import number_text
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Value
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share


@dataclass(frozen=True, slots=True)
class Member:
    """A row of a tier, amounts in 分: its claim or weight; ``base``, what the factor multiplies;
    ``quota`` before and ``paid`` after it was made whole."""

    row: int
    claim: Fraction
    base: Fraction
    quota: Fraction
    paid: Fraction


@dataclass(frozen=True, slots=True)
class Told:
    """A tier as the reader is told of it, in 分: what was left for it, what its rows need
    within their limits, and the factor (``None`` where all weights are zero)."""

    served: Served
    members: tuple[Member, ...]
    left: Fraction
    factor: Fraction | None


def served_tiers(
    context: Context, step: AllocateStep, pool: Fraction, claims: dict[int, Fraction]
) -> tuple[Served, ...]:
    """The record that the allocation makes of itself, tier by tier, ``Row.index`` being rows of
    the step's level; nothing where a clause or a share is not known."""
    if not claims:
        return ()
    level = step.head.level
    within = context.row_at(level, next(iter(claims)), step.within)
    key = (f"{step.head.name}@record", within)
    known = context.made.get(key)
    if isinstance(known, tuple):
        return known
    rows = list(claims)

    def clause(name: str | None) -> list[Value] | None:
        return None if name is None else [context.value(name, row) for row in rows]

    terms = Terms(step.share, step.rounding.unit, step.remainder, step.ratio_places)
    shares, record = allocate_recorded(
        terms, pool, list(claims.values()), [context.keys(level, row) for row in rows],
        caps=clause(step.cap), floors=clause(step.floor), tiers=clause(step.tier),
    )  # fmt: skip
    if shares != [context.value(step.head.name, row) for row in rows]:
        record = ()
    found = tuple(
        replace(one, rows=[replace(row, index=rows[row.index]) for row in one.rows])
        for one in record
    )
    context.made[key] = found
    return found


def _told(step: AllocateStep, served: Served) -> Told:
    unit = step.rounding.unit
    each = unit if served.by_need else Fraction(1)
    members = tuple(
        Member(row.index, row.claim * each, base * each, quota * unit, share * unit)
        for row, base, quota, share in zip(
            served.rows, served.bases, served.quotas, served.shares, strict=True
        )
    )
    factor = served.factor
    if factor is not None and not served.by_need:
        factor *= unit
    return Told(served, members, served.available * unit, factor)


@dataclass(frozen=True, slots=True)
class Quota:
    """A row's share before it was made whole, in 分, and its tier; ``factor`` as it was noted."""

    served: Served
    factor: Fraction
    quota: Fraction


def quota_of(
    context: Context, step: AllocateStep, pool: Fraction, claims: dict[int, Fraction], row: int
) -> Quota | None:
    """The quota of a row; ``None`` where all weights are zero or a share is not known."""
    for served in served_tiers(context, step, pool, claims):
        for one, quota in zip(served.rows, served.quotas, strict=True):
            if one.index == row and served.factor is not None:
                return Quota(served, served.factor, quota * step.rounding.unit)
    return None


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
        if only is None or any(row.index == only for row in one.rows)
        for line in _tier(context, step, _told(step, one), only=only)
    ]


def _tier(context: Context, step: AllocateStep, told: Told, *, only: int | None) -> list[Line]:
    say, kind = context.say, step.head.type
    served, members, left, factor = told.served, told.members, told.left, told.factor
    by_need = served.by_need
    head = ""
    if step.tier is not None:
        written = number_text(served.tier)
        head = say(f"次序 {written}:", f"tier {written}: ")
    text = say(f"可用 {context.show(left, kind)},", f"available {context.show(left, kind)}, ")
    if by_need:
        text += say("应得按上下限计 ", "claims within their limits ")
        needs = sum((one.base for one in members), Fraction(0))
        text += context.show(needs, kind)
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
    base, quota = one.base, one.quota
    if by_need and base != one.claim:
        word = (
            say("限到上限", "cut to its cap")
            if base < one.claim
            else say("抬到下限", "raised to its floor")
        )
        text += f" → {word} {context.show(base, kind)}"
    if factor is not None:
        scaled = base * factor
        if quota != base or not by_need:
            if scaled == quota:
                text += f" → {context.show(quota, kind)}"
            else:
                limit = say("上限", "cap") if quota < scaled else say("下限", "floor")
                text += f" → {context.show(scaled, kind)} → {limit} {context.show(quota, kind)}"
        if quota == one.paid:
            shown = base != one.claim or quota != base or not by_need
            return text if shown else f"{text} → {context.show(one.paid, kind)}"
        text += say(",取整", ", rounded")
    return f"{text} → {context.show(one.paid, kind)}"
