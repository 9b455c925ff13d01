"""问题清单: everything that was found while reading and computing, with place and remedy."""

from __future__ import annotations

from jiangzhi.diagnostic import Severity
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.sheets.context import Context
from jiangzhi.publish.book.sheets.links import place_target, write_link

_HEADS = ("序号", "程度", "代号", "位置", "问题", "怎么办", "确认")
_WIDTHS = (6, 8, 8, 36, 64, 48, 24)
_WEIGHT = {Severity.ERROR: "错误", Severity.WARNING: "提示", Severity.NOTE: "说明"}


def write_problems(name: str, context: Context) -> None:
    """Write a line for each diagnostic, or say that there is none."""
    styles = context.styles
    page = context.book.get_worksheet_by_name(name)
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    page.set_row_pixels(0, 35)
    page.write_string(0, 0, clean(f"{context.work.plan.title}——问题清单"), styles.title)
    for at, head in enumerate(_HEADS):
        page.write_string(2, at, head, styles.heading())
    if not context.notes:
        page.write_string(3, 4, "没有问题。", styles.text)
    for number, note in enumerate(context.notes, start=1):
        line = 2 + number
        page.write_number(line, 0, number, styles.centred)
        page.write_string(line, 1, _WEIGHT[note.severity], styles.centred)
        page.write_string(line, 2, note.code, styles.centred)
        place = "" if note.place is None else str(note.place)
        target = place_target(note.place, context.work)
        style = styles.wrapped_link if target else styles.wrapped
        write_link(page, line, 3, words=place, target=target, style=style)
        known = context.about.confirmation(note)
        confirmed = known.words if known is not None else ""
        for at, text in ((4, note.message()), (5, note.help()), (6, confirmed)):
            page.write_string(line, at, clean(text), styles.wrapped)
    page.autofilter(2, 0, max(3, 2 + len(context.notes)), len(_HEADS) - 1)
    set_up(page, Page(context.work.plan.title, repeat_rows=(2, 2), freeze=(3, 0)))
