"""Reading an outcome: the value of any step as one row sees it."""

from __future__ import annotations

from collections.abc import Callable

from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.types.value import State, Unknown, Value


def row_above(outcome: Outcome, level: str, row: int, target: str) -> int:
    """The row of a higher level (or the same) under which a row stands."""
    at = level
    while at != target:
        parent = outcome.plan.level(at).parent
        if parent is None:
            raise KeyError(target)
        row = outcome.facts.levels[at].parents[row]
        at = parent
    return row


def reader(outcome: Outcome, level: str, row: int) -> Callable[[str], Value]:
    """A function from step names to values, for a row of a level."""
    heads = {step.head.name: step.head.level for step in outcome.plan.steps}

    def read(name: str) -> Value:
        at = row_above(outcome, level, row, heads[name])
        values = outcome.steps[name]
        value = values.values[at]
        state = State(values.states[at])
        if state is not State.KNOWN or value is None:
            return Unknown(state)
        return value

    return read
