"""The question of how far: one result of one entity, in as little as decides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jiangzhi.evaluate.suppose.changed_facts import (
    only_under,
    part_of_plan,
    reach_of,
    with_given,
    with_input,
)
from jiangzhi.evaluate.suppose.reevaluate import evaluate_again
from jiangzhi.explain.context import Context, context_of
from jiangzhi.explain.how_far.breakpoint_words import Between
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.formula.types.types import Scalar
from jiangzhi.formula.types.value import Value
from jiangzhi.plan.model import InputStep


@dataclass(frozen=True, slots=True)
class Threshold:
    """What would turn if one input changed: the input, ``of`` which row of another level
    (its names or its cell, "" for the entity's own), its value, change (in days for a date,
    ``None`` for a flag or choice) and new value, what turns, and the result before and after.
    All of it was evaluated again and holds."""

    input: str
    of: str
    now: Scalar
    change: Fraction | None
    then: Scalar
    turns: tuple[str, ...]
    result: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Question:
    """A result of an entity: the steps it rests on and the rows that can make a difference.
    ``made`` are the outcomes supposed so far, until ``forget``."""

    context: Context
    result: str
    level: str
    row: int
    made: dict[tuple[str, int, Scalar], Context] = field(default_factory=dict)

    def supposed(self, step: InputStep, row: int, value: Scalar) -> Context:
        """What would be with one input changed."""
        key = (step.head.name, row, value)
        if key not in self.made:
            self.made[key] = self._evaluated(step, row, value)
        return self.made[key]

    def _evaluated(self, step: InputStep, row: int, value: Scalar) -> Context:
        facts, name, level = self.context.outcome.facts, step.head.name, step.head.level
        if name in facts.levels[level].columns and name not in facts.given:
            changed = with_input(facts, level, row, name, value)
        else:
            changed = with_given(facts, name, value)
        return context_of(evaluate_again(self.context.plan, changed), self.context.lang)

    def forget(self) -> None:
        """Let go of what was supposed: outcomes of large runs are large."""
        self.made.clear()

    def between(self, after: Context) -> Between:
        """The entity before and after."""
        return Between(self.context, after, self.level, self.row)

    def inputs(self) -> Iterator[tuple[InputStep, int]]:
        """The inputs that the result may rest on, each with the rows in which it has a value."""
        for step in self.context.plan.steps:
            if isinstance(step, InputStep) and step.head.name != step.head.level:
                for row in self._rows(step):
                    if isinstance(self.context.value(step.head.name, row), _KNOWN):
                        yield step, row

    def _rows(self, step: InputStep) -> Sequence[int]:
        at = step.head.level
        if self.context.is_above(at, self.level):
            return [self.context.row_at(self.level, self.row, at)]
        if self.context.is_above(self.level, at):
            return self.context.members(at, self.level, self.row)
        return ()

    def threshold(
        self, step: InputStep, row: int, then: Scalar, turns: tuple[str, ...]
    ) -> Threshold:
        """What turns with a new value of an input, and what then results."""
        now = self.context.value(step.head.name, row)
        assert isinstance(now, _KNOWN)
        change: Fraction | None = None
        if isinstance(now, Fraction) and isinstance(then, Fraction):
            change = then - now
        elif isinstance(now, date) and isinstance(then, date):
            change = Fraction((then - now).days)
        return Threshold(
            step.head.name, self.owner(step, row), now, change, then, turns, self.result,
            self._value(self.context), self._value(self.supposed(step, row, then)),
        )  # fmt: skip

    def owner(self, step: InputStep, row: int) -> str:
        """Whose input it is, where it is not that of the result's own row."""
        context, level = self.context, step.head.level
        if level == context.steps[self.result].head.level:
            return ""
        place = context.outcome.facts.levels[level].place(step.head.name, row)
        who = row_name(context, level, row)
        return who if place is None else f"{who}, {place}"

    def _value(self, context: Context) -> Value:
        head = context.steps[self.result].head
        return context.value(self.result, context.row_at(self.level, self.row, head.level))


_KNOWN = Fraction | str | bool | date


def question_of(context: Context, result: str, *, level: str, row: int) -> Question:
    """The question put of an outcome. Raises ``KeyError`` for a result it does not have."""
    plan = part_of_plan(context.plan, (result,))
    plan.step(result)
    top = reach_of(plan, level)
    facts, row = only_under(plan, context.outcome.facts, level, row, top)
    return Question(context_of(evaluate_again(plan, facts), context.lang), result, level, row)
