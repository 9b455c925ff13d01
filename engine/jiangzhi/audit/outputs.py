"""The outputs that people open, compared with those written anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiangzhi.audit import problems
from jiangzhi.audit.archive import DAMAGED, is_plain, read_members
from jiangzhi.diagnostic import CellPlace, Diagnostic, FilePlace, TextPlace

#: So many cells are named.
MOST_CELLS = 50
_WORDS = {
    "xl/styles.xml": ("样式", "styles"),
    "xl/sharedStrings.xml": ("文字", "texts"),
    "xl/workbook.xml": ("工作表目录", "list of sheets"),
    "docProps/core.xml": ("文档属性", "properties"),
    "docProps/app.xml": ("文档属性", "properties"),
}


@dataclass(frozen=True, slots=True)
class Unlike:
    """How a file differs from the one written anew: ``places`` that can be named, whether its
    ``content`` differs at all, and whether what people read in it does (``figures``)."""

    places: tuple[Diagnostic, ...]
    content: bool
    figures: bool


def unlike_text(path: Path, again: Path) -> Unlike:
    """How a text differs: its first line that does."""
    mine = path.read_text(encoding="utf-8", errors="replace").split("\n")
    written = again.read_text(encoding="utf-8").split("\n")
    for number, (a, b) in enumerate(zip([*mine, ""], [*written, ""], strict=False), start=1):
        if a != b or number > min(len(mine), len(written)):
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
            start = max(0, at - 20)
            place = TextPlace(str(path), number, at + 1)
            zh, en = f"第 {number} 行", f"line {number}"
            told = problems.TEXT_DIFFERS.at(
                place, what=zh, what_en=en,
                recorded=a[start : at + 30], recomputed=b[start : at + 30],
            )  # fmt: skip
            return Unlike((told,), content=True, figures=True)
    return Unlike((), content=True, figures=True)


def unlike_book(path: Path, again: Path) -> Unlike:
    """How a workbook differs: its cells, its other parts, or only how it is packed."""
    place = FilePlace(str(path))

    def part(zh: str, en: str) -> Diagnostic:
        return problems.PART_DIFFERS.at(place, file=path.name, part=zh, part_en=en)

    most = 4 * sum(map(len, (read_members(again, most=1 << 40) or {}).values()))
    try:
        mine, plain = read_members(path, most=most), is_plain(path)
    except DAMAGED:
        return Unlike(
            (part("压缩包(已损坏)", "the archive (damaged)"),), content=True, figures=True
        )
    if mine is None:
        return Unlike(
            (part("压缩包(过大)", "the archive (too large)"),), content=True, figures=True
        )
    written = read_members(again, most=most) or {}
    if list(mine.items()) == list(written.items()):
        if plain:
            return Unlike((), content=False, figures=False)
        hidden = part("压缩包(夹带多余的字节)", "the archive (it carries idle bytes)")
        return Unlike((hidden,), content=True, figures=True)
    cells = _differing_cells(path, again)
    sheets = _sheets(again)
    named = {one.place.sheet for one in cells or () if isinstance(one.place, CellPlace)}
    parts = [
        part(*_words(name, sheets.get(name)))
        for name in dict.fromkeys([*mine, *written])
        if mine.get(name) != written.get(name) and sheets.get(name) not in named
    ]
    if not plain:
        parts.append(part("压缩包(夹带多余的字节)", "the archive (it carries idle bytes)"))
    if cells is None:
        return Unlike(tuple(parts), content=True, figures=True)
    return Unlike((*cells[:MOST_CELLS], *parts), content=True, figures=bool(cells) or not plain)


def _sheets(path: Path) -> dict[str, str]:
    """The names of the sheets that this program writes, by the parts of the archive."""
    from openpyxl import load_workbook

    names = load_workbook(path, read_only=True).sheetnames
    return {f"xl/worksheets/sheet{at}.xml": name for at, name in enumerate(names, start=1)}


def _words(part: str, sheet: str | None) -> tuple[str, str]:
    if sheet is not None:
        return (
            f"工作表“{sheet}”(格式、批注或设置)",
            f"sheet “{sheet}” (formats, comments, settings)",
        )
    return _WORDS.get(part, (f" {part} ", part))


def _differing_cells(recorded: Path, again: Path) -> list[Diagnostic] | None:
    """Cells whose formula or value differs; ``None`` where the workbook cannot be read."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    found: dict[tuple[str, str], Diagnostic] = {}
    for with_values in (True, False):
        new = load_workbook(again, data_only=with_values)
        try:
            old = load_workbook(recorded, data_only=with_values)
            for sheet, cell, was, now in _unlike_cells(old, new):
                place = CellPlace(str(recorded), sheet, cell)
                differs = problems.CELL_DIFFERS.at(place, recorded=was, recomputed=now)
                found.setdefault((sheet, cell), differs)
        except (InvalidFileException, TypeError, AttributeError, SyntaxError, *DAMAGED):
            return None
    return list(found.values())


def _unlike_cells(old: Any, new: Any) -> Iterator[tuple[str, str, object, object]]:
    for name in dict.fromkeys([*new.sheetnames, *old.sheetnames]):
        mine = _cells(old[name]) if name in old.sheetnames else {}
        written = _cells(new[name]) if name in new.sheetnames else {}
        for cell in dict.fromkeys([*written, *mine]):
            was, now = mine.get(cell), written.get(cell)
            if was != now or type(was) is not type(now):
                yield name, cell, was, now


def _cells(sheet: Any) -> dict[str, object]:
    return {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def cells_also_in(
    places: Sequence[Diagnostic], other: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Those of ``places`` that ``other`` names too."""
    also = {(one.code, str(one.place), one.args.get("part")) for one in other}
    return tuple(one for one in places if (one.code, str(one.place), one.args.get("part")) in also)
