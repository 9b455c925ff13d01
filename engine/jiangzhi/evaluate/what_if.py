"""Facts changed in one place, to see what would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jiangzhi.formula.types import Scalar
from jiangzhi.plan.model import AggregateStep, AllocateStep, Plan, RankStep
from jiangzhi.workbook.model import FactColumn, Facts, Given, LevelFacts


def with_input(facts: Facts, level: str, row: int, name: str, value: Scalar | None) -> Facts:
    """The facts with one input of one row changed; ``None`` makes it missing.

    Raises ``KeyError`` for a level or an input that the facts do not have.
    """
    rows = facts.levels[level]
    column = rows.columns[name]
    values = list(column.values)
    values[row] = value
    changed = replace(rows, columns={**rows.columns, name: replace(column, values=values)})
    return replace(facts, levels={**facts.levels, level: changed})


def with_given(facts: Facts, name: str, value: Scalar) -> Facts:
    """The facts with a parameter, or an input of the whole, given from outside."""
    return replace(facts, given={**facts.given, name: Given(value, str(value), None)})


def groups_are_apart(plan: Plan) -> bool:
    """Whether nothing that is computed looks at more than one entity below the whole."""
    whole = plan.levels[0].name
    for step in plan.steps:
        if isinstance(step, AggregateStep) and step.head.level == whole:
            return False
        if isinstance(step, RankStep | AllocateStep) and step.within == whole:
            return False
    return True


def only_under(plan: Plan, facts: Facts, level: str, row: int) -> tuple[Facts, int]:
    """The facts of the one entity just below the whole that a row belongs to, with everything
    under it; and the row's new number."""
    top, at = level, row
    while (parent := plan.level(top).parent) is not None and plan.level(parent).parent is not None:
        at = facts.levels[top].parents[at]
        top = parent
    kept: dict[str, dict[int, int]] = {plan.levels[0].name: {0: 0}}
    found: dict[str, LevelFacts] = {plan.levels[0].name: facts.levels[plan.levels[0].name]}
    for below in plan.levels[1:]:
        rows = facts.levels[below.name]
        assert below.parent is not None
        above = kept[below.parent]
        if below.name == top:
            old = [at]
        elif below.parent == plan.levels[0].name:
            old = []
        else:
            old = [i for i, owner in enumerate(rows.parents) if owner in above]
        kept[below.name] = {before: now for now, before in enumerate(old)}
        found[below.name] = _only_rows(rows, old, above)
    return replace(facts, levels=found), kept[level][row]


def _only_rows(rows: LevelFacts, old: Sequence[int], above: Mapping[int, int]) -> LevelFacts:
    return replace(
        rows,
        keys=[rows.keys[i] for i in old],
        parents=[above[rows.parents[i]] for i in old],
        source_of=[rows.source_of[i] for i in old],
        row_of=[rows.row_of[i] for i in old],
        columns={
            name: FactColumn([column.values[i] for i in old], [column.raw[i] for i in old])
            for name, column in rows.columns.items()
        },
    )
