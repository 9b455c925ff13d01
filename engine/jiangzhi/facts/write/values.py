"""Sheets as values in a workbook of their own, for files that are no .xlsx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jiangzhi.facts.grid import ErrorCell, Formatted, Grid, Percent, Raw, Uncomputed
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.write.safe import safe_text, sheet_name


def values_copy(grids: Sequence[Grid]) -> bytes:
    """The sheets' cells as a package, row by row; one empty sheet where there are none."""
    import xlsxwriter  # type: ignore[import-untyped]

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": True})
    percent = book.add_format({"num_format": "0.00%"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    names: list[str] = []
    for grid in grids:
        name = grid.sheet if len(grid.sheet) <= 31 else sheet_name(grid.sheet, names)
        name = name if name == sheet_name(name, names) else sheet_name(name, names)
        names.append(name)
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(grid.rows):
            for column, raw in enumerate(cells):
                if raw is not None:
                    _write(sheet, (row, column), raw, percent=percent, day=day)
    if not grids:
        book.add_worksheet("表")
    book.close()
    return stream.getvalue()


def _write(sheet: Any, at: tuple[int, int], raw: Raw, *, percent: Any, day: Any) -> None:
    match raw:
        case bool():
            sheet.write_boolean(*at, raw)
        case Formatted():
            sheet.write_number(*at, raw.value)
        case Percent():
            sheet.write_number(*at, raw.value, percent)
        case int() | float() | Decimal():
            sheet.write_number(*at, raw)
        case datetime() | date():
            sheet.write_datetime(*at, raw, day)
        case ErrorCell() | Uncomputed():
            sheet.write_string(*at, safe_text(text_of(raw)))
        case _:
            sheet.write_string(*at, safe_text(text_of(raw)))
