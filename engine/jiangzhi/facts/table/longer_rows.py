"""Rows of a text file with more cells than there are headings: a number cut in two."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.table.model import Heading
from jiangzhi.facts.table.noted import Noted
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.words import shortened


def fail_if_rows_are_longer(heading: Heading, data: Sequence[int]) -> list[Diagnostic]:
    """A problem for each row of data that goes on behind the last heading."""
    grid = heading.grid
    width = max((index for index, text in heading.texts.items() if text), default=-1) + 1
    found: list[Diagnostic] = []
    noted = Noted(found, "")
    for row in data:
        cells = grid.rows[row]
        if len(cells) > width and any(cell is not None for cell in cells[width:]):
            rest = ",".join(text_of(cell) for cell in cells[width:])

            def make(row: int = row, count: int = len(cells), rest: str = rest) -> Diagnostic:
                return problems.ROW_LONGER.at(
                    grid.place(row, width),
                    line=row + 1,
                    count=count,
                    width=width,
                    rest=shortened(rest),
                )

            noted.add(problems.ROW_LONGER, make)
    noted.close()
    return found
