"""A grid's columns, turned round once for tables of many rows."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.facts.grid import Grid, Raw


class Cells:
    """The cells of a grid from row ``start`` on, column by column."""

    def __init__(self, grid: Grid, start: int) -> None:
        self.grid, self.start = grid, start
        rows = grid.rows[start:]
        even = len(set(map(len, rows))) == 1
        #: All columns, where every row has as many cells.
        self.turned: Sequence[Sequence[Raw]] | None = (
            list(zip(*rows, strict=True)) if even else None
        )

    def column(self, column: int, rows: Sequence[int]) -> Sequence[Raw]:
        """The cells of a column in some rows, in order."""
        if self.turned is None or column >= len(self.turned):
            return [self.grid.cell(row, column) for row in rows]
        cells, start = self.turned[column], self.start
        if len(rows) == len(cells):
            return cells
        return [cells[row - start] for row in rows]
