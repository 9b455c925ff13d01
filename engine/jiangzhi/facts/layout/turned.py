"""A table that lies on its side: the names across the top, an input in each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jiangzhi.facts.grid import Area, Grid, Layout, Raw
from jiangzhi.facts.layout.look import LevelLook, found_in
from jiangzhi.facts.table.headings import find_heading
from jiangzhi.facts.table.model import Heading
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.table.units import split_unit, unit_in
from jiangzhi.facts.words import heading_of

#: Larger sheets are not turned round.
_MOST_ROWS: Final = 300
_MOST_COLUMNS: Final = 2000
_LOOKED_AT: Final = 20
#: What stands in the corner over the names of the inputs, where it is no name of a level.
_CORNERS: Final = frozenset(
    {"", "项目", "科目", "指标", "内容", "名称", "项目名称", "指标名称", "栏目"}
)
_UNITS: Final = frozenset({"单位", "计量单位", "金额单位"})
#: What stands across the top of a table of years or measures.
_NO_NAMES: Final = re.compile(
    r"^\d|^[本上去前今当]年|^[上本]期|同比|环比|增减|增幅|增长|预算|决算|计划|完成|实绩|比例|金额|数量|占比"
)


def turned_table(grid: Grid, looks: Sequence[LevelLook]) -> Grid | None:
    """The sheet turned round, where it then holds a table of names and at least one input.

    Rows above the names stay as they are, so that titles and units are found.
    """
    width = max(map(len, grid.rows), default=0)
    if not 2 <= len(grid.rows) <= _MOST_ROWS or not 2 <= width <= _MOST_COLUMNS:
        return None
    best: tuple[int, Grid] | None = None
    for top in range(min(len(grid.rows) - 1, _LOOKED_AT)):
        turned = _turn(grid, top, width)
        for look in looks:
            found = _table(turned, look, top)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    return None if best is None else replace(best[1], layout=Layout.TURNED)


def _turn(grid: Grid, top: int, width: int) -> Grid:
    """The rows above ``top``, one more, then the columns from ``top`` down as rows."""
    rows: list[list[Raw]] = [list(cells) for cells in grid.rows[:top]]
    rows.append([])
    for column in range(width):
        cells = [row[column] if column < len(row) else None for row in grid.rows[top:]]
        if isinstance(cells[0], str) and heading_of(cells[0]) in _UNITS:
            cells[0] = None
        rows.append(cells)

    def origin(row: int, column: int) -> tuple[int, int]:
        if row < top:
            return row, column
        return (top, 0) if row == top else (top + column, row - top - 1)

    shift = top + 1
    areas = [
        Area(area.left + shift, area.top - top, area.right + shift, area.bottom - top)
        for area in grid.merged
        if area.top >= top
    ]
    above = [area for area in grid.merged if area.bottom < top]
    return replace(
        grid,
        rows=rows,
        merged=(*above, *areas),
        hidden_rows=frozenset(column + shift for column in grid.hidden_columns),
        hidden_columns=frozenset(row - top for row in grid.hidden_rows if row >= top),
        origin=origin,
    )


def _table(turned: Grid, look: LevelLook, top: int) -> tuple[int, Grid] | None:
    """How many fields the turned grid names, and the grid with a heading over its names."""
    heading = find_heading(turned, look.fields, {}, needed=look.inputs)
    if heading is None or heading.top <= top or not look.own or look.detail:
        return None
    if heading.bottom > heading.top + 2:
        return None
    cells = turned.rows[heading.bottom]
    corner = heading_of(text_of(cells[0]))
    words, unit, _ = split_unit(corner)
    if look.own not in found_in(heading):
        inputs = found_in(heading) & look.inputs
        if words not in _CORNERS or len(inputs) < min(2, len(look.inputs)):
            return None
        turned = _named(turned, heading, look.own, unit or unit_in(corner), top)
    elif heading.columns.get(look.own) is None:
        return None
    column = 0 if look.own not in heading.columns else heading.columns[look.own].index
    names = [heading_of(text_of(turned.cell(r, column))) for r in _below(turned, heading)]
    if not names or any(_NO_NAMES.search(name) for name in names):
        return None
    return heading.found, turned


def _below(grid: Grid, heading: Heading) -> range:
    return range(heading.bottom + 1, len(grid.rows))


def _named(turned: Grid, heading: Heading, own: str, unit: str, top: int) -> Grid:
    """The grid with the level's name in the corner, and the corner's unit stated above."""
    rows = list(turned.rows)
    rows[heading.bottom] = [own, *rows[heading.bottom][1:]]
    if unit:
        rows[top] = [f"单位:{unit}"]
    return replace(turned, rows=rows)
