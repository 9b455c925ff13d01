"""What each row below the headings is: data, a total, a repeated heading, a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from jiangzhi.facts.cells.numerals import read_numeral
from jiangzhi.facts.grid import Grid, Raw
from jiangzhi.facts.table.column_view import Cells
from jiangzhi.facts.table.headings import heading_texts
from jiangzhi.facts.table.model import Heading, Row, RowKind
from jiangzhi.facts.table.units import unit_in
from jiangzhi.facts.words import heading_of, name_of, without_blanks

_TOTAL: Final = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\(.\))?.{0,12}?(?:合计|总计|小计|共计|累计|汇总)(?:数|\(.*\))?[::]?$|^总?计$|^全(?:市|县|区|省|州|镇|乡|体)$"
)
#: Rows beside the towns that are no sums of them.
_OF_WHICH: Final = re.compile(r"^其中[::]|^(?:全[市县区])?(?:平均|均值|中位数|最大值|最小值|占比)")
_NOTE: Final = re.compile(
    r"^(?:备?注(?:\d|[::]|$)|说明|填表|制表|制单|编制|审核|复核|经办|报送|填报|联系|电话|负责人|单位负责人|"
    r"单位[::(（]|财政所长|分管|主要领导|领导|局长|科长|股长|签字|签章|盖章|\(?盖章|日期[::]|打印|数据来源|资料来源|来源[::]|"
    r"以上|本表|此表|\d{4}年\d{1,2}月(?:\d{1,2}日)?$|第\d+页|附[::件])"
)
_COLUMN_NUMBERS: Final = frozenset({"栏次", "列次", "行次", "甲", "乙", "丙", "丁", "序号"})
_SERIAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")


def is_beside(label: str) -> bool:
    """Whether a row's label says that it is a part, a mean or the like, no sum."""
    return _OF_WHICH.match(label) is not None


def rows_of(
    heading: Heading, cells: Cells, keys: Sequence[int], values: Sequence[int], *, detail: bool
) -> tuple[list[int], list[Row]]:
    """The data rows below the headings, and all others with what they are. ``keys`` are the
    columns of names, the row's own last; ``values`` those of inputs. Rows of a
    ``detail`` table may leave the names to the row above."""
    grid = heading.grid
    titles = {
        index: {heading_of(text) for text in stack} | {heading_of("".join(stack))}
        for index, stack in heading_texts(grid, heading.top, heading.bottom).items()
    }
    first = _first_row(heading, keys, values)
    plain = _plain_rows(cells, first + 1, keys, values)
    known, others = set(plain), []
    look = _Look(grid, keys, values, titles, first, detail)
    for index in range(heading.bottom + 1, len(grid.rows)):
        if index in known or not grid.rows[index]:
            continue
        row = look.row(index)
        if row.kind is RowKind.DATA:
            plain.append(index)
        elif row.kind is not RowKind.BLANK:
            others.append(row)
    plain.sort()
    return plain, others


def _plain_rows(cells: Cells, start: int, keys: Sequence[int], values: Sequence[int]) -> list[int]:
    """Rows with a name and a number, in a table without a word that totals begin or end with.
    They need no closer look."""
    labels = max([*keys, min(values, default=0)], default=0) + 1
    if not keys or not values or _tells_of_totals(cells, labels):
        return []
    grid, own, width = cells.grid, keys[-1], max(*keys, *values) + 1
    if cells.turned is not None and start == cells.start and width <= len(cells.turned):
        sure = any(set(map(type, cells.turned[column])) == {float} for column in values)
        if sure and set(map(type, cells.turned[own])) == {str}:
            return list(range(start, len(grid.rows)))
    return [
        index
        for index, row in enumerate(grid.rows[start:], start=start)
        if len(row) >= width
        and type(row[own]) is str
        and any(type(row[column]) is float for column in values)
    ]


def _tells_of_totals(cells: Cells, labels: int) -> bool:
    """Whether any cell of the columns of names has a word that totals begin or end with."""
    columns = cells.turned
    if columns is None:
        columns = [[c for row in cells.grid.rows[cells.start :] for c in row[:labels]]]
    for column in columns[:labels]:
        words = "\0".join([cell for cell in column if type(cell) is str])
        if "计" in words or "汇" in words or "其中" in words:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Look:
    """What it takes to tell what a row is."""

    grid: Grid
    keys: Sequence[int]
    values: Sequence[int]
    titles: dict[int, set[str]]
    first: int
    detail: bool

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
    texts = {c: heading_of(raw) for c, raw in at.items() if isinstance(raw, str)}
    same = sum(bool(text) and text in titles.get(c, ()) for c, text in texts.items())
    filled = sum(raw is not None for raw in at.values())
    if same and (same >= 2 or same == filled):
        return Row(index, RowKind.HEADING)
    figures = any(_is_figure(at.get(column)) for column in values)
    labels = [
        name_of(raw)
        for raw in cells[: max([*keys, *(min(values, default=0),)], default=0) + 1]
        if isinstance(raw, str) and without_blanks(raw)
    ]
    for label in labels:
        if _TOTAL.match(label) or (_OF_WHICH.match(label) and figures):
            return Row(index, RowKind.TOTAL, label)
    leading = name_of(next((raw for raw in cells if isinstance(raw, str) and raw.strip()), ""))
    if not figures and (_NOTE.match(leading) or _OF_WHICH.match(leading) or len(leading) > 40):
        return Row(index, RowKind.NOTE, leading)
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
    return raw is not None
