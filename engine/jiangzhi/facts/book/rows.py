"""Cells put into rows one after another, within the limits of what is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiangzhi.facts import limits
from jiangzhi.facts.book.archive import too_big
from jiangzhi.facts.grid import Raw


@dataclass(slots=True)
class RowsBelow:
    """The rows of one sheet, filled from the top. Repeated empty rows and cells cost nothing
    until something filled stands behind them."""

    file: str
    rows: list[list[Raw]] = field(default_factory=list)
    places: int = 0

    def put(self, row: int, column: int, raw: Raw) -> None:
        """Put a cell, both counted from 0. Raises ``Refused`` beyond the limits."""
        if row >= limits.ROWS or column >= limits.COLUMNS:
            raise too_big(self.file, "行或列太多", "too many rows or columns")
        if row >= len(self.rows):
            self._count(row + 1 - len(self.rows))
            self.rows.extend([] for _ in range(row + 1 - len(self.rows)))
        cells = self.rows[row]
        if column >= len(cells):
            self._count(column + 1 - len(cells))
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = raw

    def _count(self, places: int) -> None:
        self.places += places
        if self.places > limits.CELLS:
            raise too_big(self.file, "格子太多", "too many cells")
