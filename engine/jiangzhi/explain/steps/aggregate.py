"""A total, mean or extreme over rows: which rows, and what each gives."""

from __future__ import annotations

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import aggregate_text
from jiangzhi.explain.model import Line, NodeKey
from jiangzhi.explain.placeholders import clean, full
from jiangzhi.explain.steps.told import Told
from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import AggregateStep


def row_name(context: Context, level: str, row: int) -> str:
    """A row by its names; a detail row also by its place in the sheet."""
    facts = context.outcome.facts.levels[level]
    name = "/".join(facts.keys[row]) or level
    if context.plan.level(level).detail and facts.source_of[row] >= 0:
        sheet = facts.sources[facts.source_of[row]].sheet
        return clean(
            f"{name} {sheet} 第 {facts.row_of[row]} 行"
            if context.lang == "zh"
            else f"{name} {sheet} row {facts.row_of[row]}"
        )
    return clean(name)


def tell_aggregate(context: Context, step: AggregateStep, row: int) -> Told:
    """The rows that count, one by one, and the result."""
    head = step.head
    rows = context.members(step.member, head.level, row)
    where, element = step.where, context.outcome.steps[step.element]
    lines: list[Line] = []
    needs: list[NodeKey] = []
    left_out = 0
    detail = context.plan.level(step.member).detail
    for at in rows:
        if where is not None:
            taken = context.value(where, at)
            if taken is False:
                left_out += 1
                continue
        if step.how is not Reduce.COUNT:
            state = State(element.states[at])
            text = f"{row_name(context, step.member, at)}: {context.shown(step.element, at)}"
            lines.append(Line("member" if state is State.KNOWN else "reason", text))
            if detail and context.steps[step.element].head.shown:
                needs.append(NodeKey(step.element, at))
    counted = len(rows) - left_out
    title = aggregate_text(context, step)
    if head.shown:
        title = f"{head.name} = {title}"
    lines.insert(0, Line("formula", title))
    if rows and (where is not None or step.how is Reduce.COUNT):
        lines.append(
            Line(
                "note",
                context.say(
                    f"共 {len(rows)} 行,计入 {counted} 行",
                    f"{counted} of {len(rows)} rows count",
                ),
            )
        )
    if not rows:
        lines.append(Line("note", context.say("没有行", "there are no rows")))
    lines.append(Line("numbers", f"= {full(head.name)}"))
    return Told(tuple(lines), tuple(needs))
