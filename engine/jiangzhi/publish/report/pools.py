"""The chart of the pools: how much of each was used, and how much was asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import groupby

from jiangzhi.explain.context import Context
from jiangzhi.explain.steps.pool import Pool, pool_of
from jiangzhi.formula.types.types import MONEY
from jiangzhi.formula.types.value import Unknown
from jiangzhi.money import decimal_text
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share
from jiangzhi.publish.report.bars import short
from jiangzhi.publish.report.results import rows_on

#: With more pools only those under most pressure are drawn.
MOST = 40
#: Percent of a pool at which the axis ends: a larger claim ends in an arrow.
_END = 200


@dataclass(frozen=True, slots=True)
class _Used:
    step: AllocateStep
    of: str
    pool: Pool

    @property
    def asked(self) -> Fraction | None:
        """Claims as a share of the pool; ``None`` where rows share by weight or it is empty."""
        if self.step.share is not Share.BY_NEED or not self.pool.amount or self.pool.open:
            return None
        return self.pool.claimed / self.pool.amount


def pool_chart(context: Context) -> str:
    """One row for each pool; "" where the policy has none."""
    used = [
        _Used(step, "/".join(context.keys(step.within, row)) or step.within,
              pool_of(context, step, row))
        for step in context.plan.steps
        if isinstance(step, AllocateStep)
        for row in rows_on(context, step.within)
    ]  # fmt: skip
    if not used:
        return ""
    shown, left_out = used, 0
    if len(used) > MOST:
        pressed = sorted(range(len(used)), key=lambda at: -(used[at].asked or Fraction(0)))
        shown, left_out = [used[at] for at in sorted(pressed[:MOST])], len(used) - MOST
    asked = max((one.asked or Fraction(0) for one in shown), default=Fraction(0))
    end = min(Fraction(_END), max(Fraction(100), asked * 100))
    return _figure(context, shown, end, left_out)


def _figure(context: Context, shown: list[_Used], end: Fraction, left_out: int) -> str:
    say = context.say
    unit = context.unit(MONEY).strip()
    title = say("资金池的使用", "Use of the pools")
    note = say(f"单位:{unit}", f"in {unit}")
    if left_out:
        note += say(
            f";画出应得最超过资金池的 {len(shown)} 个,另有 {left_out} 个",
            f"; the {len(shown)} with the largest claims, {left_out} more",
        )
    heads = (
        say("分配", "shares"), say("所属", "of"), say("资金池", "pool"), say("应得", "claims"),
        say("实付", "paid"), say("余下", "left"), say("使用率", "used"),
    )  # fmt: skip
    cells = "".join(f"<th scope=col>{word}</th>" for word in heads)
    body = ""
    for name, group in groupby(shown, key=lambda one: one.step.head.name):
        rows = list(group)
        for at, one in enumerate(rows):
            spans = f"<th scope=rowgroup rowspan={len(rows)}>{escape(name)}</th>" if not at else ""
            body += f"<tr>{spans}{_cells(context, one, end)}</tr>"
        body = f"{body}</tbody><tbody>"
    key = (
        f"<svg class=key aria-hidden=true><rect class=box x=1 y=2 width=26 height=12 /></svg>"
        f"{say('资金池', 'pool')} "
        f"<svg class=key aria-hidden=true><rect x=1 y=4 width=26 height=8 /></svg>{heads[4]} "
        f"<svg class=key aria-hidden=true><line x1=14 x2=14 y1=0 y2=16 /></svg>{heads[3]}"
    )
    return (
        f"<figure><figcaption>{title} <small>{escape(note)}</small></figcaption>"
        f"<p class=legend aria-hidden=true>{key}</p>"
        f"<div class=scroll tabindex=0 role=region aria-label={title}>"
        f'<table class="bars pools" aria-label={title}><colgroup><col><col><col><col><col><col>'
        f'<col><col width="36%"></colgroup><thead><tr>{cells}<td>{_axis(end)}</td></tr></thead>'
        f"<tbody>{body.removesuffix('<tbody>')}</table></div></figure>"
    )


def _cells(context: Context, used: _Used, end: Fraction) -> str:
    pool, say = used.pool, context.say
    amount = pool.amount
    weights = used.step.share is not Share.BY_NEED
    claims = say("按权", "by weight") if weights else short(context, pool.asked)
    opened = isinstance(pool.left, Unknown)
    rate = short(context, pool.left) if opened else "—"
    if amount and not opened:
        rate = f"{decimal_text(pool.paid / amount * 100, places=1)}%"
    texts = (
        short(context, pool.there), claims, short(context, pool.given),
        short(context, pool.left), rate,
    )  # fmt: skip
    numbers = "".join(f"<td class=n>{escape(text)}</td>" for text in texts)
    drawn = "" if not amount or opened else _bar(pool.paid / amount, used.asked, end)
    return f"<th scope=row>{escape(used.of)}</th>{numbers}<td>{drawn}</td>"


def _axis(end: Fraction) -> str:
    """Where the whole of a pool lies."""
    whole = decimal_text(Fraction(98 * 100) / end, places=2)
    anchor = "end" if end == 100 else "middle"
    return (
        '<svg class=bar aria-hidden=true><text x="0" y="80%">0</text>'
        f'<text x="{whole}%" y="80%" text-anchor={anchor}>100%</text></svg>'
    )


def _bar(paid: Fraction, asked: Fraction | None, end: Fraction) -> str:
    def at(share: Fraction) -> str:
        # a little less than the whole, so that the last mark is not cut off
        return decimal_text(min(share * 100, end) / end * 98, places=2)

    mark = ""
    if asked is not None:
        x = at(asked)
        mark = f'<line class=asked x1="{x}%" x2="{x}%" y1="0" y2="100%"/>'
        if asked * 100 > end:
            mark += '<text x="100%" y="70%" text-anchor="end">▸</text>'
    box = f'<rect class=box x="0.2%" width="{at(Fraction(1))}%" y="12%" height="76%"/>'
    used = f'<rect x="0.2%" width="{at(paid)}%" y="26%" height="48%"/>'
    return f"<svg class=bar aria-hidden=true>{box}{used}{mark}</svg>"
