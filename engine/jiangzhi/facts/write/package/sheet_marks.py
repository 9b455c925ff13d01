"""Cells of a worksheet given another style, in place; cells that are not there are put in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Final

from jiangzhi.facts.book.sheet import area_of
from jiangzhi.facts.grid import Area, column_index, column_letters
from jiangzhi.facts.write.package.splice import (
    Splices,
    elements,
    is_empty,
    parse,
    parser_for,
    tag,
    tag_end,
)

#: What may stand before the drawing of comments (ECMA-376 part 1, 18.3.1.99).
_BEFORE: Final = frozenset({
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
})  # fmt: skip
#: A cell by row and column, both from 0.
At = tuple[int, int]
#: The style with another fill, by style and colour.
Filled = Callable[[int, str], int]


def merged_areas(data: bytes, *, file: str, part: str) -> list[Area]:
    """The merged areas of a sheet."""
    if b"mergeCell" not in data:
        return []
    found = elements(data, ("mergeCell",), file=file, part=part)
    areas = (area_of(one.attributes.get("ref", "")) for one in found)
    return [area for area in areas if area is not None]


def first_cells(places: Mapping[At, str], areas: list[Area]) -> dict[At, At]:
    """For each place the cell that shows it: of a merged area the first."""
    shown = {at: at for at in places}
    if not areas:
        return shown
    tops = sorted(areas, key=lambda area: area.top)
    starts = [area.top for area in tops]
    for row, column in places:
        for area in tops[: bisect_right(starts, row)]:
            if row <= area.bottom and area.left <= column <= area.right:
                shown[row, column] = (area.top, area.left)
    return shown


class SheetMarks:
    """Walks through a sheet once and notes what to put where."""

    def __init__(
        self, data: bytes, colours: Mapping[At, str], filled: Filled, *, file: str, part: str
    ) -> None:
        self.data, self.filled = data, filled
        self.splices = Splices(data)
        self.left: dict[int, dict[int, str]] = {}
        for (row, column), colour in sorted(colours.items()):
            self.left.setdefault(row, {})[column] = colour
        self.waiting = list(self.left)
        self.row = self.column = -1
        self.now: dict[int, str] | None = None
        self.row_style = 0
        self.columns: list[tuple[int, int, int]] = []
        self.prefix = ""
        self.legacy = ""
        self.behind = 0
        self.start = self.data_start = 0
        self.attributes: dict[str, str] = {}
        self._walk(file, part)

    def _walk(self, file: str, part: str) -> None:
        parser = parser_for(self.data, file, part)
        self.parser = parser
        opened: dict[str, int] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            local = name.rpartition(":")[2]
            if local in _BEFORE:
                opened[local] = parser.CurrentByteIndex
            if local == "c":
                if self.now is not None:
                    self._cell(name, attributes)
            elif local == "row":
                self._start_row(name, attributes)
            elif local == "sheetData":
                self.data_start = parser.CurrentByteIndex
            elif local == "worksheet":
                self.prefix = name[: -len(local)]
            elif local == "col":
                first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
                self.columns.append((first - 1, last - 1, _style(attributes.get("style"))))
            elif local == "legacyDrawing":
                keys = [key for key in attributes if key.endswith(":id") or key == "id"]
                self.legacy = attributes[keys[0]] if keys else ""

        def end(name: str) -> None:
            local = name.rpartition(":")[2]
            if local == "row":
                self._end_row(name)
            elif local in _BEFORE and name == self.prefix + local:
                if local == "sheetData":
                    self._end_data(name)
                inside = tag_end(self.data, opened[local])
                empty = is_empty(self.data, inside)
                self.behind = inside if empty else tag_end(self.data, parser.CurrentByteIndex)

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parse(parser, self.data, file, part)

    def _start_row(self, name: str, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.row = int(number) - 1 if number.isdecimal() else self.row + 1
        at = self.parser.CurrentByteIndex
        while self.waiting and self.waiting[0] < self.row:
            self.splices.put(at, self._whole_row(self.waiting.pop(0)))
        self.now, self.column = None, -1
        if self.waiting and self.waiting[0] == self.row:
            self.now = dict(self.left[self.waiting.pop(0)])
            self.row_style = _style(attributes.get("s"))
            self.start, self.attributes = at, attributes

    def _cell(self, name: str, attributes: dict[str, str]) -> None:
        assert self.now is not None
        letters = attributes.get("r", "").rstrip("0123456789")
        self.column = column_index(letters) if letters else self.column + 1
        at = self.parser.CurrentByteIndex
        for column in [column for column in self.now if column < self.column]:
            self.splices.put(at, self._new_cell(column, self.now.pop(column)))
        if self.column in self.now:
            style = self.filled(_style(attributes.get("s")), self.now.pop(self.column))
            end = tag_end(self.data, at)
            empty = self.data[end - 2 : end] == b"/>"
            whole = tag(name, {**attributes, "s": str(style)}, empty=empty)
            self.splices.exchange(at, end, whole)

    def _end_row(self, name: str) -> None:
        if not self.now:
            return
        cells = "".join(self._new_cell(column, colour) for column, colour in self.now.items())
        close = self.parser.CurrentByteIndex
        if is_empty(self.data, tag_end(self.data, self.start)):
            whole = f"{tag(name, self.attributes)}{cells}</{name}>"
            self.splices.exchange(self.start, tag_end(self.data, self.start), whole)
        else:
            self.splices.put(close, cells)
        self.now = None

    def _end_data(self, name: str) -> None:
        rows = "".join(self._whole_row(row) for row in self.waiting)
        self.waiting = []
        if not rows:
            return
        close = self.parser.CurrentByteIndex
        inside = tag_end(self.data, self.data_start)
        if is_empty(self.data, inside):
            self.splices.exchange(self.data_start, inside, f"<{name}>{rows}</{name}>")
        else:
            self.splices.put(close, rows)

    def _whole_row(self, row: int) -> str:
        self.row, before, self.row_style = row, self.row, 0
        cells = "".join(self._new_cell(column, c) for column, c in self.left[row].items())
        self.row = before
        return f'<{self.prefix}row r="{row + 1}">{cells}</{self.prefix}row>'

    def _new_cell(self, column: int, colour: str) -> str:
        base = self.row_style or next(
            (style for first, last, style in self.columns if first <= column <= last), 0
        )
        address = f"{column_letters(column)}{self.row + 1}"
        return f'<{self.prefix}c r="{address}" s="{self.filled(base, colour)}"/>'


def _style(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else 0
