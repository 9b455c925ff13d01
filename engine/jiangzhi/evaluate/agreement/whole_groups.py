"""Some whole groups of a data set, to be evaluated apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.plan.model import Plan

#: Groups of a sample, where there are so many.
GROUPS: Final = 20

#: For each level the rows that are kept, in order.
Kept = Mapping[str, Sequence[int]]


def rows_of_some_groups(plan: Plan, facts: Facts) -> Kept:
    """The rows of groups spread evenly over those just below the whole, of the largest and of
    the smallest, with all under them."""
    kept: dict[str, Sequence[int]] = {}
    for level in plan.levels:
        count = len(facts.levels[level.name].keys)
        if level.parent is None:
            kept[level.name] = range(count)
        elif plan.level(level.parent).parent is None:
            chosen = {at * (count - 1) // (GROUPS - 1) for at in range(GROUPS)} if count else ()
            kept[level.name] = sorted({*chosen, *_of_extreme_size(plan, facts, level.name)})
        else:
            owners = np.asarray(facts.levels[level.name].parents)
            chosen_rows = np.flatnonzero(np.isin(owners, np.asarray(kept[level.parent])))
            kept[level.name] = [int(row) for row in chosen_rows]
    return kept


def _of_extreme_size(plan: Plan, facts: Facts, level: str) -> set[int]:
    sizes = np.zeros(len(facts.levels[level].keys), dtype=np.int64)
    for below in plan.levels:
        if below.parent == level:
            owners = np.asarray(facts.levels[below.name].parents, dtype=np.int64)
            sizes += np.bincount(owners, minlength=len(sizes))
    return {int(sizes.argmax()), int(sizes.argmin())} if len(sizes) else set()


def facts_of_rows(plan: Plan, facts: Facts, kept: Kept) -> Facts:
    """The facts of some rows, without where they stood. With a row its parent is kept."""
    levels: dict[str, LevelFacts] = {}
    for level in plan.levels:
        rows, of = kept[level.name], facts.levels[level.name]
        above = (
            {} if level.parent is None else {row: at for at, row in enumerate(kept[level.parent])}
        )
        levels[level.name] = LevelFacts(
            level=of.level,
            keys=[of.keys[row] for row in rows],
            parents=[above.get(int(of.parents[row]), 0) for row in rows],
            sources=(),
            source_of=[-1] * len(rows),
            row_of=[0] * len(rows),
            columns={
                name: FactColumn([column.values[row] for row in rows], [""] * len(rows))
                for name, column in of.columns.items()
            },
        )
    return replace(facts, levels=levels)
