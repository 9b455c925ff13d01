"""Text files with commas, tabs or semicolons between cells, in any usual encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from jiangzhi.diagnostic import Refused, TextPlace
from jiangzhi.facts import limits, problems
from jiangzhi.facts.book.archive import too_big
from jiangzhi.facts.grid import Grid, Raw

_SEPARATORS: Final = ("\t", ",", ";", "|", ",", "、")
_LOOKED_AT: Final = 50


def read_delimited(data: bytes, *, file: str, sha256: str, encoding: str = "") -> list[Grid]:
    """The one sheet of a text file, named after the file. All cells are text."""
    text = decode(data, file, encoding)
    first, newline, rest = text.partition("\n")
    separator = ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        # Excel's own hint; the line stays, so that rows keep their numbers.
        separator = first.strip()[4]
        text = newline + rest
    separator = separator or _separator(text)
    rows: list[list[Raw]] = []
    places, line = 0, 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    csv.field_size_limit(limits.MIB)
    try:
        for cells in reader:
            row: list[Raw] = [_plain(cell)[: limits.TEXT] or None for cell in cells]
            while row and row[-1] is None:
                row.pop()
            places += len(row) + 1
            if places > limits.CELLS:
                raise too_big(file, "格子太多", "too many cells")
            rows.append(row)
            line = reader.line_num + 1
    except csv.Error as error:
        found = problems.QUOTE_OPEN.at(TextPlace(file, line), line=line)
        raise Refused([found]) from error
    return [Grid(file=file, sha256=sha256, sheet=PurePath(file).stem, rows=rows, typed=False)]


def _plain(cell: str) -> str:
    """A cell without the ``="…"`` that exporting programs put around text to keep its zeros."""
    if cell.startswith('="') and cell.endswith('"') and '"' not in cell[2:-1] and len(cell) > 3:
        return cell[2:-1]
    return cell


def decode(data: bytes, file: str, encoding: str = "") -> str:
    """The text of a file: as told, by its mark, else UTF-8, else GB18030. Raises ``Refused``."""
    for codec in (encoding,) if encoding else _encodings(data):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    try:
        data.decode("gb18030")
        at = data.find(b"\x00")
    except UnicodeDecodeError as error:
        at = error.start
    line = data[:at].count(b"\n") + 1
    raise Refused([problems.ENCODING.at(TextPlace(file, line), line=line)])


def _encodings(data: bytes) -> Iterable[str]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if data[1::2].count(0) > len(data) // 8:
        return ("utf-16-le",)
    if data[0::2].count(0) > len(data) // 8:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _separator(text: str) -> str:
    """The character that splits most lines into the same number of cells, at least two."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    best, most = ",", 0
    for separator in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        score = max((wide.count(width) * (width - 1) for width in set(wide)), default=0)
        if score > most:
            best, most = separator, score
    return best
