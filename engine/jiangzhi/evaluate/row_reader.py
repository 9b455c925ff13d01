"""Reading an outcome: the value of any step as one row sees it."""

from __future__ import annotations

from collections.abc import Callable

from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.types.value import State, Unknown, Value


def row_above(outcome: Outcome, level: str, row: int, target: str) -> int:
    """The row of a higher level (or the same) under which a row stands."""
    return Tree(outcome.plan.levels, outcome.facts).row_above(level, row, target)


def reader(outcome: Outcome, level: str, row: int) -> Callable[[str], Value]:
    """A function from step names to values, for a row of a level."""
    steps = outcome.plan.steps_by_name
    tree = Tree(outcome.plan.levels, outcome.facts)

    def read(name: str) -> Value:
        at = tree.row_above(level, row, steps[name].head.level)
        values = outcome.steps[name]
        value = values.values[at]
        state = State(values.states[at])
        if state is not State.KNOWN or value is None:
            return Unknown(state)
        return value

    return read
