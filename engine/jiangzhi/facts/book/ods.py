"""OpenDocument spreadsheets (.ods) → grids.

The compiled reader does not tell percentages from numbers, nor what is merged or hidden, so
the part ``content.xml`` is read here (OpenDocument 1.3 part 3, 9.1 and 19.385).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.facts import limits, problems
from jiangzhi.facts.book.archive import Archive, too_big
from jiangzhi.facts.book.rows import RowsBelow
from jiangzhi.facts.book.xml import parse_xml
from jiangzhi.facts.grid import Area, ErrorCell, Grid, Percent, Raw, Uncomputed

PART: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
_HIDDEN: Final = ("collapse", "filter")


def read_ods(archive: Archive, *, sha256: str) -> list[Grid]:
    """All sheets. Raises ``Refused`` for damage, other ODF documents, and beyond the limits."""
    reader = _Reader(archive.file)
    if MANIFEST in archive and b"encryption-data" in archive.read(MANIFEST):
        raise Refused([problems.PASSWORD.at(FilePlace(archive.file))])
    parse_xml(
        archive.read(PART), start=reader.start, end=reader.end, text=reader.text,
        file=archive.file, part=PART,
    )  # fmt: skip
    if not reader.sheets:
        place = FilePlace(archive.file)
        what, what_en = "OpenDocument 文档,里面没有工作表", "an OpenDocument file without a sheet"
        raise Refused([problems.NOT_A_WORKBOOK.at(place, what=what, what_en=what_en)])
    if len(reader.sheets) > limits.SHEETS:
        count = len(reader.sheets)
        raise too_big(archive.file, f"有 {count} 张工作表", f"{count} worksheets")
    return [
        Grid(
            file=archive.file,
            sha256=sha256,
            sheet=sheet.name,
            rows=sheet.cells.rows,
            merged=tuple(sheet.merged),
            hidden_rows=frozenset(sheet.hidden_rows),
            hidden_columns=frozenset(sheet.hidden_columns),
            hidden=sheet.style in reader.hidden_styles,
        )
        for sheet in reader.sheets
    ]


@dataclass(slots=True)
class _Sheet:
    name: str
    style: str
    cells: RowsBelow
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


class _Reader:
    """Keeps the sheet, the row and the cell that are being read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets: list[_Sheet] = []
        self.hidden_styles: set[str] = set()
        self.spreadsheet = False
        self.style = ""
        self.row = self.column = self.wide = 0
        self.row_times = 1
        self.attributes: Mapping[str, str] | None = None
        self.paragraphs: list[str] = []
        self.inside: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        named = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if tag == "style":
            self.style = named.get("name", "")
        elif tag == "table-properties" and named.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif tag == "spreadsheet":
            self.spreadsheet = True
        elif tag == "table" and self.spreadsheet and self.attributes is None:
            cells = RowsBelow(self.file)
            self.sheets.append(_Sheet(named.get("name", ""), named.get("style-name", ""), cells))
            self.row = self.wide = 0
        elif tag == "table-column" and self.sheets:
            times = _times(named, "number-columns-repeated")
            if named.get("visibility") in _HIDDEN:
                last = min(self.wide + times, limits.COLUMNS)
                self.sheets[-1].hidden_columns.update(range(self.wide, last))
            self.wide += times
        elif tag == "table-row":
            self.row_times, self.column = _times(named, "number-rows-repeated"), 0
            if named.get("visibility") in _HIDDEN:
                last = min(self.row + self.row_times, limits.ROWS)
                self.sheets[-1].hidden_rows.update(range(self.row, last))
        elif tag in ("table-cell", "covered-table-cell"):
            self.attributes, self.paragraphs = named, []
        elif self.attributes is not None:
            self._start_inside(tag, named)

    def _start_inside(self, tag: str, named: Mapping[str, str]) -> None:
        if tag in ("annotation", "frame", "ruby-text"):
            self.inside.append(tag)
        elif self.inside:
            return
        elif tag == "p":
            self.paragraphs.append("")
        elif self.paragraphs and tag in ("s", "tab", "line-break"):
            blanks = {"s": " " * _times(named, "c"), "tab": "\t", "line-break": "\n"}
            self.paragraphs[-1] += blanks[tag]

    def end(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        elif tag in ("table-cell", "covered-table-cell") and self.attributes is not None:
            self._put(self.attributes, covered=tag == "covered-table-cell")
            self.attributes = None
        elif tag == "table-row":
            self.row += self.row_times

    def text(self, data: str) -> None:
        if self.attributes is not None and self.paragraphs and not self.inside:
            self.paragraphs[-1] += data

    def _put(self, named: Mapping[str, str], *, covered: bool) -> None:
        times = _times(named, "number-columns-repeated")
        raw = None if covered else self._raw(named)
        sheet = self.sheets[-1]
        if raw is not None:
            for row in range(self.row, self.row + self.row_times):
                for column in range(self.column, self.column + times):
                    sheet.cells.put(row, column, raw)
        down, across = _times(named, "number-rows-spanned"), _times(named, "number-columns-spanned")
        if not covered and (down > 1 or across > 1):
            last = (self.row + down - 1, self.column + across - 1)
            sheet.merged.append(Area(self.row, self.column, *last))
        self.column += times

    def _raw(self, named: Mapping[str, str]) -> Raw:
        kind = named.get("value-type", "")
        shown = "\n".join(self.paragraphs)
        if "formula" in named and not kind:
            return Uncomputed(named["formula"][:200])
        if named.get("formula") and (shown.startswith("#") or shown.startswith("Err:")):
            return ErrorCell(shown)
        if kind in ("float", "currency", "percentage"):
            return _number(named.get("value", ""), percent=kind == "percentage")
        if kind == "boolean":
            return named.get("boolean-value") == "true"
        if kind == "date":
            return _day(named.get("date-value", "")) or shown or None
        if kind == "string" and "string-value" in named:
            shown = named["string-value"]
        return shown[: limits.TEXT] or None


def _times(named: Mapping[str, str], name: str) -> int:
    text = named.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1


def _number(text: str, *, percent: bool) -> Raw:
    try:
        number = float(text)
    except ValueError:
        return ErrorCell(text)
    if not math.isfinite(number):
        return ErrorCell(text)
    return Percent(number) if percent else number


def _day(text: str) -> Raw:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.time() != datetime.min.time() else moment.date()
