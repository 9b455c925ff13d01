"""One row's share of a pool: claim, scaling, cap and floor, rounding, the remainder."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from jiangzhi.explain.conditions import conditions, tell_condition
from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import inlined, reads, step_text
from jiangzhi.explain.model import Line, NodeKey
from jiangzhi.explain.placeholders import full
from jiangzhi.explain.steps.equal_remainders import tell_equal_remainders
from jiangzhi.explain.steps.pool import POOL, Pool, is_open, pool_of
from jiangzhi.explain.steps.roundings import in_yuan
from jiangzhi.explain.steps.tiers import Quota, quota_of, tell_tiers
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.formula.expr import Read
from jiangzhi.formula.types.value import STATE_WORDS, State
from jiangzhi.money import decimal_text
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import REMAINDER_WORDS, SHARE_WORDS, Remainder, Share
from jiangzhi.words import Words

#: States in which a pool that is known cannot be shared out.
_REFUSED: Final = frozenset({
    State.POOL_NEGATIVE, State.FLOORS_EXCEED_POOL, State.CLAIM_NEGATIVE, State.NOT_IN_DOMAIN,
})  # fmt: skip
_CROSSED: Final = Words(
    "有一份的上限是负数,或低于它的下限", "a cap is negative or below the floor of the same row"
)


def remainder_name(context: Context, remainder: Remainder) -> str:
    """The rule for what rounding leaves over."""
    return REMAINDER_WORDS[remainder].of(context.lang)


def tell_allocate(context: Context, step: AllocateStep, row: int) -> Told:
    """How the row's share follows from its claim and the pool."""
    head = step.head
    say = context.say
    within = context.row_at(head.level, row, step.within)
    verb = SHARE_WORDS[step.share].of(context.lang)
    claim, pool_text = step_text(context, step.claim), step_text(context, step.pool)
    lines = [Line("formula", f"{head.name} = {verb}({claim}, {pool_text})")]
    names = (step.claim, step.takes_part, step.tier, step.cap, step.floor)
    own = tuple(name for name in names if name is not None)
    needs = [*keys_of(context, own, head.level, row), NodeKey(head.name + POOL, within)]
    if step.takes_part is not None:
        flag = Read(step.takes_part, context.steps[step.takes_part].head.type)
        every = conditions(context, flag)
        lines.extend(tell_condition(context, one, head.level, row) for one in every)
        if context.value(step.takes_part, row) is False:
            text = say("不参加分配,得 0", "takes no part: 0")
            return Told((*lines, Line("note", text)), tuple(needs))
    pool = pool_of(context, step, within)
    if is_open(context, step, row):
        return Told((*lines, _reason(context, step, row)), tuple(needs))
    for name, word in ((step.tier, say("次序", "tier")), (step.cap, say("上限", "cap")),
                       (step.floor, say("下限", "floor"))):  # fmt: skip
        if name is not None:
            lines.append(Line("share", f"{word} {_clause(context, name, row)}"))
    lines.extend(_scaling(context, step, pool, row))
    lines.append(Line("numbers", f"{say('实得', 'gets')} {full(head.name)}"))
    return Told(tuple(lines), tuple(needs))


def _clause(context: Context, name: str, row: int) -> str:
    """A clause's value, and the formula that gives it."""
    value = context.shown(name, row)
    piece = inlined(context, name)
    written = step_text(context, name)
    return value if piece is not None and not reads(context, piece) else f"{written} = {value}"


def failure_words(context: Context, state: State) -> str | None:
    """Why a pool cannot be shared out; ``None`` where something it needs is not known."""
    if state not in _REFUSED:
        return None
    words = _CROSSED if state is State.NOT_IN_DOMAIN else STATE_WORDS[state]
    return words.of(context.lang)


def _reason(context: Context, step: AllocateStep, row: int) -> Line:
    why = failure_words(context, State(context.outcome.steps[step.head.name].states[row]))
    if why is not None:
        return Line("reason", why)
    text = context.say(
        "资金池或其中一份应得还不知道,整个资金池待定",
        "the pool or a claim on it is not known: the whole pool is open",
    )
    return Line("reason", text)


