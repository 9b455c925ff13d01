"""The values computed so far, and how an expression on one row reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.evaluate.exact.rules import NO_CASE
from jiangzhi.evaluate.model import StepValues
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import Plan

_KNOWN: Final = int(State.KNOWN)


class Values:
    """Columns of values by step, over the rows of each step's level."""

    def __init__(self, plan: Plan, tree: Tree) -> None:
        self.tree = tree
        self._level = {step.head.name: step.head.level for step in plan.steps}
        self._columns: dict[str, Sequence[Value]] = {}
        #: All parts of each split, so that they are computed once for all of them.
        self.splits: dict[tuple[str, ...], Sequence[Sequence[Value]]] = {}

    def keep(self, name: str, column: Sequence[Value]) -> None:
        """Keep a step's values, by row of its level."""
        self._columns[name] = column

    def column(self, name: str, level: str) -> Sequence[Value]:
        """A step's values as seen from the rows of its own or a lower level."""
        column, own = self._columns[name], self._level[name]
        if own == level:
            return column
        return [column[row] for row in self.tree.above(level, own)]

    def reader(self, level: str, row: int) -> Reader:
        """How an expression on one row of a level reads."""
        columns, levels, above = self._columns, self._level, self.tree.above

        def read(name: str) -> Value:
            own = levels[name]
            return columns[name][row if own == level else above(level, own)[row]]

        return read


def step_values(column: Sequence[Value], cases: Sequence[int] | None) -> StepValues:
    """A column as an outcome holds it: values, states, and the case that gave each."""
    return StepValues(
        values=[None if isinstance(value, Unknown) else value for value in column],
        states=[int(v.state) if isinstance(v, Unknown) else _KNOWN for v in column],
        rules=[NO_CASE] * len(column) if cases is None else cases,
    )
