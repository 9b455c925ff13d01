"""Large plain worksheets through a compiled reader, where it loses nothing.

The compiled reader knows no percent formats, error cells or missing results, and lays out
every place between the outermost cells. So a sheet is handed to it only when a look over
its bytes finds none of these; the careful reader takes all others. A test holds the two
to the same cells.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from jiangzhi.facts import limits
from jiangzhi.facts.book.formats import Shown
from jiangzhi.facts.book.parts import BookParts
from jiangzhi.facts.book.sheet import SheetCells

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

#: Below this the careful reader is fast enough.
FROM_BYTES: Final = 2 * limits.MIB
#: A cell beyond column Z; a cell that is no number and no text.
_WIDE: Final = re.compile(rb'<c r="[A-Z]{2}')
_TYPES: Final = re.compile(rb' t="(?!s"|n"|inlineStr")')
_CELL: Final = b'<c r="'
_LAST_ROW: Final = re.compile(rb'<row [^>]*?r="([0-9]+)"')
_STYLE: Final = re.compile(rb' s="([0-9]+)"')
#: More styles than this are looked for all at once.
_FEW: Final = 4


def is_plain(data: bytes, parts: BookParts) -> bool:
    """Whether the compiled reader reads the same cells from a worksheet as the careful one."""
    if len(data) < FROM_BYTES or not data.startswith((b"<?xml", b"<worksheet")):
        return False
    start, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
    around = data[:start] + data[end:]
    if start < 0 or end < 0 or b"<!" in around or b"mergeCell" in around or b"='" in around:
        return False
    if b"<f" in data or b'hidden="' in data or _TYPES.search(data) or _WIDE.search(data):
        return False
    if data.count(b"<c ") != data.count(_CELL):
        return False
    if b"inlineStr" in data and (b"_x0" in data or b"<r" + b">" in data or b"<rPh" in data):
        return False
    last = _LAST_ROW.search(data, data.rfind(b"<row "))
    if last is None or int(last.group(1)) * 26 > limits.CELLS:
        return False
    if parts.has_raised_texts or b"vertAlign" in data:
        return False
    special = [i for i, shown in enumerate(parts.formats) if shown is not Shown.PLAIN]
    if len(special) <= _FEW:
        return not any(b' s="%d"' % index in data for index in special)
    return {b"%d" % index for index in special}.isdisjoint(_STYLE.findall(data))


class QuickBook:
    """An .xlsx file opened by the compiled reader when its first large sheet is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._book: CalamineWorkbook | None = None

    def sheet(self, name: str) -> SheetCells | None:
        """A sheet's cells, or ``None`` where the compiled reader fails on the file."""
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            if self._book is None:
                self._book = CalamineWorkbook.from_filelike(io.BytesIO(self._data))
            found = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (CalamineError, ValueError, OSError):
            return None
        # The compiled reader says "" for an empty cell.
        rows = [[None if c == "" else c for c in row] if "" in row else row for row in found]
        return SheetCells(rows=rows)  # type: ignore[arg-type]
