"""A total, mean or extreme over the rows that match one's own: which rows, and what each gives."""

from __future__ import annotations

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import match_text, step_text
from jiangzhi.explain.model import Line, NodeKey
from jiangzhi.explain.placeholders import full
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.kleene import conjunction
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import MatchStep

#: Of those that count, so many are named.
_NAMED = 30


def tell_match(context: Context, step: MatchStep, row: int) -> Told:
    """What one's own row is compared by, the rows that count, one by one, and the result."""
    head = step.head
    group = context.row_at(head.level, row, step.within)
    rows = context.members(step.member, step.within, group)
    title = match_text(context, step)
    if head.shown:
        title = f"{head.name} = {title}"
    lines = [Line("formula", title)]
    for own in dict.fromkeys(match.own for match in step.matches):
        text = f"{step_text(context, own)}: {context.shown(own, row)}"
        lines.append(Line("note", context.say(f"本行 {text}", f"own row: {text}")))
    held = [(at, holds(context, step, row, at)) for at in rows]
    counted = [at for at, one in held if one is True]
    unknown = [at for at, one in held if isinstance(one, Unknown)]
    lines.append(
        Line(
            "note",
            context.say(
                f"共 {len(rows)} 行,对得上的 {len(counted)} 行",
                f"{len(counted)} of {len(rows)} rows match",
            ),
        )
    )
    for at in unknown:
        name = row_name(context, step.member, at)
        lines.append(
            Line("reason", context.say(f"{name}: 对不对得上还不知道", f"{name}: cannot be told"))
        )
    for at in counted[:_NAMED]:
        name = row_name(context, step.member, at)
        if step.how is Reduce.COUNT:
            lines.append(Line("member", name))
            continue
        state = State(context.outcome.steps[step.element].states[at])
        text = f"{name}: {context.shown(step.element, at)}"
        lines.append(Line("member" if state is State.KNOWN else "reason", text))
    more = len(counted) - _NAMED
    if more > 0:
        lines.append(Line("note", context.say(f"…还有 {more} 行", f"… and {more} more")))
    lines.append(Line("numbers", f"= {full(head.name)}"))
    needs = keys_of(context, tuple(match.own for match in step.matches), head.level, row)
    detail = context.plan.level(step.member).detail
    if detail and step.how is not Reduce.COUNT and context.steps[step.element].head.shown:
        needs = (*needs, *(NodeKey(step.element, at) for at in counted[:_NAMED]))
    return Told(tuple(lines), needs)


def counted_rows(context: Context, name: str, row: int) -> list[int]:
    """The rows that count for one's own row in a step of that name."""
    step = context.steps[name]
    assert isinstance(step, MatchStep)
    group = context.row_at(step.head.level, row, step.within)
    rows = context.members(step.member, step.within, group)
    return [at for at in rows if holds(context, step, row, at) is True]


def holds(context: Context, step: MatchStep, row: int, other: int) -> Value:
    """Whether a row of the column counts for one's own row."""
    truths = [] if step.where is None else [context.value(step.where, other)]
    for match in step.matches:
        sides = context.value(match.theirs, other), context.value(match.own, row)
        truths.append(FUNCTIONS[match.sign].exact(sides, ()))
    return conjunction(truths)
