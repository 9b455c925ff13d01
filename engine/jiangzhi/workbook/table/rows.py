"""What each row below the headings is: data, a total, a repeated heading, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jiangzhi.workbook.grid import Grid, Raw
from jiangzhi.workbook.table.headings import heading_texts
from jiangzhi.workbook.table.model import Heading, Row, RowKind
from jiangzhi.workbook.table.units import unit_in
from jiangzhi.workbook.words import heading_of, name_of, without_blanks

_TOTAL: Final = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\(.\))?.{0,12}?(?:合计|总计|小计|共计|累计|汇总)(?:数|\(.*\))?[::]?$|^总?计$"
)
_OF_WHICH: Final = re.compile(r"^其中[::]")
_NOTE: Final = re.compile(
    r"^(?:备?注(?:\d|[::]|$)|说明|填表|制表|制单|编制|审核|复核|经办|报送|填报|联系|电话|负责人|单位负责人|"
    r"单位[::(（]|财政所长|分管|主要领导|领导|局长|科长|股长|签字|签章|盖章|\(?盖章|日期[::]|打印|数据来源|资料来源|来源[::]|"
    r"以上|本表|此表|\d{4}年\d{1,2}月(?:\d{1,2}日)?$|第\d+页|附[::件])"
)
_COLUMN_NUMBERS: Final = frozenset({"栏次", "列次", "行次", "甲", "乙", "丙", "丁", "序号"})
_SERIAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")


def rows_of(heading: Heading, keys: Sequence[int], values: Sequence[int]) -> Iterator[Row]:
    """Each row below the headings. ``keys`` are the columns of names, the row's own last;
    ``values`` those of inputs."""
    grid = heading.grid
    titles = {
        index: {heading_of(text) for text in stack} | {heading_of("".join(stack))}
        for index, stack in heading_texts(grid, heading.top, heading.bottom).items()
    }
    matched = (*keys, *values)
    first = _first_row(heading, keys, values)
    for index in range(heading.bottom + 1, len(grid.rows)):
        cells = grid.rows[index]
        if index > first and keys and _is_plain(cells, keys[-1], values):
            yield Row(index, RowKind.DATA)
            continue
        yield _row(grid, index, cells, keys, values, matched, titles, first)


def _is_plain(cells: Sequence[Raw], own: int, values: Sequence[int]) -> bool:
    """Whether a row has a name, a number, and no word before it that tells of a total."""
    if own >= len(cells) or not isinstance(cells[own], str):
        return False
    if not any(isinstance(cells[c], int | float) for c in values if c < len(cells)):
        return False
    return not any(
        isinstance(cell, str) and ("计" in cell or "汇" in cell or "其中" in cell) for cell in cells
    )


def _row(
    grid: Grid,
    index: int,
    cells: Sequence[Raw],
    keys: Sequence[int],
    values: Sequence[int],
    matched: Sequence[int],
    titles: dict[int, set[str]],
    first: int,
) -> Row:
    if not any(cell is not None and cell != "" for cell in cells) or all(
        cell is None or (isinstance(cell, str) and not without_blanks(cell)) for cell in cells
    ):
        return Row(index, RowKind.BLANK)
    if index <= first:
        return Row(index, RowKind.HEADING)
    at = {column: cells[column] for column in matched if column < len(cells)}
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
    if own is None and not figures and not any(at.get(column) is not None for column in values):
        merged_name = any(at.get(column) is not None for column in keys)
        return Row(index, RowKind.SECTION if merged_name else RowKind.NOTE, leading)
    if isinstance(own, str) and not figures and _is_section(grid, index, keys[-1], own, at, values):
        return Row(index, RowKind.SECTION, name_of(own))
    return Row(index, RowKind.DATA)


def _is_section(
    grid: Grid, index: int, column: int, own: str, at: dict[int, Raw], values: Sequence[int]
) -> bool:
    """A name across merged cells, or numbered 一、二、, with nothing beside it."""
    if any(at.get(value) is not None for value in values):
        return False
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
        counted = bool(serial) and all(b - a == 1 for a, b in zip(serial, serial[1:], strict=False))
        numbered = all(text in _COLUMN_NUMBERS or text.isdecimal() for text in texts)
        if (counted or texts) and numbered and len(cells) > 1:
            last = index
    return last


def _is_figure(raw: Raw) -> bool:
    if raw is None or isinstance(raw, str):
        return (
            isinstance(raw, str) and any(c.isdigit() for c in raw) and not _NOTE.match(name_of(raw))
        )
    return True
