"""What each column of a table counts in: its heading, rows near it, the sheet, the policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jiangzhi.diagnostic import Because
from jiangzhi.facts import problems
from jiangzhi.facts.table.model import Column, RowKind
from jiangzhi.facts.table.qualifiers import is_unit_of_something, say
from jiangzhi.facts.table.units import stated_units, unit_in, unit_lines
from jiangzhi.facts.words import heading_of
from jiangzhi.formula.types.types import Kind
from jiangzhi.money import FEN_IN
from jiangzhi.policy.model import Input
from jiangzhi.words import Words

if TYPE_CHECKING:
    from jiangzhi.facts.table.read import Table


def units_of_sheet(
    table: Table, below: Sequence[int]
) -> tuple[dict[str, tuple[int, int]], dict[int, tuple[str, tuple[int, int]]]]:
    """The units stated for the table, each with its cell, and by row those that are stated
    further down for the rows below. One below all rows is stated for the whole table."""
    grid, bottom = table.grid, table.heading.bottom
    stated = stated_units(grid, bottom, ())
    last = table.rows[-1] if table.rows else bottom
    lines = unit_lines(grid, [row for row in below if row < last])
    feet = unit_lines(grid, [row for row in below if row > last])
    for unit, at in feet.values():
        stated.setdefault(unit, at)
    if not stated and lines and table.rows and min(lines) < table.rows[0]:
        unit, at = lines.pop(min(lines))
        stated[unit] = at
    return stated, lines


def unit_blocks(
    table: Table,
    column: Column,
    given: Input,
    unit: str,
    lines: Mapping[int, tuple[str, tuple[int, int]]],
) -> list[tuple[int, str]]:
    """From which row on the column counts in which unit: a repeated heading's own unit, else
    the line above a block; a column that states its own unit keeps it."""
    blocks = [(-1, unit)]
    if given.type.kind is not Kind.MONEY:
        return blocks
    own = column.unit in FEN_IN
    for row in table.others:
        if row.kind is RowKind.HEADING and row.index > table.heading.bottom + 2:
            text = table.grid.cell(row.index, column.index)
            units = say(heading_of(text)).units if isinstance(text, str) else ()
            if len(units) == 1 and units[0] in FEN_IN:
                blocks.append((row.index, units[0]))
        elif row.index in lines and not own:
            blocks.append((row.index, lines[row.index][0]))
    return blocks


def unit_of_column(
    table: Table, column: Column, given: Input, stated: Mapping[str, tuple[int, int]]
) -> str | None:
    """What a column counts in; ``None`` where that was refused. Its own heading goes before the
    row below it, then the sheet, then the policy."""
    grid = table.grid
    own = column.unit or _unit_below(table, column)
    if given.type.kind is not Kind.MONEY:
        return own if own in ("%", "‰") and given.type.kind is Kind.RATE else ""
    if own in FEN_IN:
        return own
    place = grid.place(column.row, column.index)
    if "、" in own:
        at = [Because("这里写着几个单位", place)]
        table.found.append(
            problems.UNITS_DISAGREE.at(place, because=at, name=given.name, units=own)
        )
        return None
    beside = (heading_of(column.heading), *say(heading_of(column.heading)).beside)
    extra = next((word for word in beside[1:] if is_unit_of_something(word)), "")
    if extra or own:
        table.found.append(
            problems.UNIT_UNKNOWN.at(
                place, name=given.name, found=f":“{extra or own}”不是元的单位",
                found_en=f": “{extra or own}” is no unit of 元",
            )
        )  # fmt: skip
        return None
    if len(stated) > 1:
        table.found.append(
            problems.UNITS_DISAGREE.at(
                place,
                because=[
                    Because(Words(f"这里写的是“{unit}”", f"this says “{unit}”"), grid.place(*at))
                    for unit, at in stated.items()
                ],
                name=given.name,
                units="、".join(stated),
            )
        )
        return None
    unit = next(iter(stated), given.unit)
    if not unit:
        table.found.append(problems.UNIT_UNKNOWN.at(place, name=given.name, found="", found_en=""))
        return None
    return unit


def _unit_below(table: Table, column: Column) -> str:
    """The unit in a row of units right below the headings."""
    for row in table.others[:2]:
        raw = table.grid.cell(row.index, column.index)
        if row.kind is RowKind.HEADING and isinstance(raw, str):
            unit = unit_in(raw)
            if unit:
                return unit
    return ""
