"""The sheet 问题清单 put before the other sheets of a package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.facts.write.package.package import Package
from jiangzhi.facts.write.package.splice import Splices, escaped, prefix_of, put_inside, tag
from jiangzhi.facts.write.package.styles import Styles
from jiangzhi.facts.write.safe import safe_text

_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WIDTHS: Final = (8, 8, 36, 70, 60)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list: its texts, the colour of the first, and where the third leads."""

    texts: tuple[str, ...]
    colour: str
    link: str = ""


def put_list_sheet(
    package: Package,
    book: str,
    styles: Styles,
    *,
    name: str,
    headings: Sequence[str],
    rows: Sequence[ListRow],
    base: str,
    main: str,
) -> None:
    """Put the sheet before all others; the sheet that is open stays so."""
    part = package.free_name("xl/worksheets/sheetJz{}.xml")
    package.changed[part] = _sheet(styles, headings, rows, main).encode("ascii")
    identity = package.relate(book, f"{base}/worksheet", part)
    package.declare(part, _SHEET)
    splices = Splices(package.read(book))
    found = package.elements(book, "sheets", "sheet", "workbookView", "bookViews", "definedName")
    by_name = {one.name.rpartition(":")[2]: one for one in found}
    sheets = by_name["sheets"]
    prefix = prefix_of(sheets.name)
    taken = [
        int(one.attributes.get("sheetId", "0"))
        for one in found
        if one.name == f"{prefix}sheet" and one.attributes.get("sheetId", "0").isdecimal()
    ]
    sheet = {"name": name, "sheetId": str(max(taken, default=0) + 1), "xmlns:jzr": base,
             "jzr:id": identity}  # fmt: skip
    views = [one for one in found if one.name == f"{prefix}workbookView"]
    if not views and "bookViews" not in by_name:
        # The sheet that was open by default is now the second.
        view = f'<{prefix}workbookView activeTab="1"/>'
        splices.put(sheets.start, f"<{prefix}bookViews>{view}</{prefix}bookViews>")
    splices.put(sheets.inside, tag(f"{prefix}sheet", sheet, empty=True))
    for shown in views:
        shifted = {key: str(_number(shown.attributes.get(key)) + 1) for key in ("activeTab",)}
        if _number(shown.attributes.get("firstSheet")):
            shifted["firstSheet"] = str(_number(shown.attributes["firstSheet"]) + 1)
        put_inside(splices, shown, "", **shifted)
    for one in found:
        if one.name == f"{prefix}definedName" and "localSheetId" in one.attributes:
            moved = str(_number(one.attributes["localSheetId"]) + 1)
            put_inside(splices, one, "", localSheetId=moved)
    package.changed[book] = splices.done()


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0


def _sheet(styles: Styles, headings: Sequence[str], rows: Sequence[ListRow], main: str) -> str:
    bold = styles.listed(font="<b/>")
    plain = styles.listed()
    link = styles.listed(font='<u/><color rgb="FF0563C1"/>')
    lines = [_row(1, [(text, bold) for text in headings])]
    links = []
    for number, row in enumerate(rows, start=2):
        style = [styles.listed(colour=row.colour) if row.colour else plain]
        style += [plain] * (len(row.texts) - 1)
        if row.link:
            style[2] = link
            links.append(f'<hyperlink ref="C{number}" location="{escaped(row.link)}"/>')
        lines.append(_row(number, list(zip(row.texts, style, strict=True))))
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_WIDTHS, start=1)
    )
    return (
        f'<worksheet xmlns="{main}"><sheetPr><tabColor rgb="FFC00000"/></sheetPr><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        f'state="frozen"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>'
        f"{''.join(lines)}</sheetData>"
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + "</worksheet>"
    )


def _row(number: int, cells: Sequence[tuple[str, int]]) -> str:
    said = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escaped(safe_text(text))}</t></is></c>"
        for letter, (text, style) in zip("ABCDE", cells, strict=True)
    )
    return f'<row r="{number}">{said}</row>'
