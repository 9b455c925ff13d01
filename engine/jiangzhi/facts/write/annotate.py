"""A copy of the user's workbook with every note and problem on its cell, and a list of them.

The original is only read. The copy carries no macros, no links to other files and no
formulas that reach outside.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from jiangzhi.diagnostic import (
    CellPlace,
    Diagnostic,
    FilePlace,
    Language,
    Refused,
    Severity,
)
from jiangzhi.facts import limits, problems
from jiangzhi.facts.book.load import Book, load_book
from jiangzhi.facts.grid import Grid, Raw
from jiangzhi.facts.write.safe import put_raw, put_text, safe_text, sheet_name
from jiangzhi.whole_file import whole_file

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LIST_SHEET: Final = "问题清单"
_COLOURS: Final = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}
_WORDS: Final = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
}
_HEADINGS: Final = {
    "zh": ("轻重", "代码", "位置", "问题", "怎么办"),
    "en": ("severity", "code", "place", "problem", "what to do"),
}
#: Formulas that reach outside the workbook.
_REACHES_OUT: Final = re.compile(r"\[|\||WEBSERVICE|RTD\(|CALL\(|REGISTER", re.IGNORECASE)
#: Whatever the editing library lets through for a file that is not quite a workbook.
_EDITING_FAILS: Final = (
    ArithmeticError, AssertionError, AttributeError, BadZipFile, LookupError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, zlib.error,
)  # fmt: skip
_MOST_COMMENTS: Final = 5000
#: Larger sheets are copied as values; the editing library would need gigabytes for them.
_EDITED_UP_TO: Final = 32 * limits.MIB


def annotate_copy(
    paths: Sequence[Path], diagnostics: Sequence[Diagnostic], out: Path, *, language: Language
) -> list[Path]:
    """Write the copy of the first workbook to ``out``, of further ones to ``out`` numbered.

    Raises ``Refused`` where that would be one of the files read, or something else.
    """
    targets = [
        out if number == 0 else out.with_name(f"{out.stem}-{number + 1}{out.suffix}")
        for number in range(len(paths))
    ]
    inputs = {path.resolve() for path in paths}
    taken = [target for target in targets if target.resolve() in inputs or target.exists()]
    if taken:
        raise Refused([problems.OUTPUT_IS_INPUT.at(FilePlace(str(t)), file=str(t)) for t in taken])
    for path, target in zip(paths, targets, strict=True):
        mine = [d for d in diagnostics if _file(d) in (str(path), "")]
        _save(_annotated(path, mine, language), target)
    return targets


def _file(diagnostic: Diagnostic) -> str:
    return diagnostic.place.file if diagnostic.place is not None else ""


def _annotated(path: Path, diagnostics: Sequence[Diagnostic], language: Language) -> Workbook:
    from openpyxl import Workbook

    try:
        book = load_book(path)
    except Refused:
        copy = Workbook()
        copy.remove(copy.worksheets[0])
        titles: Mapping[str, str] = {}
    else:
        edited = _edited(path, book)
        copy, titles = edited if edited is not None else _copied(book)
    _mark_cells(copy, titles, diagnostics, language)
    _list_problems(copy, titles, diagnostics, language)
    return copy


def _edited(path: Path, book: Book) -> tuple[Workbook, Mapping[str, str]] | None:
    """The workbook itself in the editing library, ``None`` where that cannot take it."""
    from openpyxl import load_workbook

    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return None
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            sizes = [i.file_size for i in archive.infolist() if "worksheets/" in i.filename]
        if sum(sizes) > _EDITED_UP_TO:
            return None
        copy = load_workbook(io.BytesIO(data), keep_vba=False, keep_links=False)
    except _EDITING_FAILS:
        return None
    grids = {grid.sheet: grid for grid in book.grids}
    for sheet in copy.worksheets:
        _cut_ties(sheet, grids.get(sheet.title))
    for name in [n for n, defined in copy.defined_names.items() if "[" in str(defined.value)]:
        del copy.defined_names[name]
    return copy, {grid.sheet: grid.sheet for grid in book.grids if grid.sheet in copy.sheetnames}


def _cut_ties(sheet: Worksheet, grid: Grid | None) -> None:
    """Put the values found in place of formulas and links that reach outside."""
    sheet._pivots = []  # type: ignore[attr-defined]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink is not None and cell.hyperlink.target:
                cell.hyperlink = None
            if cell.data_type == "f" and _REACHES_OUT.search(_formula(cell.value)):
                found: Raw = _found(grid, cell.row or 1, cell.column or 1)
                put_raw(cell, found)
            elif isinstance(cell.value, str) and cell.data_type != "f":
                put_text(cell, cell.value)


def _found(grid: Grid | None, row: int, column: int) -> Raw:
    return grid.cell(row - 1, column - 1) if grid is not None else None


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value) or "")


def _copied(book: Book) -> tuple[Workbook, Mapping[str, str]]:
    """A new workbook with the cells of a file of any kind."""
    from openpyxl import Workbook

    copy = Workbook()
    copy.remove(copy.worksheets[0])
    titles: dict[str, str] = {}
    for grid in book.grids:
        title = sheet_name(grid.sheet, copy.sheetnames)
        titles[grid.sheet] = title
        sheet = copy.create_sheet(title)
        for row, cells in enumerate(grid.rows, start=1):
            for column, raw in enumerate(cells, start=1):
                if raw is not None:
                    put_raw(sheet.cell(row, column), raw)
    return copy, titles


def _mark_cells(
    copy: Workbook,
    titles: Mapping[str, str],
    diagnostics: Iterable[Diagnostic],
    language: Language,
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    by_cell: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        place = diagnostic.place
        if isinstance(place, CellPlace) and place.sheet in titles:
            by_cell.setdefault((titles[place.sheet], place.cell or "A1"), []).append(diagnostic)
    for (title, address), found in list(by_cell.items())[:_MOST_COMMENTS]:
        sheet = copy[title]
        cell = sheet[address]
        for area in sheet.merged_cells.ranges:
            if cell.coordinate in area:
                cell = sheet.cell(area.min_row, area.min_col)
        worst = min((d.severity for d in found), key=list(Severity).index)
        text = "\n".join(_told(diagnostic, language) for diagnostic in found)
        comment = Comment(safe_text(text)[:8000], "jiangzhi", height=120, width=360)
        if cell.comment is not None:
            comment.text = f"{cell.comment.text}\n{comment.text}"
        cell.comment = comment
        colour = _COLOURS[worst]
        if any(isinstance(d.place, CellPlace) and d.place.cell for d in found):
            cell.fill = PatternFill("solid", start_color=colour, end_color=colour)


def _told(diagnostic: Diagnostic, language: Language) -> str:
    word = _WORDS[language][diagnostic.severity]
    help_text = diagnostic.help(language)
    lines = [f"{word} {diagnostic.code}: {diagnostic.message(language)}"]
    return "\n".join([*lines, help_text] if help_text else lines)


def _list_problems(
    copy: Workbook,
    titles: Mapping[str, str],
    diagnostics: Sequence[Diagnostic],
    language: Language,
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet = copy.create_sheet(sheet_name(LIST_SHEET, copy.sheetnames), 0)
    copy.active = 0
    for other in copy.worksheets[1:]:
        other.sheet_view.tabSelected = False
    sheet.append(list(_HEADINGS[language]))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row, diagnostic in enumerate(diagnostics, start=2):
        texts = (
            _WORDS[language][diagnostic.severity],
            diagnostic.code,
            str(diagnostic.place or ""),
            "\n".join(
                [diagnostic.message(language)]
                + [f"{b.caption}: {b.place}" if b.place else b.caption for b in diagnostic.because]
            ),
            diagnostic.help(language),
        )
        colour = _COLOURS[diagnostic.severity]
        for column, text in enumerate(texts, start=1):
            cell = sheet.cell(row, column)
            put_text(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = PatternFill("solid", start_color=colour, end_color=colour)
        place = diagnostic.place
        if isinstance(place, CellPlace) and place.sheet in titles:
            title = titles[place.sheet].replace("'", "''")
            link = sheet.cell(row, 3)
            link.hyperlink = f"#'{title}'!{place.cell or 'A1'}"
            link.font = Font(color="0563C1", underline="single")
    for letter, width in zip("ABCDE", (8, 8, 36, 70, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _save(copy: Workbook, target: Path) -> None:
    stream = io.BytesIO()
    copy.save(stream)
    with whole_file(target) as part:
        part.write_bytes(stream.getbuffer())
