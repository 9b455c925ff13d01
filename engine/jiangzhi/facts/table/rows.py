"""What each row below the headings is: data, a total, a repeated heading, a note."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from jiangzhi.facts.cells.numerals import read_numeral
from jiangzhi.facts.grid import Grid, Raw
from jiangzhi.facts.table.column_view import Cells
from jiangzhi.facts.table.labels import (
    TELLING,
    Label,
    after_of_which,
    is_of_amounts,
    is_place,
    label_of,
)
from jiangzhi.facts.table.model import Heading, Row, RowKind
from jiangzhi.facts.table.qualifiers import say
from jiangzhi.facts.table.stacks import heading_texts
from jiangzhi.facts.table.units import unit_in
from jiangzhi.facts.words import heading_of, name_of, without_blanks

_COLUMN_NUMBERS: Final = frozenset({"栏次", "列次", "行次", "甲", "乙", "丙", "丁", "序号"})
#: A longer text without figures is no name.
_NO_NAME_LONGER: Final = 40
_SERIAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")


def rows_of(
    heading: Heading,
    cells: Cells,
    keys: Sequence[int],
    values: Sequence[int],
    *,
    detail: bool,
    sections: Collection[str] = (),
) -> tuple[list[int], list[Row]]:
    """The data rows below the headings, and all others with what they are. ``keys`` are the
    columns of names, the row's own last; ``values`` those of inputs. Rows of a
    ``detail`` table may leave the names to the row above. ``sections`` are the headings of
    levels without a column, whose names may stand above their rows."""
    grid = heading.grid
    titles = {
        index: {say(heading_of(text)).words for text in (*stack, "".join(stack))}
        for index, stack in heading_texts(grid, heading.top, heading.bottom).items()
    }
    first = _first_row(heading, keys, values)
    plain = _plain_rows(cells, first + 1, keys, values)
    known, others = set(plain), []
    look = _Look(grid, keys, values, titles, first, detail, sections)
    after_total = False
    for index in range(heading.bottom + 1, len(grid.rows)):
        if index in known or not grid.rows[index]:
            after_total = after_total and not grid.rows[index]
            continue
        row = look.row(index)
        if row.kind is RowKind.UNCLEAR and after_total:
            # 合计, 其中:甲镇, 乙镇 …: the first of what adds up to the total.
            row = Row(index, RowKind.DATA)
        if row.kind is not RowKind.BLANK:
            after_total = row.kind is RowKind.TOTAL
        if row.kind is RowKind.DATA:
            plain.append(index)
        elif row.kind is not RowKind.BLANK:
            others.append(row)
    plain.sort()
    return plain, others


def _plain_rows(cells: Cells, start: int, keys: Sequence[int], values: Sequence[int]) -> list[int]:
    """Rows with a name and a number, and without a word that anything but a name has: data,
    whatever a closer look would find."""
    if not keys or not values:
        return []
    grid, own, width = cells.grid, keys[-1], max(*keys, *values) + 1
    rows = range(start, len(grid.rows))
    telling = _telling(cells, rows, max([*keys, min(values)]) + 1)
    if cells.turned is not None and start == cells.start and width <= len(cells.turned):
        sure = any(set(map(type, cells.turned[column])) == {float} for column in values)
        if sure and set(map(type, cells.turned[own])) == {str}:
            return [index for index in rows if index not in telling] if telling else list(rows)
    return [
        index
        for index, row in enumerate(grid.rows[start:], start=start)
        if len(row) >= width
        and type(row[own]) is str
        and index not in telling
        and any(type(row[column]) is float for column in values)
    ]


def _telling(cells: Cells, rows: Sequence[int], labels: int) -> set[int]:
    """The rows with a word in the columns of names that more than a name may hold."""
    found: set[int] = set()
    for column in range(labels):
        texts = [cell if type(cell) is str else "" for cell in cells.column(column, rows)]
        if TELLING.search("\0".join(texts)):
            found.update(rows[n] for n, text in enumerate(texts) if TELLING.search(text))
    return found


@dataclass(frozen=True, slots=True)
class _Look:
    """What it takes to tell what a row is."""

    grid: Grid
    keys: Sequence[int]
    values: Sequence[int]
    titles: dict[int, set[str]]
    first: int
    detail: bool
    sections: Collection[str]

    def row(self, index: int) -> Row:
        """The row and what it is."""
        return _row(self.grid, index, self)


def _row(grid: Grid, index: int, look: _Look) -> Row:
    cells = grid.rows[index]
    keys, values, titles = look.keys, look.values, look.titles
    if not any(cell is not None and cell != "" for cell in cells) or all(
        cell is None or (isinstance(cell, str) and not without_blanks(cell)) for cell in cells
    ):
        return Row(index, RowKind.BLANK)
    if index <= look.first:
        return Row(index, RowKind.HEADING)
    at = {column: cells[column] for column in (*keys, *values) if column < len(cells)}
    texts = {c: say(heading_of(raw)).words for c, raw in at.items() if isinstance(raw, str)}
    same = sum(bool(text) and text in titles.get(c, ()) for c, text in texts.items())
    filled = sum(raw is not None for raw in at.values())
    if same and (same >= 2 or same == filled):
        return Row(index, RowKind.HEADING)
    figures = any(_is_figure(at.get(column)) for column in values)
    section = "" if figures or not look.sections else _section_named(cells, look.sections)
    if section:
        return Row(index, RowKind.SECTION, section)
    told = _told(cells, keys, values, figures=figures)
    if told is not None:
        return Row(index, told[0], told[1])
    leading = name_of(next((raw for raw in cells if isinstance(raw, str) and raw.strip()), ""))
    if not keys:
        return Row(index, RowKind.DATA)
    own = at.get(keys[-1])
    if own is None and all(raw is None or raw == 0 for raw in at.values()):
        # Rows prepared for more towns: a number in front, formulas that give 0.
        return Row(index, RowKind.NOTE, leading) if leading else Row(index, RowKind.BLANK)
    unnamed = not any(at.get(column) is not None for column in keys)
    if unnamed and not figures and not look.detail:
        return Row(index, RowKind.NOTE, leading)
    if own is None and not figures and not any(at.get(column) is not None for column in values):
        merged_name = any(at.get(column) is not None for column in keys)
        return Row(index, RowKind.SECTION if merged_name else RowKind.NOTE, leading)
    nothing = not any(at.get(column) is not None for column in values)
    if isinstance(own, str) and nothing and _is_section(grid, index, keys[-1], own):
        return Row(index, RowKind.SECTION, name_of(own))
    return Row(index, RowKind.DATA)


def _told(
    cells: Sequence[Raw], keys: Sequence[int], values: Sequence[int], *, figures: bool
) -> tuple[RowKind, str] | None:
    """What a row's first words say that it is, if no row of data; ``figures`` where it has any."""
    first = min(values, default=0)
    labels = [
        (column, name_of(raw))
        for column, raw in enumerate(cells[: max([*keys, first], default=0) + 1])
        if isinstance(raw, str) and without_blanks(raw)
    ]
    for column, label in labels:
        kind = label_of(label)
        if kind is Label.TOTAL:
            return RowKind.TOTAL, label
        if column in values:
            continue
        if kind is Label.SIGNED or (kind is Label.STATISTIC and figures):
            return (RowKind.NOTE if kind is Label.SIGNED else RowKind.STATISTIC), label
        if kind is Label.PART and figures:
            return _part(label), label
    if figures:
        return None
    leading = next((raw for raw in cells if raw is not None and raw != ""), None)
    if isinstance(leading, date):
        return RowKind.NOTE, leading.isoformat()
    text = name_of(leading) if isinstance(leading, str) else ""
    wordy = label_of(text) not in (Label.NAME, Label.TOTAL) and _SERIAL.match(text) is None
    return (RowKind.NOTE, text) if wordy or len(text) > _NO_NAME_LONGER else None


