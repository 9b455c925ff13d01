"""A sheet → the tables in it: the door to this package."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.layout.below import tables_below
from jiangzhi.facts.layout.beside import tables_beside
from jiangzhi.facts.layout.long_form import long_table
from jiangzhi.facts.layout.look import LevelLook, best_heading
from jiangzhi.facts.layout.turned import turned_table


def tables_in(grid: Grid, looks: Sequence[LevelLook], found: list[Diagnostic]) -> list[Grid]:
    """The grid itself, or a grid for each table in it; at least one. ``found`` takes the notes."""
    if best_heading(grid, looks) is None:
        laid = long_table(grid, looks, found) or turned_table(grid, looks)
        return [laid or grid]
    return [part for below in tables_below(grid, looks) for part in tables_beside(below, looks)]
