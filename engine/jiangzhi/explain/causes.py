"""Why a value is missing or failed, followed down to what is the matter."""

from __future__ import annotations

from jiangzhi.explain.context import Context
from jiangzhi.explain.model import NodeKey
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.pool import POOL, pool_of
from jiangzhi.explain.telling import level_of, step_of, tell, title_of
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import AggregateStep, AllocateStep, RankStep

_WORDS = {
    State.MISSING: ("缺", "missing"),
    State.NO_RULE: ("没有一条规则适用", "no rule applies"),
    State.TWO_RULES: ("两条规则同时成立", "two rules hold at once"),
    State.DIVIDED_BY_ZERO: ("除数为零", "division by zero"),
    State.NOT_RANKED: ("没有名次", "not ranked"),
    State.TIED: ("名次并列,办法不许", "tied, which the document does not allow"),
    State.NO_ROWS: ("没有可以计算的行", "there are no rows"),
    State.POOL_NEGATIVE: ("资金池是负数", "the pool is negative"),
    State.FLOORS_EXCEED_POOL: ("资金池不够保底", "the pool cannot bear the floors"),
    State.CLAIM_NEGATIVE: ("应得或权数是负数", "a claim or weight is negative"),
    State.NOT_IN_DOMAIN: ("函数在该处没有值", "a function has no value there"),
}


def state_words(context: Context, state: int) -> str:
    """What a state means."""
    return context.say(*_WORDS[State(state)])


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
        case AggregateStep():
            rows = context.members(step.member, step.head.level, key.row)
            below += [NodeKey(step.element, row) for row in rows]
        case RankStep():
            group = context.row_at(step.head.level, key.row, step.within)
            rows = context.members(step.head.level, step.within, group)
            below += [NodeKey(step.value, row) for row in rows]
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
