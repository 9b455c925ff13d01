"""Why a value is missing or failed, followed down to what is the matter."""

from __future__ import annotations

from jiangzhi.explain.context import Context
from jiangzhi.explain.model import NodeKey
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.pool import POOL, pool_of
from jiangzhi.explain.telling import level_of, step_of, tell, title_of
from jiangzhi.formula.types.value import STATE_WORDS, State
from jiangzhi.plan.model import AggregateStep, AllocateStep, MatchStep, RankStep


def state_words(context: Context, state: int) -> str:
    """What a state means."""
    return STATE_WORDS[State(state)].of(context.lang)


def causes(context: Context, key: NodeKey) -> tuple[str, ...]:
    """The first values, going down, at which something is wrong; each once, in order."""
    found: dict[str, None] = {}
    seen: set[NodeKey] = set()
    queue = [key]
    while queue:
        node = queue.pop(0)
        if node in seen or not _is_open(context, node):
            continue
        seen.add(node)
        deeper = [below for below in _below(context, node) if _is_open(context, below)]
        if deeper:
            queue.extend(deeper)
        else:
            found[_cause(context, node)] = None
    return tuple(found)


def _is_open(context: Context, key: NodeKey) -> bool:
    step = step_of(context, key)
    if key.step.endswith(POOL) and isinstance(step, AllocateStep):
        pool = pool_of(context, step, key.row)
        return pool.amount is None or bool(pool.open)
    return context.outcome.steps[step.head.name].states[key.row] != State.KNOWN


def _below(context: Context, key: NodeKey) -> list[NodeKey]:
    step = step_of(context, key)
    below = list(tell(context, key).needs)
    match step:
        case AllocateStep() if key.step.endswith(POOL):
            pool = pool_of(context, step, key.row)
            below += [NodeKey(step.pool, key.row)]
            names = [name for name in (step.claim, step.takes_part) if name is not None]
            below += [NodeKey(name, row) for name in names for row in pool.open]
        case AggregateStep() | MatchStep() | RankStep():
            rows = context.group(step, key.row)
            below += [NodeKey(name, row) for name in step.of_members for row in rows]
        case _:
            pass
    return below


def _cause(context: Context, key: NodeKey) -> str:
    step, level = step_of(context, key), level_of(context, key)
    state = context.outcome.steps[step.head.name].states[key.row]
    who = row_name(context, level, key.row)
    text = f"{who} {title_of(context, key)}: {state_words(context, state)}"
    place = context.outcome.facts.levels[level].place(step.head.name, key.row)
    if place is not None:
        return f"{text} ({place})"
    return text
