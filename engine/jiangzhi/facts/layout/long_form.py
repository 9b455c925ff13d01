"""A table in long form: each row one figure, with a column that says which input it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid, Layout, Raw
from jiangzhi.facts.layout.look import LevelLook
from jiangzhi.facts.table.model import Field
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.table.units import split_unit, unit_in
from jiangzhi.facts.words import heading_of, letters_of, name_of
from jiangzhi.words import Words

_LOOKED_AT: Final = 20
_UNITS: Final = frozenset({"单位", "计量单位", "金额单位"})
#: What the column of the figures may be called.
_VALUES: Final = frozenset({
    "金额", "数值", "值", "数", "数额", "数据", "数量", "完成数", "填报数", "填报值", "指标值",
    "本年数", "决算数",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """The heading's row, and the columns of names, items, figures and units (-1 for none)."""

    row: int
    names: tuple[tuple[Field, int], ...]
    item: int
    value: int
    unit: int


def long_table(grid: Grid, looks: Sequence[LevelLook], found: list[Diagnostic]) -> Grid | None:
    """The sheet with one row for each name and one column for each input, where it is one in
    long form. Figures that are given twice are reported."""
    for look in looks:
        if not look.own or look.detail:
            continue
        for row in range(min(len(grid.rows), _LOOKED_AT)):
            columns = _columns(grid, row, look)
            if columns is not None:
                return _spread(grid, columns, look, found)
    return None


def _columns(grid: Grid, row: int, look: LevelLook) -> _Found | None:
    texts = [split_unit(heading_of(text_of(cell)))[0] for cell in grid.rows[row]]
    names = [
        (field, column)
        for field in look.fields
        if field.input is None
        for column, text in enumerate(texts)
        if text in field.spellings
    ]
    if len({field.name for field, _ in names}) < len(names):
        return None
    if look.own not in {field.name for field, _ in names}:
        return None
    taken = {column for _, column in names}
    values = [c for c, text in enumerate(texts) if text in _VALUES and c not in taken]
    items = [
        column
        for column in range(len(texts))
        if column not in taken and column not in values and _are_items(grid, row, column, look)
    ]
    if len(values) != 1 or len(items) != 1:
        return None
    unit = next((c for c, text in enumerate(texts) if text in _UNITS), -1)
    return _Found(row, tuple(names), items[0], values[0], unit)


def _are_items(grid: Grid, row: int, column: int, look: LevelLook) -> bool:
    """Whether the texts of a column name inputs; where there are several inputs, several."""
    fields = [field for field in look.fields if field.input is not None]
    named = set()
    for line in range(row + 1, len(grid.rows)):
        words = split_unit(heading_of(text_of(grid.cell(line, column))))[0]
        named |= {
            f.name for f in fields if words in f.spellings or letters_of(words) in f.spellings
        }
    return len(named) >= min(2, len(fields))


def _spread(grid: Grid, columns: _Found, look: LevelLook, found: list[Diagnostic]) -> Grid:
    width = len(columns.names)
    heads: dict[str, int] = {}
    rows: dict[tuple[str, ...], int] = {}
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    names = _names_down(grid, columns, look, found)
    top = columns.row + 1
    for line in range(columns.row + 1, len(grid.rows)):
        raw_item = grid.cell(line, columns.item)
        if raw_item is None or not name_of(text_of(raw_item)):
            continue
        item = name_of(text_of(raw_item))
        unit = unit_in(text_of(grid.cell(line, columns.unit))) if columns.unit >= 0 else ""
        if unit and not split_unit(heading_of(item))[1]:
            item = f"{item}({unit})"
        key = names[line]
        row = rows.setdefault(key, top + 1 + len(rows))
        column = heads.setdefault(item, width + len(heads))
        cells.setdefault((top, column), (line, columns.item))
        for at, (_, name_column) in enumerate(columns.names):
            cells.setdefault((row, at), (line, name_column))
        if (row, column) in cells:
            first = grid.place(*cells[row, column])
            found.append(
                problems.FIGURE_TWICE.at(
                    grid.place(line, columns.value),
                    because=[Because(Words("第一次在这里", "first here"), first)],
                    key="/".join(key), name=item,
                )
            )  # fmt: skip
            continue
        cells[row, column] = (line, columns.value)
    return _laid_out(grid, columns, heads, rows, cells)


def _laid_out(
    grid: Grid,
    columns: _Found,
    heads: dict[str, int],
    rows: dict[tuple[str, ...], int],
    cells: dict[tuple[int, int], tuple[int, int]],
) -> Grid:
    """What stands above, the figures' unit, the headings, and a row for each name."""
    top, width = columns.row + 1, len(columns.names)
    unit = split_unit(heading_of(text_of(grid.cell(columns.row, columns.value))))[1]
    laid: list[list[Raw]] = [list(above) for above in grid.rows[: columns.row]]
    laid.append([f"单位:{unit}"] if unit else [])
    laid.append([*(field.name for field, _ in columns.names), *heads])
    for key, row in rows.items():
        line: list[Raw] = [name or None for name in key]
        for column in range(width, width + len(heads)):
            at = cells.get((row, column))
            line.append(None if at is None else grid.cell(*at))
        laid.append(line)

    def origin(row: int, column: int) -> tuple[int, int]:
        if row < columns.row:
            return row, column
        if row == columns.row:
            return columns.row, columns.value
        if row == top and column < width:
            return columns.row, columns.names[column][1]
        # A figure that is not there would stand in the row of the name.
        name = cells.get((row, 0), (columns.row, columns.value))
        return cells.get((row, column), (name[0], columns.value))

    return replace(
        grid,
        rows=laid,
        merged=tuple(area for area in grid.merged if area.bottom < columns.row),
        hidden_rows=frozenset(
            row for (row, _), (line, _) in cells.items() if line in grid.hidden_rows
        ),
        hidden_columns=frozenset(),
        origin=origin,
        layout=Layout.LONG,
    )


def _names_down(
    grid: Grid, columns: _Found, look: LevelLook, found: list[Diagnostic]
) -> dict[int, tuple[str, ...]]:
    """The names of each row; blank ones go on from above, which is noted."""
    above = [""] * len(columns.names)
    filled: dict[str, list[int]] = {}
    names: dict[int, tuple[str, ...]] = {}
    for line in range(columns.row + 1, len(grid.rows)):
        if grid.cell(line, columns.item) is None:
            continue
        for at, (field, column) in enumerate(columns.names):
            name = name_of(text_of(grid.cell(line, column)))
            if name:
                above[at] = name
            else:
                filled.setdefault(field.name, []).append(line)
        names[line] = tuple(above)
    at_column = {field.name: column for field, column in columns.names}
    for name, lines in filled.items():
        place = grid.place(lines[0], at_column[name])
        found.append(problems.FILLED_DOWN.at(place, level=name, count=len(lines)))
    return names
