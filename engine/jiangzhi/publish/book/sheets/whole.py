"""The steps of the whole: one line for each, its value a formula under a name."""

from __future__ import annotations

from jiangzhi.publish.book.cached import cached
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.sheets.context import Context
from jiangzhi.publish.book.slots import filler, row_numbers
from jiangzhi.publish.book.workings import Sheet

_HEADS = ("条文", "名称", "值", "单位", "办法写法")


def write_whole(sheet: Sheet, context: Context) -> None:
    """Write the sheet of the whole."""
    work, styles = context.work, context.styles
    page = context.book.get_worksheet_by_name(sheet.name)
    for at, width in enumerate((26, 34, 20, 8, 60)):
        page.set_column(at, at, width)
    page.set_row_pixels(0, 35)
    page.write_string(0, 0, clean(f"{work.plan.title}——{sheet.name}"), styles.title)
    page.write_string(1, 0, "全体只有一个的量。名称就是公式里用的名字。金额单位:元。", styles.note)
    for at, words in enumerate(_HEADS):
        page.write_string(FIRST_ROW - 2, at, words, styles.heading())
    numbers = row_numbers(work, sheet.level)
    for line, column in enumerate(sheet.columns, start=FIRST_ROW - 1):
        page.write_string(line, 0, clean(context.article(column.head.cite.article)), styles.text)
        page.write_string(line, 1, clean(column.heading), styles.text)
        formula = filler(column.template, numbers)(0)
        if column.group is not None and not work.rows.members(*column.group)[0]:
            formula = f"={column.empty}"
        style = styles.value(column.type.kind)
        write = page.write_array if column.array else page.write_formula
        write(line, 2, formula, style, cached(column.value(0), column.type.kind))
        page.write_string(line, 3, context.unit(column.type), styles.centred)
        page.write_string(line, 4, clean(column.head.source), styles.wrapped)
    repeat = (FIRST_ROW - 2, FIRST_ROW - 2)
    freeze = (FIRST_ROW - 1, 0)
    set_up(page, Page(work.plan.title, repeat_rows=repeat, freeze=freeze))
