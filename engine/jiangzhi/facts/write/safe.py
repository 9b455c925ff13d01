"""Text for cells of generated workbooks: never a formula, never a broken file."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from jiangzhi.facts import limits
from jiangzhi.facts.grid import ErrorCell, Percent, Raw, Uncomputed

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")


def safe_text(text: str) -> str:
    """The text without control characters and lone surrogates, as long as a cell may be."""
    return _UNWRITABLE.sub("", text)[: limits.TEXT]


def sheet_name(wanted: str, taken: Collection[str]) -> str:
    """A name that a sheet may have and none has yet."""
    base = _NOT_IN_NAMES.sub("_", safe_text(wanted)).strip() or "表"
    name, number = base[:31], 2
    while name.casefold() in {other.casefold() for other in taken}:
        tail = f" ({number})"
        name, number = base[: 31 - len(tail)] + tail, number + 1
    return name


def put_text(cell: Any, text: str) -> None:
    """Write text into an openpyxl cell, as text whatever it begins with."""
    safe = safe_text(text)
    cell.value = safe
    if safe[:1] in "=+-@\t\r" and safe:
        cell.data_type = "s"
        cell.quotePrefix = True


def put_raw(cell: Any, raw: Raw) -> None:
    """Write a raw cell into an openpyxl cell as it was found."""
    match raw:
        case str():
            put_text(cell, raw)
        case ErrorCell():
            put_text(cell, raw.text)
        case Uncomputed():
            put_text(cell, f"={raw.formula}")
        case Percent():
            cell.value = raw.value
            cell.number_format = "0.00%"
        case Decimal():
            cell.value = raw
        case datetime():
            cell.value = raw
        case _:
            cell.value = raw
