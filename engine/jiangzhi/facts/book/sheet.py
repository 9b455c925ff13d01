"""One worksheet of an .xlsx file, cell by cell, with what a reader of the sheet sees."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from jiangzhi.facts import limits
from jiangzhi.facts.book.archive import too_big
from jiangzhi.facts.book.displayed import Altered
from jiangzhi.facts.book.formats import Shown, date_of_serial
from jiangzhi.facts.book.parts import RAISED, BookParts, raised, unescape
from jiangzhi.facts.book.xml import parse_xml
from jiangzhi.facts.grid import Area, ErrorCell, Percent, Raw, Uncomputed, column_index

_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")


#: All rows without cells, of which there may be a million before the last.
_NO_CELLS: Final[list[Raw]] = []


@dataclass(slots=True)
class SheetCells:
    """What stands in a sheet. ``merged`` are its merged areas."""

    rows: list[list[Raw]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_sheet(data: bytes, parts: BookParts, *, file: str, part: str) -> SheetCells:
    """Read a worksheet's XML. Raises ``Refused`` where it is broken or too large."""
    reader = _Reader(parts, file, part)
    parse_xml(data, start=reader.start, end=reader.end, text=reader.text, file=file, part=part)
    return reader.cells


class _Reader:
    """Keeps the row, the cell and the element that is being read."""

    def __init__(self, parts: BookParts, file: str, part: str) -> None:
        self.parts, self.file, self.part = parts, file, part
        self.cells = SheetCells()
        self.row, self.column = -1, -1
        self.kind, self.style = "n", 0
        self.value: list[str] = []
        self.formula: list[str] | None = None
        self.into: list[str] | None = None
        self.phonetic = self.raised = False
        self.places = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v" or (tag == "t" and not self.phonetic):
            self.into = self.value
        elif tag == "f":
            self.formula = self.into = []
        elif tag == "rPh":
            self.phonetic = True
        elif tag == "r":
            self.raised = False
        elif tag == "vertAlign":
            self.raised = attributes.get("val", "") in RAISED
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "mergeCell":
            area = area_of(attributes.get("ref", ""))
            if area is not None:
                self.cells.merged.append(area)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _number(attributes.get("min")), _number(attributes.get("max"))
            self.cells.hidden_columns.update(range(first - 1, min(last, limits.COLUMNS)))

    def end(self, tag: str) -> None:
        if tag in ("v", "t", "f"):
            self.into = None
        elif tag == "rPh":
            self.phonetic = False
        elif tag == "r":
            self.raised = False
        elif tag == "c":
            raw = self._raw()
            if raw is not None:
                self._put(raw)

    def text(self, data: str) -> None:
        if self.into is not None:
            self.into.append(raised(data) if self.raised else data)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self.row = _number(attributes.get("r"), self.row + 2) - 1
        self.column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.cells.hidden_rows.add(self.row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        match = _ADDRESS.match(attributes.get("r", ""))
        if match:
            self.column, self.row = column_index(match.group(1)), int(match.group(2)) - 1
        else:
            self.column += 1
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self.style = int(style) if style.isdecimal() and len(style) < 7 else 0
        self.value, self.formula, self.into = [], None, None

    def _raw(self) -> Raw:
        text = "".join(self.value)
        if self.formula is not None and self._uncomputed(text):
            return Uncomputed("".join(self.formula)[:200])
        if self.kind == "s":
            index = int(text) if text.strip().isdecimal() else -1
            if 0 <= index < len(self.parts.texts):
                return self.parts.texts[index] or None
            return ErrorCell(text) if text else None
        if self.kind in ("str", "inlineStr"):
            return unescape(text)[: limits.TEXT] or None
        if self.kind == "b":
            return text.strip() in ("1", "true") if text else None
        if self.kind == "e":
            return ErrorCell(text or "#ERROR!")
        if self.kind == "d":
            return _iso(text)
        return self._number(text) if text else None

    def _uncomputed(self, text: str) -> bool:
        """A writer that asks for recalculation on loading has stored a dummy result."""
        if self.kind in ("str", "inlineStr"):
            return self.parts.recalculate and text in ("", "0")
        return not text or (self.parts.recalculate and self.kind == "n" and text == "0")

    def _number(self, text: str) -> Raw:
        try:
            number = float(text)
        except ValueError:
            return ErrorCell(text)
        if not math.isfinite(number):
            return ErrorCell(text)
        formats = self.parts.formats
        shown = formats[self.style] if self.style < len(formats) else Shown.PLAIN
        if isinstance(shown, Altered):
            return shown.read(number)
        if shown is Shown.PERCENT:
            return Percent(number)
        if shown in (Shown.DATE, Shown.TIME):
            day = date_of_serial(number, epoch_1904=self.parts.epoch_1904)
            return number if day is None else day
        return number

    def _put(self, raw: Raw) -> None:
        if not (0 <= self.row < limits.ROWS and 0 <= self.column < limits.COLUMNS):
            return
        rows = self.cells.rows
        if self.row >= len(rows):
            self._count(self.row + 1 - len(rows))
            rows.extend([_NO_CELLS] * (self.row + 1 - len(rows)))
        row = rows[self.row]
        if row is _NO_CELLS:
            row = rows[self.row] = []
        if self.column >= len(row):
            self._count(self.column + 1 - len(row))
            row.extend([None] * (self.column - len(row)))
            row.append(raw)
        else:
            row[self.column] = raw

    def _count(self, places: int) -> None:
        self.places += places
        if self.places > limits.CELLS:
            raise too_big(self.file, f"{self.part} 的格子太多", f"too many cells in {self.part}")


def area_of(reference: str) -> Area | None:
    """``B2:C5`` as an area, ``None`` for anything else."""
    first, colon, last = reference.partition(":")
    start, end = _ADDRESS.match(first), _ADDRESS.match(last)
    if not (colon and start and end):
        return None
    return Area(
        int(start.group(2)) - 1,
        column_index(start.group(1)),
        int(end.group(2)) - 1,
        column_index(end.group(1)),
    )


def trimmed(rows: Sequence[list[Raw]]) -> list[list[Raw]]:
    """Rows without the empty ones at the end."""
    end = len(rows)
    while end and not any(cell is not None for cell in rows[end - 1]):
        end -= 1
    return list(rows[:end])


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else otherwise


def _iso(text: str) -> Raw:
    try:
        moment = datetime.fromisoformat(text.strip().rstrip("Z"))
    except ValueError:
        return text or None
    return moment if moment.time() != datetime.min.time() else moment.date()