def _scaling(context: Context, step: AllocateStep, pool: Pool, row: int) -> list[Line]:
    head = step.head
    say = context.say
    claim, got = pool.claims.get(row), context.value(head.name, row)
    if pool.amount is None or claim is None or not isinstance(got, Fraction):
        return []
    kind = context.steps[step.claim].head.type
    total, amount = context.show(pool.claimed, kind), context.show(pool.amount, head.type)
    by_need = step.share is Share.BY_NEED
    plain = step.cap is None and step.floor is None and step.tier is None
    if not plain:
        lines = tell_tiers(context, step, pool.amount, pool.claims, only=row)
        quota = quota_of(context, step, pool.amount, pool.claims, row)
        if quota is not None:
            nearest = quota.served.enough or _nearest(step)
            lines.append(_rounded(context, step, quota.quota, got, nearest=nearest))
            lines.extend(tell_equal_remainders(context, step, quota, row))
        return lines
    enough = by_need and pool.claimed <= pool.amount
    if enough:
        text = say(
            f"应得合计 {total} ≤ 资金池 {amount},足额",
            f"claims {total} ≤ pool {amount}: paid in full",
        )
        lines, found = [Line("share", text)], None
        if step.rounding.apply(claim) == claim and got == claim:
            return lines
        exact = claim
    elif pool.claimed == 0:
        return [Line("share", say("权数全为零,不分", "all weights are zero: nothing is shared"))]
    else:
        word = say("应得合计", "claims") if by_need else say("权数合计", "weights")
        short = say(",不足,同比例缩减", ": short, all scaled down alike") if by_need else ""
        sign = " > " if by_need else ", "
        lines = [Line("share", f"{word} {total}{sign}{say('资金池', 'pool')} {amount}{short}")]
        found = quota_of(context, step, pool.amount, pool.claims, row)
        if found is None:
            return lines
        exact = found.quota
        lines.extend(_quota(context, step, pool, claim, found))
    lines.append(_rounded(context, step, exact, got, nearest=enough or _nearest(step)))
    if not enough and found is not None:
        lines.extend(tell_equal_remainders(context, step, found, row))
    return lines


def _nearest(step: AllocateStep) -> bool:
    """Whether each share is first rounded to the nearest unit."""
    return step.ratio_places is not None or step.remainder.nearest


def _quota(
    context: Context, step: AllocateStep, pool: Pool, claim: Fraction, share: Quota
) -> list[Line]:
    """A share before it is made whole: of the pool in whole units, or by the rounded ratio."""
    assert pool.amount is not None
    unit = step.rounding.unit
    kind, paid_kind = context.steps[step.claim].head.type, step.head.type
    total = context.show(pool.claimed, kind, unit=False)
    mine = context.show(claim, kind, unit=False)
    exact = context.show(share.quota, paid_kind)
    if share.served.by_need and step.ratio_places is not None:
        written = decimal_text(share.factor, places=step.ratio_places)
        given = context.show(pool.amount, paid_kind, unit=False)
        rule = context.say(
            f"兑付比例 {given} ÷ {total} = {written} (四舍五入到 {step.ratio_places} 位小数)",
            f"ratio {given} ÷ {total} = {written} (to {step.ratio_places} decimals)",
        )
        return [Line("share", rule), Line("share", f"{mine} × {written} = {exact}")]
    given = context.show(unit * (pool.amount // unit), paid_kind, unit=False)
    return [Line("share", f"{mine} × {given} ÷ {total} = {exact}")]


def _rounded(
    context: Context, step: AllocateStep, exact: Fraction, got: Fraction, *, nearest: bool
) -> Line:
    """The share as whole units, and what it bore of the remainder."""
    say, kind, rounding = context.say, step.head.type, step.rounding
    start = rounding.apply(exact) if nearest else rounding.unit * (exact // rounding.unit)
    how = say("四舍五入", "to the nearest") if nearest else say("舍去尾数", "down")
    article = context.heading(rounding.article)
    unit = in_yuan(context, rounding.unit, kind)
    text = say(f"每份取整到 {unit}(依“{article}”)", f"each share in whole {unit} (“{article}”)")
    text += f": {in_yuan(context, exact, kind)} {how} {in_yuan(context, start, kind)}"
    rule, moved = remainder_name(context, step.remainder), got - start
    if moved:
        sign = "+" if moved > 0 else ""
        text += say(";尾差按", "; remainder by ")
        text += f"{rule} {sign}{in_yuan(context, moved, kind)}"
    elif got != exact:
        text += say(f";尾差按{rule},没有分到", f"; remainder by {rule}: none")
    return Line("rounding", text)
