"""Links from one sheet to another: clicked, they lead to the cell that is meant."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from jiangzhi.diagnostic import CellPlace, Place
from jiangzhi.plan.model import Step
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.sheets.widths import text_width
from jiangzhi.publish.book.workings import DataSheet, Spot, Workings

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import CellFormat, Grid

#: Where the lines of 依据 start, as Excel counts.
FIRST_ARTICLE_LINE: Final = 4
ARTICLES_SHEET: Final = "依据"
#: A sheet takes no more links than some 65,000; beyond this none of its cells are links.
MOST_LINKS: Final = 50_000
_LONGEST_LABEL: Final = 250
_CELL = re.compile(r"\$?([A-Z]{1,3})?\$?(\d+)?")


def write_link(
    page: Grid,
    row: int,
    column: int,
    *,
    words: str,
    target: str,
    style: CellFormat,
    room: float = math.inf,
) -> None:
    """Write words that lead to a cell (``计算!D6``). Words wider than ``room``, which have to
    go over several lines, lead nowhere: LibreOffice prints a link on one line."""
    text = clean(words)
    if not target or not text or len(text) > _LONGEST_LABEL or text_width(text) > room:
        page.write_string(row, column, text, style)
        return
    page.write_url(row, column, f"internal:{target}", style, text)


def cell_target(sheet: str, column: str, row: int) -> str:
    """A cell as links address it."""
    return f"'{sheet}'!{column}{row}"


def spot_target(spot: Spot, row: int = FIRST_ROW - 1) -> str:
    """Where a step stands: its cell if it has one, else a row of its column (its heading)."""
    return cell_target(spot.sheet, spot.column, spot.row or row)


def cited_steps(work: Workings) -> list[Step]:
    """The quantities in the order of 依据: by article, then by line."""
    shown = [step for step in work.plan.steps if step.head.shown]
    return sorted(shown, key=lambda s: (s.head.cite.article, s.head.cite.place.line))


def article_targets(work: Workings) -> Mapping[str, str]:
    """The line of 依据 for each quantity."""
    return {
        step.head.name: cell_target(ARTICLES_SHEET, "A", line)
        for line, step in enumerate(cited_steps(work), start=FIRST_ARTICLE_LINE)
    }


def place_target(place: Place | None, work: Workings) -> str:
    """The cell of 数据 that holds what was read from a place, "" where none does."""
    found = _CELL.fullmatch(place.cell) if isinstance(place, CellPlace) else None
    if not isinstance(place, CellPlace) or found is None or found[2] is None:
        return ""
    for level, data in work.data.items():
        facts = work.outcome.facts.levels[level]
        for at, step in enumerate(data.steps, start=data.first_column):
            for row, cell in facts.cells.get(step.head.name, {}).items():
                if cell == place:
                    line = FIRST_ROW + work.rows.position[level][row]
                    return cell_target(data.name, column_letters(at), line)
        for index, source in enumerate(facts.sources):
            if (source.file, source.sheet) != (place.file, place.sheet):
                continue
            for row, number in enumerate(facts.row_of):
                if number == int(found[2]) and facts.source_of[row] == index:
                    column = _column(data, source.columns, found[1] or "")
                    line = FIRST_ROW + work.rows.position[level][row]
                    return cell_target(data.name, column, line)
    return ""


def _column(data: DataSheet, columns: Mapping[str, str], letters: str) -> str:
    for at, step in enumerate(data.steps, start=data.first_column):
        if letters and columns.get(step.head.name) == letters:
            return column_letters(at)
    return "A"
