"""计算 and 辅助: one row for each entity, one column for each quantity, every cell a formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jiangzhi.formula.types.value import Unknown
from jiangzhi.publish.book.cached import cached
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.sheets.cells import write_plain
from jiangzhi.publish.book.sheets.context import COMMENT_BOX, Context, key_headings
from jiangzhi.publish.book.sheets.links import article_targets, write_link
from jiangzhi.publish.book.sheets.widths import (
    pages_wide,
    set_widths,
    text_width,
    value_width,
    words_width,
)
from jiangzhi.publish.book.slots import filler, row_numbers
from jiangzhi.publish.book.workings import Column, Sheet

_LEGEND = (
    "每格都是公式,可点开逐级追到“数据”和“参数”。金额单位:元。"
    "#N/A 表示待定(缺数据),其他错误值表示不能算。"
)

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid
_HELPER_LEGEND = "“计算”表的公式太长时拆到这里的中间步骤,行与“计算”表一一对应。"


def write_rows(sheet: Sheet, context: Context) -> None:
    """Write the sheet of a level: headings, then a row for each entity."""
    work, styles = context.work, context.styles
    page = context.book.get_worksheet_by_name(sheet.name)
    keys = key_headings(work, sheet.level)
    last_column = len(keys) + len(sheet.columns) - 1
    order = work.rows.order[sheet.level]
    widths = key_widths(keys, sheet.level, context)
    rows = range(len(order))
    for column in sheet.columns:
        values = (column.value(row) for row in rows)
        widths.append(value_width(column.heading, values, column.type.kind))
    set_widths(page, widths)
    page.set_row_pixels(0, 35)
    page.write_string(0, 0, clean(f"{work.plan.title}——{sheet.name}"), styles.title)
    page.write_string(1, 0, _HELPER_LEGEND if sheet.helper else _LEGEND, styles.note)
    _write_headings(page, keys, sheet, widths, context)
    _write_body(page, keys, sheet, context)
    end = FIRST_ROW - 2 + len(order)
    page.autofilter(FIRST_ROW - 2, 0, max(end, FIRST_ROW - 2), last_column)
    title = Page(
        title=work.plan.title,
        repeat_rows=(FIRST_ROW - 4, FIRST_ROW - 2),
        repeat_columns=len(keys),
        pages_wide=pages_wide(widths, len(keys)),
        freeze=(FIRST_ROW - 1, len(keys)),
    )
    set_up(page, title)
    if sheet.helper:
        page.set_tab_color("#BFBFBF")


def key_widths(keys: list[str], level: str, context: Context) -> list[float]:
    """The widths of the columns that name entities."""
    found = context.outcome.facts.levels[level].keys
    names = [words_width([keys[at], *{key[at - 1] for key in found}]) for at in range(1, len(keys))]
    return [6.0, *names]


def _write_headings(
    page: Grid, keys: list[str], sheet: Sheet, widths: list[float], context: Context
) -> None:
    styles = context.styles
    targets = article_targets(context.work)
    page.set_row_pixels(2, 32)
    page.set_row_pixels(3, 64)
    page.set_row_pixels(4, 43)
    for row, words in ((2, "条文"), (3, "办法写法")):
        for at in range(len(keys)):
            page.write_string(row, at, words if at == len(keys) - 1 else "", styles.small)
        for at, column in enumerate(sheet.columns, start=len(keys)):
            if row == 3:
                page.write_string(row, at, clean(_words(column)), styles.small)
                continue
            text = context.article(column.head.cite.article)
            target = targets.get(column.head.name, "")
            if text_width(text) > widths[at]:
                text = text.split(maxsplit=1)[0]
            write_link(
                page, row, at, words=text, target=target, style=styles.small, room=widths[at]
            )
    for at, heading in enumerate(keys):
        page.write_string(4, at, clean(heading), styles.heading())
    for at, column in enumerate(sheet.columns, start=len(keys)):
        published = column.head.published and not sheet.helper
        page.write_string(4, at, clean(column.heading), styles.heading(published=published))
        notes = "\n".join([context.comment(column.head), *column.notes])
        if column.head.shown and not sheet.helper:
            page.write_comment(4, at, clean(notes), COMMENT_BOX)


def _words(column: Column) -> str:
    words = column.head.source if column.heading == column.head.name else ""
    return words if column.template else f"本列直接给出引擎的数。{words}"


def _write_body(page: Grid, keys: list[str], sheet: Sheet, context: Context) -> None:
    work, styles = context.work, context.styles
    numbers = row_numbers(work, sheet.level)
    facts = work.outcome.facts.levels[sheet.level]
    text, centred = styles.text, styles.centred
    columns, plain = [], []
    for at, column in enumerate(sheet.columns, start=len(keys)):
        style = styles.value(column.type.kind), styles.value(column.type.kind, faint=True)
        if not column.template:
            plain.append((at, column, style))
            continue
        fill = filler(column.template, numbers)
        if column.group is not None and column.empty:
            fill = _guarded(fill, column, context)
        write = page.write_array if column.array else page.write_formula
        columns.append((at, fill, column.value, column.type.kind, style, write))
    write_string = page.write_string
    names = range(1, len(keys))
    for place, row in enumerate(work.rows.order[sheet.level]):
        line = FIRST_ROW - 1 + place
        page.write_number(line, 0, place + 1, centred)
        key = facts.keys[row]
        for at in names:
            write_string(line, at, clean(key[at - 1]), text)
        for at, fill, value, kind, style, write in columns:
            known = value(row)
            look = style[isinstance(known, Unknown)]
            write(line, at, fill(row), look, cached(known, kind))
        for at, column, style in plain:
            known = column.value(row)
            look = style[isinstance(known, Unknown)]
            write_plain(page, line, at, known, kind=column.type.kind, style=look)


def _guarded(fill: Callable[[int], str], column: Column, context: Context) -> Callable[[int], str]:
    """A column over members: the rows that have none hold what is stated for them."""
    assert column.group is not None
    member, within = column.group
    members = context.work.rows.members(member, within)
    group_of = context.work.rows.ancestors(column.spot.level, within)
    empty = f"={column.empty}"
    return lambda row: fill(row) if members[group_of[row]] else empty
