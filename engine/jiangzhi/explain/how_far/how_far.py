"""How far: the exact change of one input that turns a condition, and what then results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.how_far.breakpoints import MOST_MOVING, Sweep
from jiangzhi.explain.how_far.confirm import FINEST, Confirm
from jiangzhi.explain.how_far.influence import Moving
from jiangzhi.explain.how_far.other_choices import other_words
from jiangzhi.explain.how_far.question import Question, Threshold, question_of
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.plan.model import InputStep


@dataclass(frozen=True, slots=True)
class Unsolved:
    """An input some of whose thresholds were not looked for: past which step, or because it
    moves too many values (no step)."""

    input: str
    of: str
    step: str


@dataclass(frozen=True, slots=True)
class HowFar:
    """The thresholds around a result, nearest first for each input, and what was not solved."""

    thresholds: tuple[Threshold, ...]
    unsolved: tuple[Unsolved, ...]


def how_far(context: Context, result: str, *, level: str, row: int) -> HowFar:
    """The thresholds around an entity's result, for each input alone that is its own, of its
    detail rows, or of a level above it, nearest first. Raises ``KeyError`` for a result that
    the plan does not have.

    A threshold that cannot be confirmed by evaluating again is not given.
    """
    question = question_of(context, result, level=level, row=row)
    found: list[Threshold] = []
    unsolved: dict[Unsolved, None] = {}
    for step, at in question.inputs():
        kind = step.head.type.kind
        if kind in (Kind.FLAG, Kind.CHOICE):
            found.extend(other_words(question, step, at))
        elif kind in FINEST:
            thresholds, missed = _swept(question, step, at)
            found.extend(thresholds)
            unsolved.update(dict.fromkeys(missed))
    return HowFar(_merged(found), tuple(unsolved))


def _swept(question: Question, step: InputStep, row: int) -> tuple[list[Threshold], list[Unsolved]]:
    name, of, context = step.head.name, question.owner(step, row), question.context
    asked = (question.level, question.row)
    moving = Moving(context, context.plan.steps, name, (step.head.level, row), asked)
    if moving.size() > MOST_MOVING:
        return [], [Unsolved(name, of, "")]
    sweep = Sweep(moving)
    found: list[Threshold] = []
    for direction in (1, -1):
        confirm = Confirm(question, step, row, direction)
        for turn in sweep.turns(direction, _limit(step, context, row, direction)):
            found.extend(confirm.thresholds(turn))
    missed = [Unsolved(name, of, lost.partition("#")[0]) for lost in sweep.lost]
    if sweep.unfinished:
        missed.append(Unsolved(name, of, ""))
    return found, missed


def _limit(step: InputStep, context: Context, row: int, direction: int) -> Fraction | None:
    value = context.value(step.head.name, row)
    end = step.input.range.high if direction > 0 else step.input.range.low
    if not isinstance(end, Fraction) or not isinstance(value, Fraction):
        return None
    return abs(end - value)


def _merged(found: Sequence[Threshold]) -> tuple[Threshold, ...]:
    """One for each input and new value, nearest first for each input."""
    merged: dict[tuple[str, str, Scalar], Threshold] = {}
    for one in found:
        known = merged.get((one.input, one.of, one.then))
        turns = one.turns if known is None else tuple(dict.fromkeys((*known.turns, *one.turns)))
        merged[one.input, one.of, one.then] = replace(one, turns=turns)
    order = list(dict.fromkeys((one.input, one.of) for one in found))
    return tuple(
        sorted(
            merged.values(),
            key=lambda one: (order.index((one.input, one.of)), abs(one.change or Fraction(0))),
        )
    )
