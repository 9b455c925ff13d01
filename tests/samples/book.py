"""Workbooks as a finance bureau lays them out: title, unit, headings, rows, total, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

#: Stamped into every file, so that the same data gives the same bytes.
CREATED = datetime(2020, 12, 31, 9, 0, 0)  # noqa: DTZ001 a workbook's dates have no zone
FONT = "宋体"
HEADING_ROW = 2
FIRST_ROW = 3

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its number format ("" for text), its width, and whether it is totalled."""

    heading: str
    format: str = ""
    width: float = 12
    total: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``remark`` stands above the headings, ``unit`` at their right."""

    name: str
    title: str
    remark: str
    unit: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    foot: Sequence[str] = ()


def write_book(path: Path, sheets: Sequence[Sheet], *, title: str, comments: str) -> None:
    """Write the sheets to an .xlsx file, the same bytes each time."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties(
            {"title": title, "author": "奖支示例", "comments": comments, "created": CREATED}
        )
        for sheet in sheets:
            _write_sheet(book, sheet)


def _write_sheet(book: Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    last = len(sheet.columns) - 1
    _write_head(book, page, sheet, last)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        cell_format = _body(book, column)
        for offset, row in enumerate(sheet.rows):
            page.write(FIRST_ROW + offset, index, row[index], cell_format)
        if column.choices and sheet.rows:
            page.data_validation(
                FIRST_ROW, index, FIRST_ROW + len(sheet.rows) - 1, index,
                {"validate": "list", "source": list(column.choices)},
            )  # fmt: skip
    below = FIRST_ROW + len(sheet.rows)
    if any(column.total for column in sheet.columns):
        _write_totals(book, page, sheet, below)
        below += 1
    plain = book.add_format({"font_name": FONT, "font_size": 10})
    for offset, line in enumerate(sheet.foot):
        page.write_string(below + 1 + offset, 0, line, plain)
    _set_up(page, sheet, last)


def _write_head(book: Workbook, page: Worksheet, sheet: Sheet, last: int) -> None:
    title = book.add_format({"font_name": FONT, "font_size": 16, "bold": True, "align": "center"})
    remark = book.add_format({"font_name": FONT, "font_size": 10, "font_color": "#C00000"})
    unit = book.add_format({"font_name": FONT, "font_size": 10, "align": "right"})
    heading = book.add_format(
        {
            "font_name": FONT, "bold": True, "border": 1, "align": "center", "valign": "vcenter",
            "text_wrap": True, "bg_color": "#DDEBF7",
        }
    )  # fmt: skip
    page.set_row(0, 28)
    page.set_row(HEADING_ROW, 32)
    page.merge_range(0, 0, 0, last, sheet.title, title)
    page.write_string(1, 0, sheet.remark, remark)
    if sheet.unit:
        page.write_string(1, last, f"单位:{sheet.unit}", unit)
    for index, column in enumerate(sheet.columns):
        page.write_string(HEADING_ROW, index, column.heading, heading)


def _body(book: Workbook, column: Column) -> Format:
    form = {"font_name": FONT, "border": 1, "valign": "vcenter"}
    if column.format:
        return book.add_format({**form, "num_format": column.format})
    return book.add_format({**form, "align": "center"})


def _write_totals(book: Workbook, page: Worksheet, sheet: Sheet, below: int) -> None:
    form = {"font_name": FONT, "border": 1, "bold": True, "bg_color": "#F2F2F2"}
    label = book.add_format({**form, "align": "center"})
    for index, column in enumerate(sheet.columns):
        if not column.total:
            page.write_string(below, index, "合计" if index == 0 else "", label)
            continue
        letter = chr(ord("A") + index)
        hundredths = sum(round(100 * (row[index] or 0)) for row in sheet.rows)
        page.write_formula(
            below, index, f"=SUM({letter}{FIRST_ROW + 1}:{letter}{below})",
            book.add_format({**form, "num_format": column.format}), hundredths / 100,
        )  # fmt: skip


def _set_up(page: Worksheet, sheet: Sheet, last: int) -> None:
    page.freeze_panes(FIRST_ROW, min(3, last))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, HEADING_ROW)
    page.set_footer("&C第 &P 页 共 &N 页")
    if len(sheet.rows) > 1:
        page.autofilter(HEADING_ROW, 0, FIRST_ROW + len(sheet.rows) - 1, last)
