"""The lines of any node: the one place that knows which kind of step is told where."""

from __future__ import annotations

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import step_text
from jiangzhi.explain.model import NodeKey
from jiangzhi.explain.steps.aggregate import tell_aggregate
from jiangzhi.explain.steps.allocate import tell_allocate
from jiangzhi.explain.steps.input import tell_input
from jiangzhi.explain.steps.match import tell_match
from jiangzhi.explain.steps.parameter import tell_parameter
from jiangzhi.explain.steps.pool import POOL, tell_pool
from jiangzhi.explain.steps.prior import tell_prior
from jiangzhi.explain.steps.rank import tell_rank
from jiangzhi.explain.steps.rule import tell_rule
from jiangzhi.explain.steps.split import tell_split
from jiangzhi.explain.steps.told import Told
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    InputStep,
    MatchStep,
    ParameterStep,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)


def step_of(context: Context, key: NodeKey) -> Step:
    """The step that a node is about; for a pool's node, the step that shares it out."""
    return context.steps[key.step.removesuffix(POOL)]


def level_of(context: Context, key: NodeKey) -> str:
    """The level whose row a node's key gives."""
    step = step_of(context, key)
    if key.step.endswith(POOL) and isinstance(step, AllocateStep):
        return step.within
    return step.head.level


def title_of(context: Context, key: NodeKey) -> str:
    """What a reader calls the node."""
    name = key.step.removesuffix(POOL)
    if key.step.endswith(POOL):
        return context.say(f"“{name}”的资金池", f"the pool of “{name}”")
    return step_text(context, name)


def tell(context: Context, key: NodeKey) -> Told:
    """The lines of a node, with marks, and the nodes it rests on."""
    step, row = step_of(context, key), key.row
    match step:
        case InputStep():
            return tell_input(context, step, row)
        case ParameterStep():
            return tell_parameter(context, step, row)
        case PriorStep():
            return tell_prior(context, step, row)
        case RuleStep():
            return _folded(context, tell_rule(context, step, row))
        case AggregateStep():
            return tell_aggregate(context, step, row)
        case MatchStep():
            return tell_match(context, step, row)
        case RankStep():
            return tell_rank(context, step, row)
        case AllocateStep():
            if key.step.endswith(POOL):
                return tell_pool(context, step, row)
            return tell_allocate(context, step, row)
        case SplitStep():
            return tell_split(context, step, row)


def _folded(context: Context, told: Told) -> Told:
    """A total or rank that is the whole formula is told with it, not as a value of its own."""
    if len(told.needs) != 1 or len(told.lines) != 2:
        return told
    (key,) = told.needs
    if step_of(context, key).head.shown or told.lines[-1].kind != "numbers":
        return told
    inner = tell(context, key)
    lines = [line for line in inner.lines if line.kind not in ("formula", "numbers")]
    return Told((told.lines[0], *lines, told.lines[1]), inner.needs)
