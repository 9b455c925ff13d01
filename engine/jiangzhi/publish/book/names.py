"""Text that may stand in a workbook: cell text, sheet names, defined names."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\'\s]")
_NOT_IN_NAME = re.compile(r"[^\w.]|[（）％、]")
_LOOKS_LIKE_A_CELL = re.compile(r"(?i)^([a-z]{1,3}\d+|r|c|r\d*c\d*|true|false)$")
_PLAIN_SHEET = re.compile(r"^[^\W\d]\w*$")
_LONGEST_SHEET_NAME = 31
_LONGEST_CELL = 32_767


def clean(text: str) -> str:
    """The text without what XML cannot hold, no longer than a cell may be."""
    return _NOT_IN_XML.sub("", text)[:_LONGEST_CELL]


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may bear, not yet taken; ``taken`` is added to."""
    plain = _NOT_IN_SHEET_NAME.sub("", clean(wanted)) or "表"
    return _untaken(plain, taken, longest=_LONGEST_SHEET_NAME)


def defined_name(wanted: str, taken: set[str]) -> str:
    """A name that formulas may use, not yet taken; ``taken`` is added to."""
    plain = _NOT_IN_NAME.sub("_", clean(wanted)) or "_"
    if plain[0].isdigit() or plain[0] == "." or _LOOKS_LIKE_A_CELL.match(plain):
        plain = f"_{plain}"
    return _untaken(plain, taken, longest=200)


def sheet_prefix(sheet: str) -> str:
    """How a formula addresses another sheet: ``计算!``."""
    return f"{sheet}!" if _PLAIN_SHEET.match(sheet) else f"'{sheet}'!"


def quoted(text: str) -> str:
    """A text as a string inside a formula."""
    return '"' + clean(text).replace('"', '""') + '"'


def _untaken(plain: str, taken: set[str], *, longest: int) -> str:
    name, number = plain[:longest], 1
    while name.casefold() in taken:
        number += 1
        end = f"_{number}"
        name = plain[: longest - len(end)] + end
    taken.add(name.casefold())
    return name
