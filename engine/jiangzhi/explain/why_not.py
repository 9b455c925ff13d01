"""Why not: for each rule and table row that did not apply, what stood in its way, by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiangzhi.explain.conditions import conditions, distance, tell_condition, truth
from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import inlined, reads
from jiangzhi.explain.model import Cited, NodeKey
from jiangzhi.explain.steps.rule import first_failed, label_of
from jiangzhi.explain.steps.told import keys_of
from jiangzhi.explain.telling import tell
from jiangzhi.formula.expr import Call, Expr, Read
from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.model import AllocateStep, RuleStep, SplitStep
from jiangzhi.policy.model import Citation, Hit


@dataclass(frozen=True, slots=True)
class FailedCase:
    """A case that did not apply: its first failed condition, with marks (see ``placeholders``) in
    place of the values, and the distance to its edge."""

    key: NodeKey
    quantity: str
    case: str
    phrase: str
    distance: str | None
    cite: Cited


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A case that did not apply, with the values in its ``condition``."""

    key: NodeKey
    quantity: str
    case: str
    condition: str
    distance: str | None
    cite: Cited


def why_not(context: Context, step: str, row: int) -> tuple[NotApplied, ...]:
    """All cases, of the step and of what it rests on, that did not apply, going down; those
    first that a number kept from applying.

    Cases passed over because an earlier one was taken are not listed: nothing failed there.
    """
    found = [
        _with_values(context, failed)
        for key in cone(context, NodeKey(step, row))
        for failed in failed_cases(context, key)
    ]
    return tuple(sorted(found, key=lambda one: one.distance is None))


def _with_values(context: Context, failed: FailedCase) -> NotApplied:
    level = context.steps[failed.key.step].head.level
    condition = context.filled(failed.phrase, level, failed.key.row)
    return NotApplied(
        failed.key, failed.quantity, failed.case, condition, failed.distance, failed.cite
    )


def cone(context: Context, key: NodeKey) -> tuple[NodeKey, ...]:
    """A node and all nodes that its explanation rests on, nearest first, each once."""
    seen: dict[NodeKey, None] = {key: None}
    queue = [key]
    while queue:
        node = queue.pop(0)
        for below in [*tell(context, node).needs, *also_read(context, node)]:
            if below not in seen:
                seen[below] = None
                queue.append(below)
    return tuple(seen)


def also_read(context: Context, key: NodeKey) -> tuple[NodeKey, ...]:
    """What the guards of a step's cases read, also of those that did not apply: it is part of
    why not."""
    step = context.steps.get(key.step)
    if not isinstance(step, RuleStep):
        return ()
    names = tuple(
        name for case in step.cases for guard in case.guards for name in reads(context, guard)
    )
    return keys_of(context, names, step.head.level, key.row)


def failed_cases(context: Context, key: NodeKey) -> tuple[FailedCase, ...]:
    """The cases of one step that did not apply, and a share that was not taken part in."""
    step = context.steps.get(key.step)
    if isinstance(step, AllocateStep):
        return _left_out(context, step, key)
    if isinstance(step, SplitStep):
        return _not_split(context, step, key)
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
        found.append(_not_applied(context, key, label_of(context, step, index), failed, case.cite))
    return (*found, *_inside(context, step, key, decided))


def _inside(context: Context, step: RuleStep, key: NodeKey, decided: int) -> tuple[FailedCase, ...]:
    """What failed inside the formula that was taken: a condition of a flag that is not so, and
    the conditions of IF on the way."""
    cases = step.cases if step.otherwise is None else (*step.cases, step.otherwise)
    if not 0 <= decided < len(cases):
        return ()
    case, level = cases[decided], step.head.level
    failed = list(_failed_ifs(context, case.value, level, key.row))
    name = context.say("公式里的 IF", "IF in the formula")
    if step.head.type.kind is Kind.FLAG:
        every = conditions(context, case.value)
        failed = [one for one in every if truth(context, one, level, key.row) is False][:1]
        name = context.say("成立的条件", "its condition")
    return tuple(_not_applied(context, key, name, one, case.cite) for one in failed)


def _not_split(context: Context, step: SplitStep, key: NodeKey) -> tuple[FailedCase, ...]:
    """The condition under which an amount is split, where it does not hold."""
    amount = Read(step.amount, context.steps[step.amount].head.type)
    failed = _failed_ifs(context, amount, step.head.level, key.row)
    name = context.say("分成的条件", "the condition of the split")
    return tuple(_not_applied(context, key, name, one, step.head.cite) for one in failed)


def _failed_ifs(context: Context, expr: Expr, level: str, row: int) -> Iterator[Expr]:
    """The conditions of IF and IFS that failed on the way to the value, in order."""
    if isinstance(expr, Read):
        piece = inlined(context, expr.name)
        if piece is not None:
            yield from _failed_ifs(context, piece, level, row)
    if not isinstance(expr, Call):
        return
    if expr.function not in ("IF", "IFS"):
        for arg in expr.args:
            yield from _failed_ifs(context, arg, level, row)
        return
    for condition, value in zip(expr.args[::2], expr.args[1::2], strict=False):
        every = conditions(context, condition)
        false = [one for one in every if truth(context, one, level, row) is False]
        yield from false[:1]
        if not false:
            yield from _failed_ifs(context, value, level, row)
            return
    if expr.function == "IF":
        yield from _failed_ifs(context, expr.args[2], level, row)


def _not_applied(
    context: Context, key: NodeKey, case: str, failed: Expr, cite: Citation
) -> FailedCase:
    step = context.steps[key.step]
    level = step.head.level
    text = tell_condition(context, failed, level, key.row).text
    return FailedCase(
        key, step.head.name.partition("#")[0], case, text,
        distance(context, failed, level, key.row), context.cited(cite),
    )  # fmt: skip


def _left_out(context: Context, step: AllocateStep, key: NodeKey) -> tuple[FailedCase, ...]:
    if step.takes_part is None or context.value(step.takes_part, key.row) is not False:
        return ()
    level = step.head.level
    flag = Read(step.takes_part, context.steps[step.takes_part].head.type)
    for condition in conditions(context, flag):
        if truth(context, condition, level, key.row) is False:
            case = context.say("参加分配", "taking part")
            return (_not_applied(context, key, case, condition, step.head.cite),)
    return ()
