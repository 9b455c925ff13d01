"""参数: the document's parameters, tables, scales and numbers, each cell under its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiangzhi.formula.types.value import Unknown
from jiangzhi.publish.book.cached import FAILED_ERROR, MISSING_ERROR, cached
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.parameters import VALUE_COLUMN, Given, Line
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.sheets.context import Context
from jiangzhi.publish.book.workings import FAILED_NAME, MISSING_NAME

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid

_LEGEND = "办法里的数都在这里,公式从这里取。黄色格子可以改动试算。金额单位:元。"


def write_parameters(context: Context) -> None:
    """Write every line of 参数, and the two cells that stand for values not there."""
    work, styles = context.work, context.styles
    lines = work.parameters.lines
    page = context.book.get_worksheet_by_name(work.parameters.sheet)
    most = max([1, *(len(line.given) for line in lines)])
    article = VALUE_COLUMN + most
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 44)
    page.set_column(VALUE_COLUMN, article - 1, 13)
    page.set_column(article, article, 26)
    page.set_column(article + 1, article + 1, 30)
    page.set_row_pixels(0, 35)
    page.write_string(0, 0, clean(f"{work.plan.title}——参数"), styles.title)
    page.write_string(1, 0, _LEGEND, styles.note)
    for row, (name, formula, error, words) in enumerate(
        (
            (MISSING_NAME, "=NA()", MISSING_ERROR, "缺数据时公式取这一格"),
            (FAILED_NAME, "=1/0", FAILED_ERROR, "不能算时公式取这一格"),
        ),
        start=2,
    ):
        page.write_string(row, 0, name, styles.text)
        page.write_string(row, 1, words, styles.text)
        page.write_formula(row, VALUE_COLUMN, formula, styles.centred, error)
        context.book.define_name(name, f"={work.parameters.sheet}!$C${row + 1}")
    heads = ["名称", "办法写法", "值", *[""] * (most - 1), "条文", "说明"]
    for at, head in enumerate(heads):
        page.write_string(FIRST_ROW - 2, at, head, styles.heading())
    for row, line in enumerate(lines, start=FIRST_ROW - 1):
        _write_line(page, row, line, most, context)
    repeat = (FIRST_ROW - 2, FIRST_ROW - 2)
    set_up(page, Page(work.plan.title, repeat_rows=repeat, freeze=(FIRST_ROW - 1, 1)))
    page.set_tab_color("#FFE699")


def _write_line(page: Grid, row: int, line: Line, most: int, context: Context) -> None:
    styles = context.styles
    article = VALUE_COLUMN + most
    if line.kind == "title":
        for at in range(article + 2):
            page.write_string(row, at, clean(line.label) if at == 0 else "", styles.block)
        page.write_string(row, article, clean(context.article(line.article)), styles.block)
        return
    words = styles.heading() if line.kind == "head" else styles.text
    page.write_string(row, 0, clean(line.label), words)
    wording = styles.heading() if line.kind == "head" else styles.wrapped
    page.write_string(row, 1, clean(line.words), wording)
    for index in range(most):
        at = VALUE_COLUMN + index
        if line.kind == "head":
            given = line.given[index] if index < len(line.given) else None
            text = line.heads[index] if index < len(line.heads) else _word(given)
            page.write_string(row, at, clean(text), styles.heading())
        elif index < len(line.given):
            _write_given(page, row, at, line.given[index], context)
        else:
            page.write_blank(row, at, None, styles.text)
    page.write_string(row, article, clean(context.article(line.article)), styles.text)
    page.write_string(row, article + 1, clean(line.remark), styles.wrapped)


def _write_given(page: Grid, row: int, at: int, given: Given, context: Context) -> None:
    kind, value = given.type.kind, given.value
    typed = given.formula == "" and value is not None
    style = context.styles.value(kind, typed=typed)
    if given.formula:
        assert value is not None
        page.write_formula(row, at, f"={given.formula}", style, cached(value, kind))
    elif value is None or isinstance(value, Unknown):
        page.write_blank(row, at, None, style)
    elif isinstance(value, bool):
        page.write_boolean(row, at, value, style)
    elif isinstance(value, str):
        page.write_string(row, at, clean(value), style)
    else:
        page.write_number(row, at, cached(value, kind), style)


def _word(given: Given | None) -> str:
    return given.value if given is not None and isinstance(given.value, str) else ""
