"""A value typed into a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Value
from jiangzhi.publish.book.cached import cached
from jiangzhi.publish.book.names import clean

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import CellFormat, Grid


def write_plain(
    page: Grid, row: int, column: int, value: Value | None, *, kind: Kind, style: CellFormat
) -> None:
    """Write a value as itself: text never becomes a formula, an unknown is its error."""
    if value is None:
        page.write_blank(row, column, None, style)
        return
    shown = cached(value, kind)
    if isinstance(shown, bool):
        page.write_boolean(row, column, shown, style)
    elif isinstance(shown, str):
        page.write_string(row, column, clean(shown), style)
    else:
        page.write_number(row, column, shown, style)
