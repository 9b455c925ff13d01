"""The workbook that people open, compared with the one written anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from jiangzhi.audit import problems
from jiangzhi.audit.archive import DAMAGED, is_plain, read_members
from jiangzhi.audit.looks import unlike_looks
from jiangzhi.audit.same_xml import is_same_xml
from jiangzhi.audit.strict_sheet import read_twice
from jiangzhi.diagnostic import CellPlace, Diagnostic, FilePlace

#: So many cells are named.
MOST_CELLS = 50
_WORDS = {
    "xl/styles.xml": ("样式", "styles"),
    "xl/sharedStrings.xml": ("文字", "texts"),
    "xl/workbook.xml": ("工作表目录", "list of sheets"),
    "docProps/core.xml": ("文档属性", "properties"),
    "docProps/app.xml": ("文档属性", "properties"),
}


class Extent(Enum):
    """How far a file differs from the one written anew.

    ``PACKING``: every reader is given the same content. ``SEEN``: what a reader sees, where the
    file is laid out alike. ``ELSE``: something that only the version that wrote it accounts for.
    """

    PACKING = "packing"
    SEEN = "seen"
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class Unlike:
    """How a file differs from the one written anew: ``places`` that can be named, and how far."""

    places: tuple[Diagnostic, ...]
    extent: Extent


def unlike_book(path: Path, again: Path) -> Unlike:
    """How a workbook differs: its cells, its looks, its other parts, or only how it is packed."""
    place = FilePlace(str(path))

    def part(zh: str, en: str) -> Diagnostic:
        return problems.PART_DIFFERS.at(place, file=path.name, part=zh, part_en=en)

    most = 4 * sum(map(len, (read_members(again, most=1 << 40) or {}).values()))
    try:
        mine, plain = read_members(path, most=most), is_plain(path)
    except DAMAGED:
        return Unlike((part("压缩包(已损坏)", "the archive (damaged)"),), Extent.SEEN)
    if mine is None:
        return Unlike((part("压缩包(过大)", "the archive (too large)"),), Extent.SEEN)
    written = read_members(again, most=most) or {}
    idle = part("压缩包(夹带多余的字节)", "the archive (it carries idle bytes)")
    if list(mine.items()) == list(written.items()):
        return Unlike((), Extent.PACKING) if plain else Unlike((idle,), Extent.SEEN)
    twice = [
        problems.READ_OTHERWISE.at(place, file=path.name, part=f" {name} {what} ",
                                   part_en=f"{name} {what}")
        for name, what in read_twice(mine)
    ]  # fmt: skip
    cells, alike = _differing_cells(path, again)
    sheets = _sheets(again)
    named = {one.place.sheet for one in cells if isinstance(one.place, CellPlace)}
    parts = [
        part(*_words(name, sheets.get(name)))
        for name in dict.fromkeys([*mine, *written])
        if not _is_same(name, mine, written) and sheets.get(name) not in named
    ]
    if not plain:
        parts.append(idle)
    places = (*cells[:MOST_CELLS], *twice, *parts)
    if not places:
        return Unlike((), Extent.PACKING)
    seen = twice or not plain or (alike and cells)
    return Unlike(places, Extent.SEEN if seen else Extent.ELSE)


def _is_same(name: str, mine: Mapping[str, bytes], written: Mapping[str, bytes]) -> bool:
    if name not in mine or name not in written:
        return False
    return mine[name] == written[name] or is_same_xml(mine[name], written[name])


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


def _differing_cells(recorded: Path, again: Path) -> tuple[list[Diagnostic], bool]:
    """Cells whose formula, value or look differs; and whether both workbooks have the same sheets
    with the same cells filled, so that a difference is one of what stands there. A workbook that
    cannot be read differs as a whole."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    found: dict[tuple[str, str], Diagnostic] = {}
    alike = True
    for with_values in (True, False):
        new = load_workbook(again, data_only=with_values)
        try:
            old = load_workbook(recorded, data_only=with_values)
        except (InvalidFileException, TypeError, AttributeError, SyntaxError, *DAMAGED):
            zh, en = "内容(不能读)", "content (it cannot be read)"
            whole = FilePlace(str(recorded))
            return [problems.PART_DIFFERS.at(whole, file=recorded.name, part=zh, part_en=en)], True
        for sheet, cell, was, now in _unlike_cells(old, new):
            place = CellPlace(str(recorded), sheet, cell)
            differs = problems.CELL_DIFFERS.at(place, recorded=was, recomputed=now)
            found.setdefault((sheet, cell), differs)
        if not with_values:
            alike = _filled(old) == _filled(new)
            for sheet, cell, zh, en in unlike_looks(old, new):
                where = CellPlace(str(recorded), sheet, cell) if sheet else FilePlace(str(recorded))
                looks = problems.PART_DIFFERS.at(where, file=recorded.name, part=zh, part_en=en)
                found.setdefault((sheet, cell or zh), looks)
    return list(found.values()), alike


def _filled(book: Any) -> dict[str, set[str]]:
    return {
        name: {cell for cell, value in _cells(book[name]).items() if value != ""}
        for name in book.sheetnames
    }


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
        cell.coordinate: getattr(cell.value, "text", cell.value)
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
