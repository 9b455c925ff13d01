"""The sheets of a workbook taken at their strictest: what stands in them twice or out of order,
so that one program shows the first and another the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import ParseError

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
#: What a cell may hold, each once.
_IN_CELL: Final = frozenset({"f", "v", "is"})


def read_twice(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Places that two programs could read differently: the archive's part, and what is there."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import parse

    for name, data in members.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            root = parse(BytesIO(data), forbid_dtd=True).getroot()
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            yield name, type(error).__name__
            continue
        if root is None:
            continue
        if root.tag == f"{_MAIN}worksheet":
            yield from ((name, what) for what in _in_sheet(root))
        elif root.tag == f"{_MAIN}workbook":
            yield from ((name, what) for what in _in_workbook(root))
        elif name.endswith(".rels"):
            known = [one.get("Id") for one in root]
            yield from ((name, one or "?") for one in _twice(known))


def _in_sheet(root: Any) -> Iterator[str]:
    yield from _twice([one.tag.removeprefix(_MAIN) for one in root
                       if one.tag != f"{_MAIN}conditionalFormatting"])  # fmt: skip
    data = root.find(f"{_MAIN}sheetData")
    if data is None:
        yield "sheetData"
        return
    last_row = 0
    for row in data:
        number = row.get("r", "")
        if row.tag != f"{_MAIN}row" or not number.isascii() or not number.isdecimal():
            yield f"row {number}"
            continue
        if int(number) <= last_row:
            yield f"row {number}"
        last_row = max(last_row, int(number))
        yield from _in_row(row, number)


def _in_row(row: Any, number: str) -> Iterator[str]:
    last = (0, "")
    for cell in row:
        at = cell.get("r", "")
        match = _CELL.fullmatch(at)
        parts = [part.tag.removeprefix(_MAIN) for part in cell]
        if cell.tag != f"{_MAIN}c" or match is None or match.group(2) != number:
            yield at or f"row {number}"
            continue
        column = (len(match.group(1)), match.group(1))
        if column <= last or len(set(parts)) != len(parts) or not _IN_CELL.issuperset(parts):
            yield at
        last = max(last, column)


def _in_workbook(root: Any) -> Iterator[str]:
    for sheets in root.iter(f"{_MAIN}sheets"):
        yield from _twice([str(one.get("name")).casefold() for one in sheets])
        yield from _twice([str(one.get("sheetId")) for one in sheets])
    yield from _twice([one.tag.removeprefix(_MAIN) for one in root])


def _twice(names: list[Any]) -> Iterator[str]:
    seen = set()
    for name in names:
        if name in seen:
            yield str(name)
        seen.add(name)
