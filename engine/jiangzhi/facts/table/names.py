"""The names in a table's rows: each row's key, from its columns, merged cells and sections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid, Raw, Uncomputed
from jiangzhi.facts.table.accept import Where, is_unreadable
from jiangzhi.facts.table.column_view import Cells
from jiangzhi.facts.table.labels import after_of_which
from jiangzhi.facts.table.model import Column, Row, RowKind
from jiangzhi.facts.table.noted import Noted
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.words import find_unusual, is_unknown, name_of, shortened
from jiangzhi.words import Words

_RINGS: Final = "①-⒛⓪-⓿❶-➓㈠-㈩㉑-㉟㊱-㊿"
_NUMBERED: Final = re.compile(
    rf"^(?:\d{{1,3}}[、.)]|\(\d{{1,3}}\)|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)"
    rf"|[{_RINGS}]+[、.)]?|[*※★☆▲△●◆■□○◇†‡]+)(?=\D)"
)
#: Marks of footnotes behind a name.
_FOOTNOTE: Final = re.compile(
    rf"(?<=[^\d])(?:[*※★☆▲△†‡{_RINGS}¹²³⁰-⁹]+|\[\d+\]|[(\[【]?注[\d{_RINGS}¹²³]*[)\]】]|注[\d{_RINGS}])+$"
)
#: Anything but plain letters, numbering and marks for nothing, in names set apart by NUL.
_NOT_AS_IT_STANDS: Final = re.compile(
    "[^\0A-Za-z0-9()_·\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002f7ff\U0002fa20-\U0003ffff-]|注\\d*[)]?\0"
    "|\0(?:其中[:︰]|[\\d(一二三四五六七八九十/-]|—|\0)"
)
_NO_NAME: Final = frozenset({"", "-", "—", "——", "/"})


@dataclass(slots=True)
class Names:
    """The data rows of a table and their names: ``of[level][i]`` of row ``rows[i]``, "" where
    the row does not say. Levels that no row states are not there."""

    rows: list[int]
    of: dict[str, list[str]]


def read_names(
    cells: Cells,
    data: Sequence[int],
    others: Sequence[Row],
    columns: Mapping[str, Column],
    chain: Sequence[str],
    *,
    detail: bool,
    found: list[Diagnostic],
) -> Names:
    """The names of the ``data`` rows. Levels of ``chain`` without a column take the section's name
    above, or are left out.

    A row without its own name is reported and left out; names of higher levels (all levels
    in a detail table) go on downward over blank cells.
    """
    grid = cells.grid
    names = Names([], {level: [] for level in chain})
    own = chain[-1] if chain else ""
    merged = _merged(grid, [columns[level].index for level in chain if level in columns])
    above: dict[str, str] = {}
    filled: dict[str, tuple[int, int]] = {}
    section = next((level for level in reversed(chain[:-1]) if level not in columns), None)
    where = [(level, columns[level].index) for level in chain if level in columns]
    if section is None and not merged:
        at_once = _at_once(cells, data, where)
        if at_once is not None:
            return at_once
    noted = {level: Noted(found, level) for level in chain}
    data_rows = [Row(index, RowKind.DATA) for index in data]
    for row in sorted([*data_rows, *others], key=lambda row: row.index):
        if row.kind is RowKind.SECTION and section is not None:
            above[section] = _NUMBERED.sub("", row.label)
        if row.kind is not RowKind.DATA:
            continue
        key: dict[str, str] = (
            {} if section is None or section not in above else {section: above[section]}
        )
        for level, column in where:
            raw = grid.cell(row.index, column)
            if raw is None and merged:
                raw = merged.get((row.index, column))
                if raw is not None:
                    first, count = filled.get(level, (row.index, 0))
                    filled[level] = (first, count + 1)
            name = _name(grid, raw, (row.index, column), level, noted[level])
            if name is None:
                break
            if not name and (detail or level != own) and level in above:
                name = above[level]
                first, count = filled.get(level, (row.index, 0))
                filled[level] = (first, count + 1)
            if not name:
                _refuse_missing(grid, (row.index, column), level, noted[level])
                break
            if above.get(level) != name:
                # A new county has no town yet.
                for lower in chain[chain.index(level) + 1 :]:
                    above.pop(lower, None)
            key[level] = above[level] = name
        else:
            names.rows.append(row.index)
            for level in chain:
                names.of[level].append(key.get(level, ""))
    for each in noted.values():
        each.close()
    for level, (first, count) in filled.items():
        place = grid.place(first, columns[level].index)
        found.append(problems.FILLED_DOWN.at(place, level=level, count=count))
    names.of = {level: column for level, column in names.of.items() if any(column)}
    return names


def _at_once(cells: Cells, rows: Sequence[int], where: Sequence[tuple[str, int]]) -> Names | None:
    """All names where each cell is a name as it stands, ``None`` where any is not."""
    of: dict[str, list[str]] = {}
    for level, column in where:
        found = cells.column(column, rows)
        if set(map(type, found)) != {str}:
            return None
        names = cast("list[str]", list(found))
        if _NOT_AS_IT_STANDS.search("\0".join(["", *names, ""])):
            return None
        of[level] = names
    return Names(list(rows), of)


def _refuse_missing(grid: Grid, at: tuple[int, int], level: str, noted: Noted) -> None:
    noted.add(
        problems.NAME_MISSING,
        lambda: problems.NAME_MISSING.at(grid.place(*at), level=level),
    )


def _name(grid: Grid, raw: Raw, at: tuple[int, int], level: str, noted: Noted) -> str | None:
    """A cell's name, "" for none, ``None`` where it was refused."""
    if raw is None:
        return ""
    if isinstance(raw, Uncomputed):
        noted.add(
            problems.FORMULA_UNCOMPUTED,
            lambda: problems.FORMULA_UNCOMPUTED.at(grid.place(*at), name=level),
        )
        return None
    text = text_of(raw)
    if is_unreadable(raw):
        noted.add(
            problems.CELL_ERROR,
            lambda: problems.CELL_ERROR.at(
                grid.place(*at), name=level, found=text, type=Words("名称", "a name")
            ),
        )
        return None
    if not isinstance(raw, str):
        return text
    name = _FOOTNOTE.sub("", after_of_which(_NUMBERED.sub("", name_of(text))))
    _note_unusual(text, lambda: grid.place(*at), level, noted)
    if name != text and name not in _NO_NAME:
        unusual = find_unusual(text)
        codes = f"({'、'.join(unusual)})" if unusual else ""
        noted.add(
            problems.CHANGED,
            lambda: problems.CHANGED.at(
                grid.place(*at), name=level, found=shortened(text), value=name,
                how=f"去掉空格、序号等{codes}", how_en=f"blanks and numbering aside{codes}",
            ),
        )  # fmt: skip
    return "" if name in _NO_NAME else name


def _note_unusual(text: str, where: Where, level: str, noted: Noted) -> None:
    """Refuse a name with a lost character, warn of one that only some machines can show."""
    unknown = [char for char in text if is_unknown(char)]
    if not unknown:
        return
    problem = problems.NAME_LOST if "\ufffd" in unknown else problems.NAME_OF_OWN_SIGNS
    codes = "、".join(dict.fromkeys(f"U+{ord(char):04X}" for char in unknown))
    noted.add(problem, lambda: problem.at(where(), level=level, key=shortened(text), codes=codes))


def _merged(grid: Grid, columns: Sequence[int]) -> dict[tuple[int, int], Raw]:
    """The values of merged areas for each cell they cover in some columns."""
    covered: dict[tuple[int, int], Raw] = {}
    for area in grid.merged:
        for column in columns:
            if area.left <= column <= area.right:
                raw = grid.cell(area.top, area.left)
                for row in range(area.top, min(area.bottom, len(grid.rows) - 1) + 1):
                    covered[row, column] = raw
    return covered
