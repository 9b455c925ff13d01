"""The parts of an .xlsx file that stand beside its sheets: list of sheets, texts, formats."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from jiangzhi.facts import limits
from jiangzhi.facts.book.archive import Archive, damaged, too_big
from jiangzhi.facts.book.displayed import Altered
from jiangzhi.facts.book.formats import Shown, shown_as
from jiangzhi.facts.book.xml import parse_xml

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")

#: Values of ``vertAlign`` that set a run of text apart from what it stands beside.
RAISED: Final = ("superscript", "subscript")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Visible(Enum):
    """Whether a sheet is shown."""

    YES = "visible"
    NO = "hidden"
    NEVER = "veryHidden"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name and the member that holds it."""

    name: str
    member: str
    visible: Visible


@dataclass(frozen=True)
class BookParts:
    """What the sheets need. ``formats[s]`` tells how style s shows a number."""

    archive: Archive
    sheets: tuple[SheetPart, ...]
    texts_member: str
    formats: tuple[Shown | Altered, ...]
    epoch_1904: bool
    recalculate: bool

    @cached_property
    def has_raised_texts(self) -> bool:
        """Whether any shared text has a part above or below the line."""
        member = self.texts_member
        return member in self.archive and b"vertAlign" in self.archive.read(member)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The shared texts, read when the first sheet asks for them."""
        return _texts(self.archive, self.texts_member)


def read_parts(archive: Archive, book: str) -> BookParts:
    """The parts beside the sheets; ``book`` is the member of the list of sheets."""
    folder, _, name = book.rpartition("/")
    targets = _relations(archive, f"{folder}/_rels/{name}.rels", folder)
    sheets: list[SheetPart] = []
    settings = {"1904": False, "recalculate": False}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            settings["1904"] = attributes.get("date1904", "0") in ("1", "true")
        elif tag == "calcPr":
            settings["recalculate"] = attributes.get("fullCalcOnLoad", "0") in ("1", "true")
        elif tag == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(":id") or k == "id"), "")
            kind, member = targets.get(key, ("", ""))
            if kind.endswith("/worksheet") and member in archive:
                state = attributes.get("state", "")
                sheets.append(SheetPart(attributes.get("name", ""), member, _visible(state)))

    parse_xml(
        archive.read(book), start=start, end=lambda _: None, text=None,
        file=archive.file, part=book,
    )  # fmt: skip
    if not sheets:
        raise damaged(archive.file, "里面没有工作表", "there is no worksheet in it")
    if len(sheets) > limits.SHEETS:
        count = len(sheets)
        raise too_big(archive.file, f"有 {count} 张工作表", f"{count} worksheets")
    kinds = {kind.rpartition("/")[2]: member for kind, member in targets.values()}
    return BookParts(
        archive=archive,
        sheets=tuple(sheets),
        texts_member=kinds.get("sharedStrings", ""),
        formats=_formats(archive, kinds.get("styles", "")),
        epoch_1904=settings["1904"],
        recalculate=settings["recalculate"],
    )


def unescape(text: str) -> str:
    """Text with ``_x000D_`` and the like as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)


def raised(text: str) -> str:
    """Digits set above the line, as the characters that stand there: a footnote's mark is no
    part of a number or name."""
    return text.translate(_RAISED)


def _visible(state: str) -> Visible:
    return next((one for one in Visible if one.value == state), Visible.YES)


def _relations(archive: Archive, member: str, folder: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        path = target[1:] if target.startswith("/") else f"{folder}/{target}"
        found[attributes.get("Id", "")] = (attributes.get("Type", ""), posixpath.normpath(path))

    if member not in archive:
        raise damaged(archive.file, f"缺少 {member}", f"{member} is missing")
    parse_xml(
        archive.read(member), start=start, end=lambda _: None, text=None,
        file=archive.file, part=member,
    )  # fmt: skip
    return found


def _texts(archive: Archive, member: str) -> tuple[str, ...]:
    """The shared texts. Readings of names (``rPh``) do not belong to them."""
    if member not in archive:
        return ()
    texts: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "phonetic": False, "raised": False}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "si":
            pieces.clear()
        elif tag == "r":
            state["raised"] = False
        elif tag == "vertAlign":
            state["raised"] = attributes.get("val", "") in RAISED
        elif tag == "t":
            state["text"] = not state["phonetic"]
        elif tag == "rPh":
            state["phonetic"] = True

    def end(tag: str) -> None:
        if tag == "t":
            state["text"] = False
        elif tag == "rPh":
            state["phonetic"] = False
        elif tag in ("r", "si"):
            state["raised"] = False
        if tag == "si":
            texts.append(unescape("".join(pieces))[: limits.TEXT])

    def text(data: str) -> None:
        if state["text"]:
            pieces.append(raised(data) if state["raised"] else data)

    parse_xml(archive.read(member), start=start, end=end, text=text, file=archive.file, part=member)
    return tuple(texts)


def _formats(archive: Archive, member: str) -> tuple[Shown | Altered, ...]:
    if member not in archive:
        return ()
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = {"cellXfs": False}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside["cellXfs"] = True
        elif tag == "xf" and inside["cellXfs"]:
            number = attributes.get("numFmtId", "0")
            styles.append(int(number) if number.isdecimal() else 0)

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside["cellXfs"] = False

    parse_xml(archive.read(member), start=start, end=end, text=None, file=archive.file, part=member)
    return tuple(shown_as(number, codes.get(number)) for number in styles)
