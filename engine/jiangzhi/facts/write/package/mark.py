"""A package marked: fills and comments on cells, and the list of problems before its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiangzhi.facts.book.parts import read_parts
from jiangzhi.facts.book.xlsx import main_part
from jiangzhi.facts.write.package.comments import put_comments
from jiangzhi.facts.write.package.list_sheet import ListRow, put_list_sheet
from jiangzhi.facts.write.package.package import Package, opened
from jiangzhi.facts.write.package.sheet_marks import (
    At,
    SheetMarks,
    first_cells,
    merged_areas,
)
from jiangzhi.facts.write.package.styles import Styles, styles_of
from jiangzhi.facts.write.safe import sheet_name


@dataclass(frozen=True, slots=True)
class Mark:
    """What is put on a cell: the colour of its fill ("" for none), and a comment ("" for none)."""

    colour: str
    text: str


def marked(
    data: bytes,
    file: str,
    marks: Mapping[str, Mapping[At, Mark]],
    *,
    name: str,
    headings: Sequence[str],
    rows: Sequence[ListRow],
) -> bytes:
    """The package with marks by sheet and cell and the list ``name`` before its sheets.

    Raises ``Refused`` where the package cannot be read.
    """
    package = opened(data, file)
    book = main_part(package.archive)
    parts = read_parts(package.archive, book)
    package.drop_macros(book)
    kinds = [kind for kind, _ in package.relations(book).values() if kind.endswith("/worksheet")]
    base = kinds[0].removesuffix("/worksheet")
    root = package.one(book, "workbook")
    prefix = root.name.rpartition(":")[0]
    main = root.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    styles = styles_of(package, book, base, main)
    for sheet in parts.sheets:
        if marks.get(sheet.name):
            _mark(package, sheet.member, marks[sheet.name], styles, base=base, main=main)
    taken = [one.attributes.get("name", "") for one in package.elements(book, "sheet")]
    put_list_sheet(
        package, book, styles, name=sheet_name(name, taken), headings=headings, rows=rows,
        base=base, main=main,
    )  # fmt: skip
    styles.save()
    return package.write()


def _mark(
    package: Package,
    part: str,
    marks: Mapping[At, Mark],
    styles: Styles,
    *,
    base: str,
    main: str,
) -> None:
    data = package.read(part)
    shown = first_cells(
        {at: mark.colour for at, mark in marks.items()},
        merged_areas(data, file=package.file, part=part),
    )
    colours: dict[At, str] = {}
    texts: dict[At, str] = {}
    for at, mark in marks.items():
        if mark.colour:
            colours.setdefault(shown[at], mark.colour)
        if mark.text:
            before = texts.get(shown[at])
            texts[shown[at]] = mark.text if before is None else f"{before}\n{mark.text}"
    walked = SheetMarks(data, colours, styles.filled, file=package.file, part=part)
    if texts:
        needed = put_comments(package, part, walked.legacy, texts, base=base, main=main)
        if needed:
            drawing = f'<{walked.prefix}legacyDrawing xmlns:jzr="{base}" jzr:id="{needed}"/>'
            walked.splices.put(walked.behind, drawing)
    package.changed[part] = walked.splices.done()
