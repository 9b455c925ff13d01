"""核对: the announced value, the formula's value, and their difference; hashes of the run.

The announced values are typed in, and typed nowhere else: whoever changes a figure sees
here that the book no longer shows what was announced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiangzhi.formula.types.types import NUMERIC, Kind
from jiangzhi.publish.book.cached import Cached
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import clean, sheet_prefix
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.sheets.context import Context
from jiangzhi.publish.book.sheets.shown import shown_value
from jiangzhi.publish.book.workings import FAILED_NAME, MISSING_NAME

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid

_HEADS = ("层", "名称", "量", "公布数", "公式的数", "差")
_WIDTHS = (12, 34, 26, 20, 20, 16)
_FIRST_DIFFERENCE = 5


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the table of differences starts, and how many lines it has."""

    start: int
    count: int


def write_check(name: str, context: Context) -> None:
    """Write the verdict, the hashes, then a line for each announced value."""
    work, styles = context.work, context.styles
    page = context.book.get_worksheet_by_name(name)
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    page.set_row_pixels(0, 35)
    page.write_string(0, 0, clean(f"{work.plan.title}——核对"), styles.title)
    results = [work.plan.step(one).head for one in work.plan.results]
    count = sum(len(work.rows.order[head.level]) for head in results)
    lines = _Lines(5 + len(context.manifest), count)
    _write_verdict(page, lines, context)
    for line, (label, value) in enumerate(context.manifest.items(), start=3):
        page.write_string(line, 0, clean(label), styles.text)
        page.write_string(line, 1, clean(value), styles.text)
    for at, words in enumerate(_HEADS):
        page.write_string(lines.start - 1, at, words, styles.heading())
    line = lines.start
    for head in results:
        facts = work.outcome.facts.levels[head.level]
        spot, values = work.spots[head.name], work.values(head.name)
        text, kind = styles.text, head.type.kind
        level, quantity = clean(head.level), clean(head.name)
        for place, row in enumerate(work.rows.order[head.level]):
            page.write_string(line, 0, level, text)
            page.write_string(line, 1, clean(" ".join(facts.keys[row])), text)
            page.write_string(line, 2, quantity, text)
            cell = spot.name or f"{sheet_prefix(spot.sheet)}{spot.column}{FIRST_ROW + place}"
            announced = shown_value(values(row), kind)
            _write_pair(page, line, cell, announced=announced, kind=kind, context=context)
            line += 1
    if count:
        area = (lines.start, _FIRST_DIFFERENCE, lines.start + count - 1, _FIRST_DIFFERENCE)
        rule = {"type": "cell", "criteria": "!=", "value": 0, "format": styles.alarm}
        page.conditional_format(*area, rule)
        page.autofilter(lines.start - 1, 0, lines.start + count - 1, len(_HEADS) - 1)
    repeat = (lines.start - 1, lines.start - 1)
    set_up(page, Page(work.plan.title, repeat_rows=repeat, freeze=(lines.start, 0)))
    page.set_tab_color("#70AD47")


def _write_verdict(page: Grid, lines: _Lines, context: Context) -> None:
    styles = context.styles
    page.write_string(1, 0, "结论", styles.text)
    column = column_letters(_FIRST_DIFFERENCE)
    span = f"{column}{lines.start + 1}:{column}{lines.start + max(1, lines.count)}"
    same = "公式重算的数与公布数全部一致"
    changed = "处与公布数不同:数据或参数已被改动,本表不再是公布的结果"
    agreeing, all_ = f"COUNTIF({span},0)", f"ROWS({span})"
    formula = f'=IF({agreeing}={all_},"{same}","有"&({all_}-{agreeing})&"{changed}")'
    if lines.count == 0:
        page.write_string(1, 1, "没有公布的数", styles.text)
        return
    page.write_formula(1, 1, formula, styles.text, same)
    calm = {"type": "formula", "criteria": f"=COUNTIF({_fixed(span)},0)=ROWS({_fixed(span)})"}
    page.conditional_format(1, 1, 1, 1, {**calm, "format": styles.calm})
    alarm = {"type": "formula", "criteria": f"=COUNTIF({_fixed(span)},0)<>ROWS({_fixed(span)})"}
    page.conditional_format(1, 1, 1, 1, {**alarm, "format": styles.alarm})


def _fixed(span: str) -> str:
    return ":".join(f"${end[0]}${end[1:]}" for end in span.split(":"))


def _write_pair(
    page: Grid, line: int, cell: str, *, announced: Cached, kind: Kind, context: Context
) -> None:
    style = context.styles.value(kind)
    if isinstance(announced, str):
        page.write_string(line, 3, announced, style)
    else:
        page.write_number(line, 3, announced, style)
    inner = f'IF({cell},"是","否")' if kind is Kind.FLAG else cell
    formula = f'=IFERROR({inner},IF(ISNA({cell}),"{MISSING_NAME}","{FAILED_NAME}"))'
    page.write_formula(line, 4, formula, style, announced)
    one, other = f"D{line + 1}", f"E{line + 1}"
    difference = f"=IF({one}={other},0,1)"
    if kind in NUMERIC:
        decimals = 2 if kind is Kind.MONEY else 9
        difference = (
            f"=IF(AND(ISNUMBER({one}),ISNUMBER({other})),ROUND({other}-{one},{decimals}),"
            f"IF({one}={other},0,1))"
        )
    page.write_formula(line, 5, difference, style, 0)
