"""A rank: the rows before it, those equal to it, and the rule for ties."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import rank_text
from jiangzhi.explain.model import Line
from jiangzhi.explain.placeholders import full
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.formula.expr import TIES_WORDS
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import RankStep

#: Of those that stand before, so many are named: the ones just ahead.
_NEAREST = 10


def tell_rank(context: Context, step: RankStep, row: int) -> Told:
    """Who stands before, who stands equal, and the rank that follows."""
    head = step.head
    group = context.row_at(head.level, row, step.within)
    own = context.value(step.value, row)
    ranked = [
        at
        for at in context.members(head.level, step.within, group)
        if step.where is None or context.value(step.where, at) is True
    ]
    lines = [Line("formula", rank_text(context, step))]
    needs = keys_of(context, (step.value,), head.level, row)
    if row not in ranked:
        reason = context.say("不在参加排名的行里,没有名次", "not among the rows that are ranked")
        return Told((*lines, Line("reason", reason)), needs)
    values = context.outcome.steps[step.value]
    unknown = [at for at in ranked if values.states[at] != State.KNOWN]
    for at in unknown:
        lines.append(
            Line("reason", f"{row_name(context, head.level, at)}: {context.shown(step.value, at)}")
        )
    if unknown or not isinstance(own, Fraction):
        return Told(tuple(lines), needs)
    known = [(at, found) for at in ranked if isinstance(found := values.values[at], Fraction)]
    sign = -1 if step.descending else 1
    known.sort(key=lambda one: (sign * one[1], context.keys(head.level, one[0])))
    before = [at for at, found in known if sign * found < sign * own]
    equal = [at for at, found in known if found == own and at != row]
    for at in before[-_NEAREST:]:
        lines.append(
            Line("member", f"{row_name(context, head.level, at)}: {context.shown(step.value, at)}")
        )
    ties = TIES_WORDS[step.ties]
    lines.append(
        Line(
            "note",
            context.say(
                f"{len(known)} 个参加排名,排在前面的 {len(before)} 个,并列的 {len(equal)} 个"
                f"(并列规则:{ties.zh})",
                f"{len(known)} ranked, {len(before)} before, {len(equal)} equal (ties: {ties.en})",
            ),
        )
    )
    for at in equal:
        lines.append(Line("member", f"= {row_name(context, head.level, at)}"))
    lines.append(Line("numbers", f"= {full(head.name)}"))
    return Told(tuple(lines), needs)
