"""A pool as a whole: what was in it, what was claimed, and what each row got."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.model import Line
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.tiers import tell_tiers
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.formula.types.value import State, Unknown, Value, worst
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share

#: Behind a step's name: the node that tells its whole pool.
POOL = "@pool"


@dataclass(frozen=True, slots=True)
class Pool:
    """One pool, of the rows that take part: ``claims`` and ``claimed`` are what is known of
    theirs, before caps and floors; ``open`` are the rows of which it is not known. ``there`` (the
    amount), ``asked``, ``given`` and ``left`` are what is announced: unknown where a part is."""

    amount: Fraction | None
    there: Value
    claims: dict[int, Fraction]
    claimed: Fraction
    aside: tuple[int, ...]
    open: tuple[int, ...]
    paid: Fraction
    asked: Value
    given: Value
    left: Value

    @property
    def settled(self) -> bool:
        """Whether every row's share is known."""
        return isinstance(self.given, Fraction)


def pool_of(context: Context, step: AllocateStep, row: int) -> Pool:
    """The pool of a row of ``step.within``; made once for all that share it."""
    known = context.made.get((step.head.name, row))
    if isinstance(known, Pool):
        return known
    context.made[step.head.name, row] = pool = _pool(context, step, row)
    return pool


def _pool(context: Context, step: AllocateStep, row: int) -> Pool:
    amount = context.value(step.pool, row)
    claims: dict[int, Fraction] = {}
    aside: list[int] = []
    opened: list[int] = []
    unknown: list[Value] = []
    shares: list[Value] = []
    for at in context.members(step.head.level, step.within, row):
        taking: Value = True if step.takes_part is None else context.value(step.takes_part, at)
        if taking is False:
            aside.append(at)
            continue
        claim = context.value(step.claim, at)
        if isinstance(taking, Unknown) or not isinstance(claim, Fraction):
            opened.append(at)
            unknown.append(taking if isinstance(taking, Unknown) else claim)
        else:
            claims[at] = claim
        shares.append(context.value(step.head.name, at))
    known = amount if isinstance(amount, Fraction) else None
    total, paid = summed(claims.values()), summed(shares)
    given = worst(shares) or paid
    left = worst([amount, given])
    return Pool(
        amount=known, there=amount, claims=claims, claimed=total, aside=tuple(aside),
        open=tuple(opened), paid=paid, asked=worst(unknown) or total, given=given,
        left=left or (known or Fraction(0)) - paid,
    )  # fmt: skip


def summed(values: Iterable[Value]) -> Fraction:
    """The sum of the numbers among values."""
    return sum((value for value in values if isinstance(value, Fraction)), Fraction(0))


def tell_pool(context: Context, step: AllocateStep, row: int) -> Told:
    """Every row's claim and what it got, the sums, and what is left."""
    pool = pool_of(context, step, row)
    head = step.head
    claim_type = context.steps[step.claim].head.type
    say = context.say
    lines: list[Line] = []
    if pool.amount is None:
        lines.append(Line("reason", f"{say('资金池', 'pool')} {context.shown(step.pool, row)}"))
    else:
        word = (
            say("应得合计", "claims") if step.share is Share.BY_NEED else say("权数合计", "weights")
        )
        if pool.open:
            word = say("已知的", "known ") + word
        parts = [
            f"{say('资金池', 'pool')} {context.show(pool.amount, head.type)}",
            f"{word} {context.show(pool.claimed, claim_type)}",
        ]
        if pool.settled:
            left = context.show(pool.amount - pool.paid, head.type)
            parts.append(f"{say('实付合计', 'paid')} {context.show(pool.paid, head.type)}")
            parts.append(f"{say('余下', 'left')} {left}")
        lines.append(Line("share", say(",", ", ").join(parts)))
    for at in pool.open:
        taking = step.takes_part is None or context.value(step.takes_part, at) is True
        what = context.shown(step.claim, at)
        if not taking:
            what = say("是否参加还不知道", "whether it takes part is not known")
        lines.append(
            Line(
                "reason",
                f"{row_name(context, head.level, at)}: {what}"
                + say(",整个资金池因此待定", ", which leaves the whole pool open"),
            )
        )
    limited = step.tier is not None or step.cap is not None or step.floor is not None
    ways = [] if pool.amount is None or not limited else tell_tiers(
        context, step, pool.amount, pool.claims
    )  # fmt: skip
    lines.extend(ways)
    claimed = {at: claim for at, claim in pool.claims.items() if claim != 0}
    idle = len(pool.claims) - len(claimed)
    for at, claim in () if ways else claimed.items():
        lines.append(
            Line(
                "member",
                f"{row_name(context, head.level, at)}: {context.show(claim, claim_type)} → "
                f"{context.shown(head.name, at)}",
            )
        )
    if idle and not ways:
        lines.append(
            Line("note", say(f"其余 {idle} 个没有应得或权数", f"{idle} others claim nothing"))
        )
    if pool.aside:
        names = say("、", ", ").join(row_name(context, head.level, at) for at in pool.aside)
        lines.append(Line("note", f"{say('不参加分配', 'take no part')}: {names}"))
    return Told(tuple(lines), keys_of(context, (step.pool,), step.within, row))


def is_open(context: Context, step: AllocateStep, row: int) -> bool:
    """Whether a row's share is not known."""
    return context.outcome.steps[step.head.name].states[row] != State.KNOWN
