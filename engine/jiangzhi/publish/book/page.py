"""Paper, margins, header and footer: the same on every sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid

_A4 = 9


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet is printed. Rows and columns are counted from 0."""

    title: str
    repeat_rows: tuple[int, int] | None = None
    repeat_columns: int = 0
    pages_wide: int = 1
    freeze: tuple[int, int] | None = None


def set_up(sheet: Grid, page: Page, *, locked: bool = True) -> None:
    """A4 landscape, as many pages wide as said, page numbers, protected without a password."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(page.pages_wide, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
    # the blank keeps a title that begins with a year from being read as the size of the type
    sheet.set_header(f"&L&9 {_plain(page.title)}&R&9&A")
    sheet.set_footer("&L&9奖支 jiangzhi&C&9第 &P 页 共 &N 页&R&9&F")
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    if page.repeat_rows is not None:
        sheet.repeat_rows(*page.repeat_rows)
    if page.repeat_columns and page.pages_wide > 1:
        sheet.repeat_columns(0, page.repeat_columns - 1)
    if page.freeze is not None:
        sheet.freeze_panes(*page.freeze)
    if locked:
        sheet.protect(
            "", {"autofilter": True, "format_columns": True, "format_rows": True, "sort": False}
        )


def _plain(text: str) -> str:
    return text.replace("&", "&&")[:80]
