"""Why a value is what it is: its derivation, down to the cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from jiangzhi.explain.causes import causes
from jiangzhi.explain.context import Context
from jiangzhi.explain.model import Derivation, Line, NodeKey
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.pool import POOL
from jiangzhi.explain.steps.prior import row_last_year
from jiangzhi.explain.telling import level_of, step_of, tell, title_of
from jiangzhi.explain.value_words import exact_text
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import PriorStep

#: Before a step's name: the node stands in last year's run.
LAST_YEAR: Final = "上年@"


def why(context: Context, step: str, row: int) -> Derivation:
    """The derivation of a step's value at a row of its level. Raises ``KeyError`` for a
    step that the plan does not have."""
    node = _derive(context, NodeKey(step, row), {}, top=True)
    if not context.plan.level(node.level).detail:
        return node
    # Rows of a detail level have no names of their own: the place tells them apart.
    return replace(node, title=f"{node.title} ({row_name(context, node.level, row)})")


def _derive(
    context: Context, key: NodeKey, made: dict[NodeKey, Derivation], *, top: bool = False
) -> Derivation:
    if key in made:
        return made[key]
    told = tell(context, key)
    step, level = step_of(context, key), level_of(context, key)
    lines = tuple(Line(line.kind, context.filled(line.text, level, key.row)) for line in told.lines)
    is_pool = key.step.endswith(POOL)
    column = context.outcome.steps[step.head.name]
    state = State.KNOWN if is_pool else State(column.states[key.row])
    if top and state is not State.KNOWN:
        word = context.say("原因", "cause")
        lines += tuple(Line("reason", f"{word}: {one}") for one in causes(context, key))
    node = Derivation(
        key=key,
        title=title_of(context, key),
        level=level,
        entity=context.keys(level, key.row),
        shown="" if is_pool else context.shown(step.head.name, key.row),
        exact=None if is_pool else exact_text(column.values[key.row], step.head.type),
        state=state.name.lower(),
        published=step.head.published and not is_pool,
        cite=context.cited(step.head.cite),
        lines=lines,
        needs=tuple(_derive(context, below, made) for below in told.needs),
    )
    if isinstance(step, PriorStep) and context.last_year is not None:
        at = row_last_year(context, step, key.row)
        if at is not None:
            last = _of_last_year(context, why(context.last_year, step.of, at), {})
            node = replace(node, needs=(*node.needs, last))
    made[key] = node
    return node


def _of_last_year(
    context: Context, node: Derivation, made: dict[NodeKey, Derivation]
) -> Derivation:
    """A derivation of last year's run: its keys and titles say so."""
    if node.key in made:
        return made[node.key]
    made[node.key] = last = replace(
        node,
        key=NodeKey(f"{LAST_YEAR}{node.key.step}", node.key.row),
        title=context.say(f"上年 {node.title}", f"last year: {node.title}"),
        published=False,
        needs=tuple(_of_last_year(context, below, made) for below in node.needs),
    )
    return last
