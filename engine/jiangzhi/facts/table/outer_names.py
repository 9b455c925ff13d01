"""Names of higher levels that stand outside of the table: above it, or as sheet or file name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.model import Field
from jiangzhi.facts.words import heading_of, name_of

_PLACE: Final = re.compile(
    r"([\u3400-\u9fff\U00020000-\U0003ffff]{1,8}?(?:自治县|新区|开发区|管委会|县|区|市|旗|省))"
)
_NO_PLACE: Final = re.compile(r"^(?:全|本|各|按|分)|(?:各|分)(?:县|区|市)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d年?(?:度)?|\d{1,2}月")
_NUMBERING: Final = "0123456789.、-_() "
_DEFAULT: Final = re.compile(r"^(?:sheet|表|工作表)\d*$", re.IGNORECASE)


def outer_name(
    grid: Grid, field: Field, top: int, known: Iterable[str], whole: str
) -> tuple[str, str, str] | None:
    """A name of the field's level and where it was found (zh, en), ``None`` where there is none.

    ``known`` are names that stand elsewhere; one of these in a sheet's or file's name is
    taken first. ``whole`` is text about all of the data: a city named there is no county.
    """
    labelled = labelled_name(grid, field, top)
    if labelled:
        return labelled, "表头上方", "above the headings"
    texts = (
        (grid.sheet, "表名", "the sheet's name"),
        (PurePath(grid.file).stem, "文件名", "the file's name"),
    )
    known = sorted(known, key=lambda name: (-len(name), name))
    for text, zh, en in texts:
        plain = name_of(text)
        for name in known:
            if _stands_in(name, plain):
                return name, zh, en
        if _DEFAULT.match(plain) or heading_of(plain) in field.spellings:
            continue
        found = _PLACE.match(_YEAR.sub("", plain).lstrip(_NUMBERING))
        name = found.group(1) if found is not None else ""
        # A city in a file's name is more likely what the whole book is about.
        about_all = name.endswith("市") and name in whole
        if name and not about_all and not _NO_PLACE.search(name) and name not in field.spellings:
            return name, zh, en
    return None


def _stands_in(name: str, text: str) -> bool:
    """Whether a text holds a name: digits only if they are all of it, letters as a word."""
    if name.isascii():
        return name == text or (
            not name.isdigit() and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
        )
    return name in text


def labelled_name(grid: Grid, field: Field, top: int) -> str:
    """The name behind ``县区:`` above the table, in the same cell or the next."""
    for cells in grid.rows[:top]:
        for column, raw in enumerate(cells):
            if not isinstance(raw, str):
                continue
            label, colon, rest = name_of(raw).partition(":")
            if heading_of(label) not in field.spellings:
                continue
            if colon and rest:
                return rest
            after = cells[column + 1] if column + 1 < len(cells) else None
            if isinstance(after, str):
                return name_of(after)
    return ""
