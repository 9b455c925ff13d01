"""Why not: for each rule and table row that did not apply, what stood in its way, by how much."""

from __future__ import annotations

from dataclasses import dataclass

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import reads
from jiangzhi.explain.guards import conditions, distance, tell_condition, truth
from jiangzhi.explain.model import Cited, NodeKey
from jiangzhi.explain.steps.rule import first_failed, label_of
from jiangzhi.explain.steps.told import keys_of
from jiangzhi.explain.telling import tell
from jiangzhi.formula.expr import Read
from jiangzhi.plan.model import AllocateStep, RuleStep
from jiangzhi.policy.model import Hit


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A case that did not apply: its first failed condition, and the distance to its edge.

    ``phrase`` is the condition with marks (see ``marks``) in place of the values.
    """

    key: NodeKey
    quantity: str
    case: str
    condition: str
    phrase: str
    distance: str | None
    cite: Cited


def why_not(context: Context, step: str, row: int) -> tuple[NotApplied, ...]:
    """All cases, of the step and of what it rests on, that did not apply, going down; those
    first that a number kept from applying.

    Cases passed over because an earlier one was taken are not listed: nothing failed there.
    """
    found: list[NotApplied] = []
    for key in cone(context, NodeKey(step, row)):
        found.extend(failed_cases(context, key))
    return tuple(sorted(found, key=lambda one: one.distance is None))


def cone(context: Context, key: NodeKey) -> tuple[NodeKey, ...]:
    """A node and all nodes that its explanation rests on, nearest first, each once."""
    seen: dict[NodeKey, None] = {key: None}
    queue = [key]
    while queue:
        node = queue.pop(0)
        for below in [*tell(context, node).needs, *_also_read(context, node)]:
            if below not in seen:
                seen[below] = None
                queue.append(below)
    return tuple(seen)


def _also_read(context: Context, key: NodeKey) -> tuple[NodeKey, ...]:
    """What the guards of cases that did not apply read: they are part of why not."""
    step = context.steps.get(key.step)
    if not isinstance(step, RuleStep):
        return ()
    names = tuple(
        name for case in step.cases for guard in case.guards for name in reads(context, guard)
    )
    return keys_of(context, names, step.head.level, key.row)


def failed_cases(context: Context, key: NodeKey) -> tuple[NotApplied, ...]:
    """The cases of one step that did not apply, and a share that was not taken part in."""
    step = context.steps.get(key.step)
    if isinstance(step, AllocateStep):
        return _left_out(context, step, key)
    if not isinstance(step, RuleStep):
        return ()
    level = step.head.level
    found = []
    decided = context.outcome.steps[step.head.name].rules[key.row]
    for index, case in enumerate(step.cases):
        if index == decided or (step.hit is Hit.FIRST and 0 <= decided < index):
            continue
        failed = first_failed(context, case, level, key.row)
        if failed is None:
            continue
        text = tell_condition(context, failed, level, key.row).text
        found.append(
            NotApplied(
                key,
                step.head.name,
                label_of(context, step, index),
                context.filled(text, level, key.row),
                text,
                distance(context, failed, level, key.row),
                context.cited(case.cite),
            )
        )
    return tuple(found)


def _left_out(context: Context, step: AllocateStep, key: NodeKey) -> tuple[NotApplied, ...]:
    if step.takes_part is None or context.value(step.takes_part, key.row) is not False:
        return ()
    level = step.head.level
    flag = Read(step.takes_part, context.steps[step.takes_part].head.type)
    for condition in conditions(context, flag):
        if truth(context, condition, level, key.row) is False:
            text = tell_condition(context, condition, level, key.row).text
            case = context.say("参加分配", "taking part")
            return (
                NotApplied(
                    key, step.head.name, case, context.filled(text, level, key.row), text,
                    distance(context, condition, level, key.row), context.cited(step.head.cite),
                ),
            )  # fmt: skip
    return ()
