"""The XML spreadsheet of Excel 2003 (often named .xls) → grids."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from jiangzhi.facts import limits
from jiangzhi.facts.book.archive import damaged, too_big
from jiangzhi.facts.book.displayed import Altered
from jiangzhi.facts.book.formats import Shown, shown_as
from jiangzhi.facts.book.rows import RowsBelow
from jiangzhi.facts.book.xml import parse_xml
from jiangzhi.facts.grid import Area, ErrorCell, Grid, Percent, Raw, Uncomputed

#: The names that formats bear in this form, where they are not codes.
_NAMED: Final = {"percent": Shown.PERCENT}


def read_xml_2003(data: bytes, *, file: str, sha256: str) -> list[Grid]:
    """All worksheets. Raises ``Refused`` for damage and beyond the limits."""
    reader = _Reader(file)
    parse_xml(data, start=reader.start, end=reader.end, text=reader.text, file=file, part=file)
    if not reader.sheets:
        raise damaged(file, "里面没有工作表", "there is no worksheet in it")
    if len(reader.sheets) > limits.SHEETS:
        count = len(reader.sheets)
        raise too_big(file, f"有 {count} 张工作表", f"{count} worksheets")
    return [
        Grid(
            file=file,
            sha256=sha256,
            sheet=sheet.name,
            rows=sheet.cells.rows,
            merged=tuple(sheet.merged),
            hidden_rows=frozenset(sheet.hidden_rows),
            hidden_columns=frozenset(sheet.hidden_columns),
            hidden=sheet.visible.strip() not in ("", "SheetVisible"),
            hidden_deep=sheet.visible.strip() == "SheetVeryHidden",
        )
        for sheet in reader.sheets
    ]


@dataclass(slots=True)
class _Sheet:
    name: str
    cells: RowsBelow
    visible: str = ""
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


class _Reader:
    """Keeps the sheet, the row and the cell that are being read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets: list[_Sheet] = []
        self.shown: dict[str, Shown | Altered] = {}
        self.style = ""
        self.row, self.column, self.column_at = -1, -1, -1
        self.row_style = ""
        self.cell: Mapping[str, str] | None = None
        self.kind = ""
        self.words: list[str] = []
        self.into: list[str] | None = None
        self.visible = self.remark = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        named = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if tag == "Style":
            self.style = named.get("ID", "")
        elif tag == "NumberFormat":
            code = named.get("Format", "")
            self.shown[self.style] = _NAMED.get(code.lower()) or shown_as(0, code or "General")
        elif tag == "Worksheet":
            self.sheets.append(_Sheet(named.get("Name", ""), RowsBelow(self.file)))
            self.row, self.column_at = -1, -1
        elif tag == "Visible" and self.sheets:
            self.visible = True
        elif tag == "Column" and self.sheets:
            self._start_column(named)
        elif tag == "Row" and self.sheets:
            self.row = _number(named.get("Index"), self.row + 2) - 1
            self.row_style, self.column = named.get("StyleID", ""), -1
            if named.get("Hidden") == "1":
                self.sheets[-1].hidden_rows.add(self.row)
        elif tag == "Cell" and self.sheets:
            self._start_cell(named)
        elif tag == "Comment":
            self.remark = True
        elif tag == "Data" and self.cell is not None and not self.remark:
            self.kind, self.words = named.get("Type", "String"), []
            self.into = self.words

    def _start_column(self, named: Mapping[str, str]) -> None:
        first = _number(named.get("Index"), self.column_at + 2) - 1
        self.column_at = first + _number(named.get("Span"), 0)
        if named.get("Hidden") == "1":
            last = min(self.column_at + 1, limits.COLUMNS)
            self.sheets[-1].hidden_columns.update(range(first, last))

    def _start_cell(self, named: Mapping[str, str]) -> None:
        self.column = _number(named.get("Index"), self.column + 2) - 1
        self.cell, self.kind, self.words = named, "", []
        down, across = _number(named.get("MergeDown"), 0), _number(named.get("MergeAcross"), 0)
        if down or across:
            last = (self.row + down, self.column + across)
            self.sheets[-1].merged.append(Area(self.row, self.column, *last))

    def end(self, tag: str) -> None:
        if tag == "Data":
            self.into = None
        elif tag == "Comment":
            self.remark = False
        elif tag == "Visible":
            self.visible = False
        elif tag == "Cell" and self.cell is not None:
            raw = self._raw(self.cell)
            if raw is not None:
                self.sheets[-1].cells.put(self.row, self.column, raw)
            self.column += _number(self.cell.get("MergeAcross"), 0)
            self.cell = None

    def text(self, data: str) -> None:
        if self.visible:
            self.sheets[-1].visible += data
        elif self.into is not None:
            self.into.append(data)

    def _raw(self, cell: Mapping[str, str]) -> Raw:
        text = "".join(self.words)
        if not self.kind:
            return Uncomputed(cell["Formula"][:200]) if "Formula" in cell else None
        if self.kind == "Number":
            return self._number(text, cell.get("StyleID", self.row_style))
        if self.kind == "Boolean":
            return text.strip() == "1"
        if self.kind == "Error":
            return ErrorCell(text or "#ERROR!")
        if self.kind == "DateTime":
            return _moment(text)
        return text[: limits.TEXT] or None

    def _number(self, text: str, style: str) -> Raw:
        try:
            number = float(text)
        except ValueError:
            return ErrorCell(text)
        if not math.isfinite(number):
            return ErrorCell(text)
        shown = self.shown.get(style)
        if isinstance(shown, Altered):
            return shown.read(number)
        return Percent(number) if shown is Shown.PERCENT else number


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else otherwise


def _moment(text: str) -> Raw:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text or None
    return moment if moment.time() != datetime.min.time() else moment.date()
