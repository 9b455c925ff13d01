"""Facts changed in one place, to see what would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from jiangzhi.facts.model import FactColumn, Facts, Given, LevelFacts
from jiangzhi.formula.types.types import Scalar
from jiangzhi.plan.model import Plan, looks_across


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
    return all(looks_across(step) != whole for step in plan.steps)


def part_of_plan(plan: Plan, names: Iterable[str]) -> Plan:
    """The plan with nothing but the steps that some steps rest on, and these themselves."""
    steps = plan.steps_by_name
    pending = [name for name in names if name in steps]
    kept = set(pending)
    while pending:
        for need in steps[pending.pop()].head.needs:
            if need in steps and need not in kept:
                kept.add(need)
                pending.append(need)
    return replace(
        plan,
        steps=tuple(step for step in plan.steps if step.head.name in kept),
        results=tuple(name for name in plan.results if name in kept),
        guarantees=(),
    )


def reach_of(plan: Plan, level: str) -> str:
    """The lowest level whose one entity holds all that a row of ``level`` can make a difference
    to: the level itself, or one above it within which rows are added up, ranked or paid."""
    chain = plan.chain(level)
    reach = 0
    for step in plan.steps:
        within = looks_across(step)
        while within is not None and within not in chain:
            within = plan.level(within).parent
        if within is not None:
            reach = max(reach, chain.index(within))
    return chain[reach]


def only_under(
    plan: Plan, facts: Facts, level: str, row: int, top: str | None = None
) -> tuple[Facts, int]:
    """The facts of the one entity of level ``top`` that a row belongs to, with all that stands
    under it and those above it; and the row's new number. Without ``top`` it is the level just
    below the whole. ``top`` is the row's own level or one above it."""
    chain = plan.chain(level)
    at = {level: row}
    for below, above in pairwise(chain):
        at[above] = facts.levels[below].parents[at[below]]
    if top is None:
        top = chain[max(0, len(chain) - 2)]
    kept: dict[str, dict[int, int]] = {}
    found: dict[str, LevelFacts] = {}
    for here in plan.levels:
        rows = facts.levels[here.name]
        above_kept = {} if here.parent is None else kept[here.parent]
        if here.name in chain[chain.index(top) :]:
            old = [at[here.name]]
        elif here.parent is not None and top in plan.chain(here.parent):
            old = [i for i, owner in enumerate(rows.parents) if owner in above_kept]
        else:
            old = []
        kept[here.name] = {before: now for now, before in enumerate(old)}
        found[here.name] = _only_rows(rows, old, above_kept)
    return replace(facts, levels=found), kept[level][row]


def side_by_side(plan: Plan, pieces: Sequence[Facts]) -> tuple[Facts, list[Mapping[str, int]]]:
    """Facts in which the entities of all pieces stand beside each other under one whole, the
    first's, and the number that each piece's first row of each level now has.

    It computes each piece as it would be computed alone where nothing in the plan adds up,
    ranks or pays over the whole."""
    first = pieces[0]
    moved: list[dict[str, int]] = [{} for _ in pieces]
    found: dict[str, LevelFacts] = {}
    for level in plan.levels:
        name, parent = level.name, level.parent
        if parent is None:
            found[name] = first.levels[name]
            for by in moved:
                by[name] = 0
            continue
        at = 0
        parents: list[int] = []
        for by, piece in zip(moved, pieces, strict=True):
            by[name] = at
            at += len(piece.levels[name].keys)
            parents.extend(owner + by[parent] for owner in piece.levels[name].parents)
        found[name] = _joined([piece.levels[name] for piece in pieces], parents)
    return replace(first, levels=found), list(moved)


def _joined(parts: Sequence[LevelFacts], parents: Sequence[int]) -> LevelFacts:
    return replace(
        parts[0],
        keys=[key for part in parts for key in part.keys],
        parents=parents,
        source_of=[source for part in parts for source in part.source_of],
        row_of=[row for part in parts for row in part.row_of],
        columns={
            name: FactColumn(
                [value for part in parts for value in part.columns[name].values],
                [text for part in parts for text in part.columns[name].raw],
            )
            for name in parts[0].columns
        },
        cells={},
    )


def _only_rows(rows: LevelFacts, old: Sequence[int], above: Mapping[int, int]) -> LevelFacts:
    return replace(
        rows,
        keys=[rows.keys[i] for i in old],
        parents=[above.get(rows.parents[i], 0) for i in old],
        source_of=[rows.source_of[i] for i in old],
        row_of=[rows.row_of[i] for i in old],
        columns={
            name: FactColumn([column.values[i] for i in old], [column.raw[i] for i in old])
            for name, column in rows.columns.items()
        },
    )
