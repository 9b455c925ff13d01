"""How far: the exact change of one input that turns a condition, and what then results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.what_if import groups_are_apart, only_under, with_input
from jiangzhi.explain.context import Context, context_of
from jiangzhi.explain.expressions import in_names, step_text
from jiangzhi.explain.guards import truth
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.pool import pool_of
from jiangzhi.explain.thresholds.piece import Label
from jiangzhi.explain.thresholds.sweep import Sweep, Turn
from jiangzhi.formula.types import NUMERIC, Kind, Scalar
from jiangzhi.formula.value import Value
from jiangzhi.plan.model import AllocateStep, InputStep, Step

#: The finest change of an input that is proposed: 0.01 元, 0.01 of a number or percentage.
_FINEST = {
    Kind.MONEY: Fraction(1),
    Kind.RATE: Fraction(1, 10_000),
    Kind.NUMBER: Fraction(1, 100),
    Kind.COUNT: Fraction(1),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """What would turn if one input changed: the input, ``of`` which row of another level
    (its names or its cell, "" for the entity's own), its value, change and new value, what
    turns, and the result before and after. All of it was evaluated again and holds."""

    input: str
    of: str
    now: Fraction
    change: Fraction
    then: Fraction
    turns: tuple[str, ...]
    result: str
    before: Value
    after: Value


def how_far(context: Context, result: str, *, level: str, row: int) -> tuple[Threshold, ...]:
    """The thresholds around an entity's result, for each numeric input alone that is its
    own, of its detail rows, or of a level above it, nearest first.

    A threshold that cannot be confirmed by evaluating again is not given.
    """
    if groups_are_apart(context.plan):
        facts, row = only_under(context.plan, context.outcome.facts, level, row)
        context = context_of(evaluate_exactly(context.plan, facts), context.lang)
    steps = steps_behind(context, result)
    found: list[Threshold] = []
    for step in steps:
        if not isinstance(step, InputStep) or step.head.type.kind not in NUMERIC:
            continue
        for sweep in _sweeps(context, step, steps, level, row):
            for direction in (1, -1):
                limit = _limit(step, context, _row_of(sweep, step), direction)
                told: set[str] = set()
                for turn in sweep.turns(direction, limit):
                    for one in _confirmed(sweep, step, turn, direction, result):
                        turns = tuple(text for text in one.turns if text not in told)
                        told.update(turns)
                        if turns:
                            found.append(replace(one, turns=turns))
    return tuple(_merged(found))


def _sweeps(
    context: Context, step: InputStep, steps: tuple[Step, ...], level: str, row: int
) -> Iterator[Sweep]:
    """One for each row of the input that the entity's result may rest on."""
    name, at = step.head.name, step.head.level
    if context.is_above(at, level):
        rows, of = [row], level
    elif context.is_above(level, at):
        rows, of = list(context.members(at, level, row)), at
    else:
        return
    for one in rows:
        sweep = Sweep(context, of, one, steps, name)
        if isinstance(context.value(name, _row_of(sweep, step)), Fraction):
            yield sweep


def _row_of(sweep: Sweep, step: Step) -> int:
    return sweep.context.row_at(sweep.level, sweep.row, step.head.level)


def _owner(sweep: Sweep, step: InputStep, result: str) -> str:
    """Whose input it is, where it is not that of the result's own row."""
    context, level, row = sweep.context, step.head.level, _row_of(sweep, step)
    if level == context.steps[result].head.level:
        return ""
    place = context.outcome.facts.levels[level].place(step.head.name, row)
    who = row_name(context, level, row)
    return who if place is None else f"{who}, {place}"


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
    now = context.value(step.head.name, _row_of(sweep, step))
    assert isinstance(now, Fraction)
    finest = _FINEST[step.head.type.kind]
    at_edge = now + turn.moved
    outcomes: dict[Fraction, Context] = {}
    for then in _candidates(at_edge, finest, direction):
        if then == now or not step.input.range.holds(then):
            continue
        outcome = _supposed(context, sweep, step, then)
        outcomes[then] = context_of(outcome, context.lang)
        turned = _all_turned(context, outcomes[then], sweep, turn)
        if turned:
            at = _nearest_of_unit(sweep, step, turn, (now, then), finest)
            after = context_of(_supposed(context, sweep, step, at), context.lang)
            return [
                Threshold(
                    step.head.name, _owner(sweep, step, result), now, at - now, at, turned,
                    result,
                    _value(context, sweep, result), _value(after, sweep, result),
                )
            ]  # fmt: skip
    return []


def _nearest_of_unit(
    sweep: Sweep,
    step: Step,
    turn: Turn,
    between: tuple[Fraction, Fraction],
    finest: Fraction,
) -> Fraction:
    """The nearest value at which the same turns. Where shares of a pool are made whole together,
    that lies up to a unit or two before the edge of the rounding."""
    context = sweep.context
    now, then = between
    firm = tuple(one for one in turn.labels if one.condition is not None or one.pool)
    sign = 1 if then > now else -1

    def turns(value: Fraction) -> bool:
        after = context_of(_supposed(context, sweep, step, value), context.lang)
        return any(_turned(context, after, sweep, one) is not None for one in firm)

    back = 1
    while firm and abs(then - now) > back * finest and turns(then - sign * back * finest):
        then, back = then - sign * back * finest, back * 2
    while (back := back // 2) >= 1:
        if abs(then - now) > back * finest and turns(then - sign * back * finest):
            then -= sign * back * finest
    return then


def _candidates(edge: Fraction, finest: Fraction, direction: int) -> tuple[Fraction, ...]:
    """The nearest values on or just beyond the edge that can be written down."""
    steps = edge / finest
    first = ceil(steps) if direction > 0 else floor(steps)
    exact = (edge,) if steps.denominator != 1 and finest != 1 else ()
    return (*exact, first * finest, (first + direction) * finest)


def _supposed(context: Context, sweep: Sweep, step: Step, value: Scalar) -> Outcome:
    head, row = step.head, _row_of(sweep, step)
    facts = with_input(context.outcome.facts, head.level, row, head.name, value)
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
        return before.say(
            f"{label.step}: 到“{label.band}”一档的边", f"{label.step}: to the edge of {label.band}"
        )
    if label.pool:
        was_short, is_short = (_is_short(one, sweep, label.step) for one in (before, after))
        if was_short == is_short:
            return None
        pool, said = before.steps[label.step], before.say("不再足额", "no longer covers all claims")
        assert isinstance(pool, AllocateStep)
        if not is_short:
            said = before.say("足额", "covers all claims")
        return f"{label.step}: {step_text(before, pool.pool)} {said}"
    was_rank, rank = (_value(one, sweep, label.step) for one in (before, after))
    if was_rank == rank:
        return None
    kind = before.steps[label.step].head.type
    return f"{label.step}: {before.show(was_rank, kind)} → {before.show(rank, kind)}"


def _is_short(context: Context, sweep: Sweep, name: str) -> bool | None:
    """Whether a pool's claims exceed it, ``None`` where that is not known."""
    step = context.steps[name]
    assert isinstance(step, AllocateStep)
    pool = pool_of(context, step, context.row_at(sweep.level, sweep.row, step.within))
    return None if pool.amount is None or pool.open else pool.claimed > pool.amount


def _value(context: Context, sweep: Sweep, name: str) -> Value:
    row = context.row_at(sweep.level, sweep.row, context.steps[name].head.level)
    return context.value(name, row)


def _merged(found: list[Threshold]) -> list[Threshold]:
    """One for each input and new value, nearest first for each input."""
    merged: dict[tuple[str, str, Fraction], Threshold] = {}
    for one in found:
        known = merged.get((one.input, one.of, one.then))
        turns = one.turns if known is None else tuple(dict.fromkeys((*known.turns, *one.turns)))
        merged[one.input, one.of, one.then] = replace(one, turns=turns)
    order = list(dict.fromkeys((one.input, one.of) for one in found))
    return sorted(
        merged.values(), key=lambda one: (order.index((one.input, one.of)), abs(one.change))
    )
