"""依据: each quantity's article, quoted, and the formula as the document states it."""

from __future__ import annotations

from jiangzhi.plan.model import InputStep, RuleStep, Step
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.sheets.context import Context
from jiangzhi.publish.book.sheets.links import (
    FIRST_ARTICLE_LINE,
    cited_steps,
    spot_target,
    write_link,
)

_HEADS = ("条文", "原话", "量", "层", "写法", "在哪里算")
_WIDTHS = (24, 52, 20, 10, 52, 16)


def write_articles(name: str, context: Context) -> None:
    """Write a line for each quantity, in the order of the articles."""
    styles, work = context.styles, context.work
    page = context.book.get_worksheet_by_name(name)
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    page.set_row_pixels(0, 35)
    page.write_string(0, 0, clean(f"{work.plan.title}——依据"), styles.title)
    page.write_string(1, 0, clean(f"办法文件:{work.plan.policy_file}"), styles.note)
    for at, head in enumerate(_HEADS):
        page.write_string(2, at, head, styles.heading())
    for line, step in enumerate(cited_steps(work), start=FIRST_ARTICLE_LINE - 1):
        spot = work.spots[step.head.name]
        where = spot.name or f"{spot.sheet} {spot.column} 列"
        words = (
            context.article(step.head.cite.article),
            step.head.cite.sentence,
            step.head.name,
            step.head.level,
            _wording(step),
        )
        for at, text in enumerate(words):
            page.write_string(line, at, clean(text), styles.wrapped)
        write_link(
            page, line, len(words), words=where, target=spot_target(spot), style=styles.wrapped_link
        )
    set_up(page, Page(work.plan.title, repeat_rows=(2, 2), freeze=(3, 0)))


def _wording(step: Step) -> str:
    if isinstance(step, InputStep):
        return f"读入({step.head.type})"
    if isinstance(step, RuleStep) and len(step.cases) > 1:
        return "\n".join(case.source for case in step.cases if case.source) or step.head.source
    return step.head.source
