"""Which steps may be followed block by block, and which need all rows at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from jiangzhi.evaluate.columns.rows.layout import Layout
from jiangzhi.plan.model import Plan, Step, looks_across


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that need nothing beyond their own block, then steps that need all rows."""

    local: tuple[Step, ...]
    crossing: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of whole groups: of each level but the whole, the rows ``first`` to ``last``."""

    first: dict[str, int]
    last: dict[str, int]


def stages_of(plan: Plan) -> tuple[Stage, ...]:
    """The plan's steps in as few stages as its totals over all rows allow."""
    whole = next(level.name for level in plan.levels if level.parent is None)
    at: dict[str, int] = {}
    crossing: set[str] = set()
    for step in plan.steps:
        name = step.head.name
        crosses = _crosses(step, whole)
        if crosses:
            crossing.add(name)
        at[name] = max(
            (at[need] + (not crosses and need in crossing) for need in step.head.needs),
            default=0,
        )
    count = max(at.values(), default=-1) + 1
    return tuple(
        Stage(
            tuple(s for s in plan.steps if at[s.head.name] == n and s.head.name not in crossing),
            tuple(s for s in plan.steps if at[s.head.name] == n and s.head.name in crossing),
        )
        for n in range(count)
    )


def _crosses(step: Step, whole: str) -> bool:
    if step.head.level == whole:
        return True
    return looks_across(step) == whole


def blocks_of(layout: Layout, size: int) -> list[Block]:
    """The rows cut into blocks of about ``size`` rows of the largest level."""
    whole = layout.top()
    below = [level for level, parent in layout.above.items() if parent == whole]
    lower = [level for level in layout.above if level != whole]
    most = max((layout.rows[level] for level in lower), default=0)
    if len(below) != 1 or most <= size:
        return [Block(dict.fromkeys(lower, 0), {level: layout.rows[level] for level in lower})]
    top = below[0]
    starts = {level: layout.segments(level, top).starts for level in lower}
    largest = max(lower, key=lambda level: layout.rows[level])
    wanted = np.arange(0, layout.rows[largest], size)
    cuts = np.unique(np.searchsorted(starts[largest], wanted, side="left"))
    cuts = np.unique(np.concatenate([[0], cuts, [layout.rows[top]]]))
    return [
        Block(
            {level: int(starts[level][first]) for level in lower},
            {level: int(starts[level][last]) for level in lower},
        )
        for first, last in itertools.pairwise(cuts)
    ]


def layout_of(block: Block, layout: Layout) -> Layout:
    """A block's own layout, its rows counted from 0."""
    whole = layout.top()
    rows = {whole: layout.rows[whole]}
    parents = {whole: layout.parents[whole]}
    for level, first in block.first.items():
        last = block.last[level]
        rows[level] = last - first
        parent = layout.above[level]
        assert parent is not None
        base = block.first.get(parent, 0)
        parents[level] = layout.parents[level][first:last] - base
    return Layout(layout.above, rows, parents, layout.assumed)
