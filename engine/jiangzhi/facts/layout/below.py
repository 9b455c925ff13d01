"""Tables that stand one below the other in one sheet, each with headings of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from jiangzhi.facts.grid import Grid, Layout, Raw
from jiangzhi.facts.layout.look import LevelLook, best_heading, masked, with_unit
from jiangzhi.facts.table.model import Heading
from jiangzhi.facts.table.outer_names import labelled_name
from jiangzhi.facts.table.units import stated_units
from jiangzhi.facts.words import heading_of, letters_of

#: Rows that one heading may take.
_ROWS: Final = 4
#: Longer texts are no headings.
_TEXT: Final = 60
#: Filled cells of a row that is a title or a statement of units.
_TITLE: Final = 2


def tables_below(grid: Grid, looks: Sequence[LevelLook]) -> list[Grid]:
    """The grid itself, or a grid for each of the tables that stand one below the other in it.

    Headings that only come again, in the same columns and units, are no new table.
    """
    starts: list[tuple[int, LevelLook, Heading]] = []
    for look, heading in _headings(grid, looks):
        if not starts or not _continues(starts[-1], (look, heading)):
            starts.append((_title_above(grid, heading), look, heading))
    if len(starts) < 2:
        return [grid]
    parts = []
    first = starts[0][2].top
    ends = [*(start for start, _, _ in starts[1:]), len(grid.rows)]
    for (start, _, heading), end in zip(starts, ends, strict=True):
        own = _only(grid, start, end)
        if start and not any(map(any, own.rows[start : heading.top])):
            own = masked(own, [*grid.rows[: min(first, start)], *own.rows[min(first, start) :]])
        elif start:
            above = masked(grid, [*grid.rows[:first], *[()] * (heading.top - first)])
            own = with_unit(own, above, heading.top)
        parts.append(replace(own, layout=Layout.BELOW))
    return parts


def _headings(grid: Grid, looks: Sequence[LevelLook]) -> Iterator[tuple[LevelLook, Heading]]:
    """All headings, from the top down."""
    names = {s for look in looks for field in look.fields for s in field.spellings}
    known: dict[str, bool] = {}
    row = 0
    while row < len(grid.rows):
        if not _may_be_heading(grid.rows[row], names, known):
            row += 1
            continue
        best = best_heading(_only(grid, row, row + _ROWS), looks)
        if best is None or best[1].top != row:
            row += 1
            continue
        yield best[0], replace(best[1], grid=grid)
        row = best[1].bottom + 1


def _may_be_heading(cells: Sequence[Raw], names: set[str], known: dict[str, bool]) -> bool:
    """Whether a row without figures has a cell that names a field, in part at least."""
    if float in set(map(type, cells)):
        return False
    for cell in cells:
        if isinstance(cell, str) and len(cell) <= _TEXT:
            told = known.get(cell)
            if told is None:
                text = heading_of(cell)
                told = known[cell] = any(name in text for name in names) or (
                    letters_of(text) in names
                )
            if told:
                return True
    return False


def _continues(before: tuple[int, LevelLook, Heading], after: tuple[LevelLook, Heading]) -> bool:
    """Whether a heading says the same of the same columns, and no other unit stands above it."""
    (_, look, heading), (other_look, other) = before, after
    if look is not other_look or _columns(heading) != _columns(other):
        return False
    return not _unit_between(heading, other) and not _name_between(look, heading, other)


def _columns(heading: Heading) -> dict[str, list[tuple[int, str]]]:
    every = {name: (column,) for name, column in heading.columns.items()} | dict(heading.rivals)
    return {name: [(c.index, c.unit) for c in columns] for name, columns in every.items()}


def _unit_between(heading: Heading, other: Heading) -> bool:
    grid = heading.grid
    between = masked(grid, [() if i <= heading.bottom else c for i, c in enumerate(grid.rows)])
    stated = stated_units(between, other.top - 1)
    return bool(stated) and set(stated) != set(stated_units(grid, heading.bottom))


def _name_between(look: LevelLook, heading: Heading, other: Heading) -> bool:
    """Whether a name of a higher level stands above the second heading (县区:云城区)."""
    grid = heading.grid
    between = masked(grid, [() if i <= heading.bottom else c for i, c in enumerate(grid.rows)])
    fields = [field for field in look.fields if field.input is None and field.name != look.own]
    return any(labelled_name(between, field, other.top) for field in fields)


def _title_above(grid: Grid, heading: Heading) -> int:
    """The first row of the titles right above a heading."""
    row = heading.top
    while row > 0:
        cells = [cell for cell in grid.rows[row - 1] if cell is not None]
        if len(cells) > _TITLE or not all(isinstance(cell, str) for cell in cells):
            break
        row -= 1
    return row


def _only(grid: Grid, start: int, end: int) -> Grid:
    """The grid with nothing outside of some rows."""
    rows = [*[()] * start, *grid.rows[start:end]]
    return masked(grid, rows, [a for a in grid.merged if a.top < end and a.bottom >= start])
