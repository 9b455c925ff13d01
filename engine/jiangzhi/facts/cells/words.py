"""Cells of words: flags, choices and texts."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from jiangzhi.facts.cells.cell_result import Reading, Taken, Words, Wrong, as_shown, digits
from jiangzhi.facts.grid import Formatted, Percent, Raw
from jiangzhi.facts.words import heading_of, without_blanks
from jiangzhi.formula.types.types import Type

_YES: Final = frozenset({
    "是", "√", "✓", "✔", "☑", "有", "1", "对", "y", "yes", "t", "true", "■", "v",
})  # fmt: skip
_NO: Final = frozenset({
    "否", "×", "✕", "✖", "✗", "✘", "x", "无", "0", "错", "n", "no", "f", "false", "□", "☐", "不是",
})  # fmt: skip
#: Signs that a clerk may have meant otherwise are taken, with a note.
_SURE: Final = frozenset({"是", "否", "√", "×", "有", "无", "1", "0", "true", "false"})
_FLAG_RIGHT: Final[Words] = ("填“是”或“否”", "write 是 or 否")


def read_flag(raw: Raw) -> Reading:
    """是/否 in any of the accepted writings."""
    if isinstance(raw, bool):
        return Taken(raw)
    if isinstance(raw, int | float | Decimal):
        word = digits(raw)
    elif isinstance(raw, str):
        word = without_blanks(unicodedata.normalize("NFKC", raw)).lower()
    else:
        return Wrong(("不是“是/否”", "neither yes nor no"), _FLAG_RIGHT)
    if word in _YES or word in _NO:
        value = word in _YES
        shown = "是" if value else "否"
        how = (f"当作“{shown}”", f"taken for “{shown}”")
        return Taken(value, None if word in _SURE else how)
    return Wrong(("不是“是/否”", "neither yes nor no"), _FLAG_RIGHT)


def read_choice(raw: Raw, type_: Type) -> Reading:
    """One of the words of a choice; blanks inside and full-width forms are looked through."""
    text = plain_text(raw)
    if text in type_.choices:
        return Taken(text, None if isinstance(raw, str) else ("数字当作文字", "a number as text"))
    known = {heading_of(choice): choice for choice in type_.choices}
    found = known.get(heading_of(text)) if text is not None else None
    if found is not None:
        return Taken(found, ("去掉空格、全角等差别", "blanks and width aside"))
    words = "、".join(type_.choices)
    return Wrong(
        ("只能是所列之一", "it is none of the words allowed"),
        (f"改成所列之一:{words}", f"write one of: {words}"),
    )


def read_text(raw: Raw) -> Reading:
    """Any text; numbers and dates as they are shown."""
    text = plain_text(raw)
    if text is None:
        return Wrong(("不是文字", "no text"), ("填文字", "write text"))
    if isinstance(raw, str):
        stripped = text.strip()
        how = ("去掉首尾空格", "blanks at the ends removed") if stripped != text else None
        return Taken(stripped, how)
    if isinstance(raw, date):
        return Taken(text, ("日期当作文字", "a date as text"))
    return Taken(text)


def plain_text(raw: Raw) -> str | None:
    """A cell as text, ``None`` for what has none."""
    match raw:
        case str():
            return raw
        case bool():
            return "是" if raw else "否"
        case int() | float() | Decimal():
            return digits(raw)
        case datetime():
            return raw.isoformat(sep=" ")
        case date():
            return raw.isoformat()
        case Formatted():
            return digits(raw.value)
        case Percent():
            return f"{digits(as_shown(raw.value) * 100)}%"
        case _:
            return None