def _section_named(cells: Sequence[Raw], sections: Collection[str]) -> str:
    """The name in a row that is all 县区:甲区 or 甲区:, nothing for any other."""
    filled = [name_of(cell) for cell in cells if isinstance(cell, str) and without_blanks(cell)]
    if len(filled) != sum(cell is not None for cell in cells) or not 0 < len(filled) < 3:
        return ""
    label, colon, rest = filled[0].partition(":")
    if heading_of(label) in sections:
        return rest or "".join(filled[1:])
    return label if colon and not rest and len(filled) == 1 and is_place(label) else ""


def _part(label: str) -> RowKind:
    """What a row 其中:… is: it may be the first of the towns, or a part of the one above."""
    rest = after_of_which(label)
    if label_of(rest) is not Label.NAME or is_of_amounts(rest):
        return RowKind.STATISTIC
    return RowKind.UNCLEAR


def _is_section(grid: Grid, index: int, column: int, own: str) -> bool:
    """A name across merged cells, or numbered 一、二、."""
    wide = any(area.top == index and area.left <= column < area.right for area in grid.merged)
    return wide or _SERIAL.match(name_of(own)) is not None


def _first_row(heading: Heading, keys: Sequence[int], values: Sequence[int]) -> int:
    """The last row that still belongs to the headings: units or column numbers below them."""
    grid, last = heading.grid, heading.bottom
    for index in range(heading.bottom + 1, min(heading.bottom + 3, len(grid.rows))):
        cells = [cell for cell in grid.rows[index] if cell is not None and cell != ""]
        texts = [name_of(cell) for cell in cells if isinstance(cell, str)]
        if not cells:
            continue
        units = [
            text for text in texts if unit_in(text) or text.strip("()") in ("人", "个", "分", "户")
        ]
        if units and len(units) == len(cells):
            last = index
            continue
        numbers = [cell for cell in cells if isinstance(cell, int | float)]
        serial = [float(n) for n in numbers] if len(numbers) > 1 else []
        counted = bool(serial) and all(b - a == 1 for a, b in pairwise(serial))
        numbered = all(text in _COLUMN_NUMBERS or text.isdecimal() for text in texts)
        if (counted or texts) and numbered and len(cells) > 1:
            last = index
    return last


def _is_figure(raw: Raw) -> bool:
    if isinstance(raw, str):
        return read_numeral(raw) is not None
    return raw is not None and not isinstance(raw, date)
