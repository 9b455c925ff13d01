"""The tables of one level → its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from jiangzhi.diagnostic import Because, CellPlace, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.join.candidates import Candidate
from jiangzhi.facts.join.keys import Key, full_keys, is_complete
from jiangzhi.facts.model import FactColumn, LevelFacts
from jiangzhi.facts.table.fields import inputs_of
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.table.read import Table
from jiangzhi.facts.table.show import show_value
from jiangzhi.facts.words import find_unusual, listed, meant, shortened
from jiangzhi.formula.types.types import Scalar
from jiangzhi.policy.model import Input, Level, Policy
from jiangzhi.words import Words

#: Names that a note lists; a county has no more towns.
_NAMED: Final = 200


@dataclass(slots=True)
class Rows:
    """The rows of a level and, for each table, where its rows went (-1 for nowhere)."""

    keys: list[Key] = field(default_factory=list)
    source_of: list[int] = field(default_factory=list)
    row_of: list[int] = field(default_factory=list)
    positions: list[list[int]] = field(default_factory=list)


def lay_out_rows(
    policy: Policy,
    level: Level,
    tables: Sequence[tuple[Candidate, Table]],
    parents: Sequence[Key],
    found: list[Diagnostic],
) -> Rows:
    """The rows of all tables of a level. Rows of the same name become one, and are refused
    where both tables give the same input. ``parents`` are what detail rows may belong to."""
    rows = Rows()
    at: dict[Key, int] = {}
    seen: dict[Key, list[tuple[int, int]]] = {}
    for number, (candidate, table) in enumerate(tables):
        if len(tables) == 1 and table.chain and not level.detail and is_complete(table):
            at_once = _at_once(table)
            if at_once is not None:
                return at_once
        known = parents if level.detail else (list(at) if at and not is_complete(table) else None)
        positions: list[int] = []
        for row, key in zip(table.rows, full_keys(table, known, found), strict=True):
            if key is None:
                positions.append(-1)
                continue
            earlier = [] if level.detail else seen.setdefault(key, [])
            clash = next(
                (
                    (other, index)
                    for other, index in earlier
                    if other == number or tables[other][0].inputs & candidate.inputs
                ),
                None,
            )
            if clash is not None:
                found.append(_twice(table, row, key, tables[clash[0]][1], clash[1]))
                positions.append(-1)
                continue
            if earlier:
                positions.append(at[key])
            else:
                at[key] = len(rows.keys)
                positions.append(len(rows.keys))
                rows.keys.append(key)
                rows.source_of.append(number)
                rows.row_of.append(_line(table, row))
            earlier.append((number, row))
        rows.positions.append(positions)
    return rows


def _at_once(table: Table) -> Rows | None:
    """The rows of the only table of a level, ``None`` where a name stands twice."""
    keys = list(zip(*(table.names[level] for level in table.chain), strict=True))
    if len(set(keys)) < len(keys):
        return None
    row_of = [_line(table, row) for row in table.rows]
    return Rows(keys, [0] * len(keys), row_of, [list(range(len(keys)))])


def _line(table: Table, row: int) -> int:
    """The row of the sheet in which the name of a row stands, from 1."""
    if table.grid.origin is None:
        return row + 1
    own = table.heading.columns.get(table.level.name)
    return table.grid.line(row, own.index if own is not None else 0)


def _twice(table: Table, row: int, key: Key, other: Table, other_row: int) -> Diagnostic:
    own = table.level.name
    place = table.grid.place(row, table.heading.columns[own].index)
    first = other.grid.place(other_row, other.heading.columns[own].index)
    texts = [
        text_of(t.grid.cell(r, t.heading.columns[own].index))
        for t, r in ((other, other_row), (table, row))
    ]
    odd = [(f"“{shortened(text)}”", ", ".join(find_unusual(text))) for text in texts]
    told = texts[0] != texts[1] and any(map(find_unusual, texts))
    return problems.NAME_TWICE.at(
        place,
        because=[Because(Words("第一次在这里", "first here"), first)],
        key="/".join(key),
        codes=Words(
            ":看起来一样,用的字不同:"
            + "、".join(f"{name}({codes.replace(', ', '、') or '无'})" for name, codes in odd),
            ": alike, though of other characters: "
            + ", ".join(f"{name} ({codes or 'none'})" for name, codes in odd),
        )
        if told
        else "",
    )


def facts_of_level(
    policy: Policy,
    level: Level,
    tables: Sequence[tuple[Candidate, Table]],
    rows: Rows,
    *,
    parents: Sequence[Key],
    found: list[Diagnostic],
) -> LevelFacts:
    """A level's columns over its rows, each value from the table that gives it."""
    columns: dict[str, FactColumn] = {}
    cells: dict[str, Mapping[int, CellPlace]] = {}
    for given in inputs_of(policy, level.name):
        giving = [
            number
            for number, (candidate, table) in enumerate(tables)
            if given.name in candidate.inputs and given.name in table.columns
        ]
        if not giving:
            known = any(
                given.name in candidate.inputs
                or any(given.name in names for names in candidate.heading.doubtful.values())
                for candidate, _ in tables
            )
            if tables and not known:
                found.append(_missing_column(given, tables))
            columns[given.name] = FactColumn([given.blank] * len(rows.keys), [""] * len(rows.keys))
            continue
        columns[given.name], cells[given.name] = _column(given, giving, tables, rows)
        _name_the_absent(giving, tables, rows, found)
    cells |= _cells_of_names(level, tables, rows)
    sources = tuple(table.source for _, table in tables)
    return LevelFacts(
        level=level.name,
        keys=rows.keys,
        parents=parent_rows(rows.keys, parents, level),
        sources=sources,
        source_of=rows.source_of,
        row_of=rows.row_of,
        columns=columns,
        cells={name: places for name, places in cells.items() if places},
    )


