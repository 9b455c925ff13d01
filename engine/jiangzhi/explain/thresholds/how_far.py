"""How far: the exact change of one input that turns a condition, and what then results."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.what_if import groups_are_apart, only_under, with_input
from jiangzhi.explain.context import Context, context_of
from jiangzhi.explain.expressions import in_names
from jiangzhi.explain.guards import truth
from jiangzhi.explain.thresholds.piece import Label
from jiangzhi.explain.thresholds.sweep import Sweep, Turn
from jiangzhi.formula.types import NUMERIC, Kind, Scalar
from jiangzhi.formula.value import Value
from jiangzhi.plan.model import InputStep, Step

#: The finest change of an input that is proposed: 0.01 元, 0.01 of a number or percentage.
_FINEST = {
    Kind.MONEY: Fraction(1),
    Kind.RATE: Fraction(1, 10_000),
    Kind.NUMBER: Fraction(1, 100),
    Kind.COUNT: Fraction(1),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """What would turn if one input changed: the input with its value, change and new value,
    what turns, and the result before and after. All of it was evaluated again and holds."""

    input: str
    now: Fraction
    change: Fraction
    then: Fraction
    turns: tuple[str, ...]
    result: str
    before: Value
    after: Value


def how_far(context: Context, result: str, *, level: str, row: int) -> tuple[Threshold, ...]:
    """The thresholds around an entity's result, for each of its own numeric inputs alone,
    nearest first. A threshold that cannot be confirmed by evaluating again is not given."""
    if groups_are_apart(context.plan):
        facts, row = only_under(context.plan, context.outcome.facts, level, row)
        context = context_of(evaluate_exactly(context.plan, facts), context.lang)
    steps = steps_behind(context, result)
    found: list[Threshold] = []
    for step in steps:
        head = step.head
        if (
            not isinstance(step, InputStep)
            or head.level != level
            or head.type.kind not in NUMERIC
            or not isinstance(context.value(head.name, row), Fraction)
        ):
            continue
        sweep = Sweep(context, level, row, steps, head.name)
        for direction in (1, -1):
            limit = _limit(step, context, row, direction)
            for turn in sweep.turns(direction, limit):
                found.extend(_confirmed(sweep, step, turn, direction, result))
    return tuple(_merged(found))


def steps_behind(context: Context, result: str) -> tuple[Step, ...]:
    """The steps that a result needs, in order; those that only the pool needs as well."""
    wanted = {result}
    for step in reversed(context.plan.steps):
        if step.head.name in wanted:
            wanted.update(step.head.needs)
    return tuple(step for step in context.plan.steps if step.head.name in wanted)


def _limit(step: InputStep, context: Context, row: int, direction: int) -> Fraction | None:
    value = context.value(step.head.name, row)
    end = step.input.range.high if direction > 0 else step.input.range.low
    if not isinstance(end, Fraction) or not isinstance(value, Fraction):
        return None
    return abs(end - value)


def _confirmed(
    sweep: Sweep, step: InputStep, turn: Turn, direction: int, result: str
) -> list[Threshold]:
    if not turn.labels:
        return []
    context = sweep.context
    now = context.value(step.head.name, sweep.row)
    assert isinstance(now, Fraction)
    finest = _FINEST[step.head.type.kind]
    at_edge = now + turn.moved
    outcomes: dict[Fraction, Context] = {}
    for then in _candidates(at_edge, finest, direction):
        if then == now or not step.input.range.holds(then):
            continue
        outcome = _supposed(context, sweep, step.head.name, then)
        outcomes[then] = context_of(outcome, context.lang)
        turned = _all_turned(context, outcomes[then], sweep, turn)
        if turned:
            return [
                Threshold(
                    step.head.name, now, then - now, then, turned, result,
                    _value(context, sweep, result), _value(outcomes[then], sweep, result),
                )
            ]  # fmt: skip
    return []


def _candidates(edge: Fraction, finest: Fraction, direction: int) -> tuple[Fraction, ...]:
    """The nearest values on or just beyond the edge that can be written down."""
    steps = edge / finest
    first = ceil(steps) if direction > 0 else floor(steps)
    exact = (edge,) if steps.denominator != 1 and finest != 1 else ()
    return (*exact, first * finest, (first + direction) * finest)


def _supposed(context: Context, sweep: Sweep, name: str, value: Scalar) -> Outcome:
    facts = with_input(context.outcome.facts, sweep.level, sweep.row, name, value)
    return evaluate_exactly(context.plan, facts)


def _all_turned(before: Context, after: Context, sweep: Sweep, turn: Turn) -> tuple[str, ...]:
    """What turned; of the conditions of one step those that now hold, if there are any."""
    conditions: dict[str, dict[bool, list[str]]] = {}
    others: list[str] = []
    for label in turn.labels:
        text = _turned(before, after, sweep, label)
        if text is None:
            continue
        if label.condition is None:
            others.append(text)
        else:
            holds = not text.endswith(before.say("不成立", "fails"))
            conditions.setdefault(label.step, {}).setdefault(holds, []).append(text)
    told = [one for of in conditions.values() for one in of.get(True) or of[False]]
    return tuple(dict.fromkeys((*told, *others)))


def _turned(before: Context, after: Context, sweep: Sweep, label: Label) -> str | None:
    """What turned, in words; ``None`` where it did not after all."""
    if label.condition is not None:
        step = before.steps[label.step]
        row = before.row_at(sweep.level, sweep.row, step.head.level)
        was = truth(before, label.condition, step.head.level, row)
        is_now = truth(after, label.condition, step.head.level, row)
        if was == is_now or not isinstance(is_now, bool):
            return None
        verdict = before.say("成立", "holds") if is_now else before.say("不成立", "fails")
        return f"{label.step}: {in_names(before, label.condition)} {verdict}"
    if label.band:
        return before.say(f"{label.step}: 到“{label.band}”一档的边", f"{label.step}: {label.band}")
    was_rank, rank = (_value(one, sweep, label.step) for one in (before, after))
    if was_rank == rank:
        return None
    kind = before.steps[label.step].head.type
    return f"{label.step}: {before.show(was_rank, kind)} → {before.show(rank, kind)}"


def _value(context: Context, sweep: Sweep, name: str) -> Value:
    row = context.row_at(sweep.level, sweep.row, context.steps[name].head.level)
    return context.value(name, row)


def _merged(found: list[Threshold]) -> list[Threshold]:
    """One for each input and new value, nearest first for each input."""
    merged: dict[tuple[str, Fraction], Threshold] = {}
    for one in found:
        known = merged.get((one.input, one.then))
        turns = one.turns if known is None else tuple(dict.fromkeys((*known.turns, *one.turns)))
        merged[one.input, one.then] = Threshold(
            one.input, one.now, one.change, one.then, turns, one.result, one.before, one.after
        )
    order = list(dict.fromkeys(one.input for one in found))
    return sorted(merged.values(), key=lambda one: (order.index(one.input), abs(one.change)))
