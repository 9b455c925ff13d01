"""An .xlsx, .xlsm or .ods file → grids. Macros, drawings and external links are not looked at."""

from __future__ import annotations

import re
from typing import Final

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.facts import limits, problems
from jiangzhi.facts.book import ods
from jiangzhi.facts.book.archive import Archive, damaged, too_big
from jiangzhi.facts.book.calamine import QuickBook, is_plain
from jiangzhi.facts.book.parts import BookParts, Visible, read_parts
from jiangzhi.facts.book.sheet import SheetCells, read_sheet, trimmed
from jiangzhi.facts.grid import Grid

_MAIN_PARTS: Final = ("xl/workbook.xml", "xl/workbook2.xml")
_OTHER: Final = (
    ("word/document.xml", "Word 文档", "a Word document"),
    ("ppt/presentation.xml", "演示文稿", "a presentation"),
    ("xl/workbook.bin", "二进制工作簿(.xlsb)", "a binary workbook (.xlsb)"),
)
_OFFICE_DOCUMENT: Final = re.compile(
    rb'Target="/?([^"]+)"[^>]*officeDocument"|officeDocument"[^>]*Target="/?([^"]+)"'
)


def read_xlsx(data: bytes, *, file: str, sha256: str) -> list[Grid]:
    """All worksheets. Raises ``Refused`` for other archives, damage, and what exceeds limits."""
    archive = Archive(data, file)
    if ods.PART in archive and _MAIN_PARTS[0] not in archive:
        return ods.read_ods(archive, sha256=sha256)
    parts = read_parts(archive, main_part(archive))
    quick = QuickBook(data)
    grids, places = [], 0
    for sheet in parts.sheets:
        cells = _cells(archive, sheet.member, sheet.name, parts, quick)
        rows = trimmed(cells.rows)
        places += sum(map(len, rows))
        if places > limits.CELLS:
            raise too_big(file, "格子太多", "too many cells")
        grids.append(
            Grid(
                file=file,
                sha256=sha256,
                sheet=sheet.name,
                rows=rows,
                merged=tuple(cells.merged),
                hidden_rows=frozenset(cells.hidden_rows),
                hidden_columns=frozenset(cells.hidden_columns),
                hidden=sheet.visible is not Visible.YES,
                hidden_deep=sheet.visible is Visible.NEVER,
                epoch_1904=parts.epoch_1904,
            )
        )
    return grids


def _cells(
    archive: Archive, member: str, name: str, parts: BookParts, quick: QuickBook
) -> SheetCells:
    data = archive.read(member)
    if is_plain(data, parts):
        cells = quick.sheet(name)
        if cells is not None:
            return cells
    return read_sheet(data, parts, file=archive.file, part=member)


def main_part(archive: Archive) -> str:
    """The member that lists the sheets. Raises ``Refused`` for other archives."""
    for member in _MAIN_PARTS:
        if member in archive:
            return member
    for member, zh, en in _OTHER:
        if member in archive:
            raise Refused(
                [problems.NOT_A_WORKBOOK.at(FilePlace(archive.file), what=zh, what_en=en)]
            )
    if "_rels/.rels" in archive:
        match = _OFFICE_DOCUMENT.search(archive.read("_rels/.rels"))
        member = (
            next((g.decode("utf-8", "replace") for g in match.groups() if g), "") if match else ""
        )
        if member and member in archive:
            return member
        raise damaged(archive.file, "缺少 xl/workbook.xml", "xl/workbook.xml is missing")
    raise Refused(
        [problems.NOT_A_WORKBOOK.at(FilePlace(archive.file), what="压缩包", what_en="an archive")]
    )