def _cells_of_names(
    level: Level, tables: Sequence[tuple[Candidate, Table]], rows: Rows
) -> dict[str, dict[int, CellPlace]]:
    """Where the names stand of rows that were laid out anew."""
    cells: dict[str, dict[int, CellPlace]] = {}
    for number, (_, table) in enumerate(tables):
        for name in table.chain if table.grid.origin is not None else ():
            column = table.heading.columns.get(name)
            if column is None:
                continue
            places = cells.setdefault(name, {})
            for index, row in enumerate(rows.positions[number]):
                if row >= 0 and rows.source_of[row] == number:
                    places[row] = table.grid.place(table.rows[index], column.index)
    return cells


def parent_rows(keys: Sequence[Key], parents: Sequence[Key], level: Level) -> list[int]:
    """The row of each key's parent, 0 under the whole."""
    at = {key: row for row, key in enumerate(parents)}
    depth = len(parents[0]) if parents else 0
    return [at.get(key[:depth], 0) for key in keys]


def _column(
    given: Input,
    giving: Sequence[int],
    tables: Sequence[tuple[Candidate, Table]],
    rows: Rows,
) -> tuple[FactColumn, dict[int, CellPlace]]:
    first = tables[giving[0]][1].columns[given.name]
    plain = tables[0][1].grid.origin is None
    if len(tables) == 1 and plain and rows.positions[0] == list(range(len(rows.keys))):
        return first, {}
    values: list[Scalar | None] = [given.blank] * len(rows.keys)
    raw = [""] * len(rows.keys)
    readings: dict[int, str] = {}
    cells: dict[int, CellPlace] = {}
    for number in giving:
        table = tables[number][1]
        column = table.columns[given.name]
        at = table.heading.columns[given.name].index
        for index, row in enumerate(rows.positions[number]):
            if row < 0:
                continue
            values[row], raw[row] = column.values[index], column.raw[index]
            if index in column.readings:
                readings[row] = column.readings[index]
            if rows.source_of[row] != number or table.grid.origin is not None:
                cells[row] = table.grid.place(table.rows[index], at)
    return FactColumn(values, raw, readings), cells


def _missing_column(given: Input, tables: Sequence[tuple[Candidate, Table]]) -> Diagnostic:
    table = tables[0][1]
    place = table.grid.place(table.heading.bottom)
    barred = [
        Because(
            Words(
                f"这一列还写着“{words}”,没有当作“{given.name}”",
                f"this column also says “{words}” and was not taken for “{given.name}”",
            ),
            other.grid.place(other.heading.bottom, index),
        )
        for _, other in tables
        for index, words in other.heading.barred.get(given.name, ())
    ]
    if given.blank is not None:
        return problems.COLUMN_DEFAULTED.at(
            place, because=barred, name=given.name, value=show_value(given.blank, given.type)
        )
    used = {column.index for column in table.heading.columns.values()}
    unused = [text for index, text in table.heading.texts.items() if index not in used]
    near = {"nearest": "", "nearest_en": ""} if barred else meant(given.name, unused)
    return problems.COLUMN_MISSING.at(place, because=barred, name=given.name, **near)


def _name_the_absent(
    giving: Sequence[int],
    tables: Sequence[tuple[Candidate, Table]],
    rows: Rows,
    found: list[Diagnostic],
) -> None:
    """Rows of a level that no table giving this input has."""
    if len(tables) == 1:
        return
    there = {row for number in giving for row in rows.positions[number]}
    absent = ["/".join(key) for row, key in enumerate(rows.keys) if row not in there]
    if absent:
        table = tables[giving[0]][1]
        diagnostic = problems.NOT_IN_BOTH.at(
            table.grid.place(), sheet=table.grid.sheet, keys=listed(absent, most=_NAMED)
        )
        if diagnostic not in found:
            found.append(diagnostic)
