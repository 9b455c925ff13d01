"""汇总.xlsx: a sheet a result (counties by years, live sums), pools, problems, links to runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiangzhi.formula.types.types import Kind
from jiangzhi.publish.book.cached import Cached, nearest
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import clean, sheet_name
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.style import Styles
from jiangzhi.publish.summary.table import Summed, Trouble, results_of, rows_of, years_of

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid

_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001
_FIRST: Final = 3
_OPEN: Final = "待定"


def write_summary_book(runs: Sequence[Summed], troubles: Sequence[Trouble], path: Path) -> None:
    """Write the workbook; amounts are in 元. The same runs give the same bytes. Raises
    ``OSError``."""
    from jiangzhi.publish.book.xlsx import FormulaSheet, new_small_book

    book = new_small_book(str(path))
    book.set_properties({"title": "汇总", "author": "", "created": _CREATED})
    styles, taken = Styles(book), set[str]()

    def page(name: str) -> Grid:
        return book.add_worksheet(sheet_name(name, taken), worksheet_class=FormulaSheet)

    _write_runs(page("运行"), styles, runs)
    label = "合计(没有算成的不在内)" if troubles else "合计"
    for result in results_of(runs):
        _write_result(page(result), styles, runs, result, label)
    _write_pools(page("资金池"), styles, runs)
    _write_problems(page("问题"), styles, runs, troubles)
    book.close()


def _heads(page: Grid, styles: Styles, title: str, heads: Sequence[str], width: int = 16) -> None:
    page.write_string(0, 0, clean(title), styles.title)
    for at, words in enumerate(heads):
        page.set_column(at, at, width)
        page.write_string(_FIRST - 1, at, clean(words), styles.heading())
    set_up(
        page, Page(title, repeat_rows=(_FIRST - 1, _FIRST - 1), freeze=(_FIRST, 0)), locked=False
    )


def _write_runs(page: Grid, styles: Styles, runs: Sequence[Summed]) -> None:
    heads = ("县区", "年度", "阶段", "办法", "情况", "提示(条)", "运行")
    _heads(page, styles, "汇总——各次运行", heads)
    page.set_column(3, 3, 34)
    page.set_column(6, 6, 46)
    for line, run in enumerate(runs, start=_FIRST):
        state = _OPEN if run.data["results"].get("provisional") else "算完"
        words = (run.county, str(run.year or ""), run.stage, run.policy, state)
        for at, text in enumerate(words):
            page.write_string(line, at, clean(text), styles.text)
        page.write_number(line, 5, len(run.warnings), styles.value(Kind.COUNT))
        page.write_url(line, 6, f"external:{run.name}/report.html", styles.link, clean(run.name))


def _write_result(
    page: Grid, styles: Styles, runs: Sequence[Summed], result: str, label: str
) -> None:
    mine = [run for run in runs if result in run.totals]
    years, rows = years_of(mine), rows_of(mine)
    heads = ("县区", "阶段", "办法", *(f"{year}年度" if year else "(无年度)" for year in years))
    _heads(page, styles, f"汇总——{result}", heads)
    note = "金额单位:元。一格是一次运行的合计;同一格有几次的,取最后一次。"
    page.write_string(1, 0, note, styles.note)
    cells = {(run.row, run.year): run.totals[result] for run in mine}
    style, bold = styles.value(Kind.MONEY), styles.value(Kind.MONEY, total=True)
    for line, row in enumerate(rows, start=_FIRST):
        for at, text in enumerate(row):
            page.write_string(line, at, clean(text), styles.text)
        for at, year in enumerate(years, start=len(row)):
            if (row, year) not in cells:
                page.write_string(line, at, "—", styles.centred)
            elif (total := cells[row, year]) is None:
                page.write_string(line, at, _OPEN, styles.centred)
            else:
                page.write_number(line, at, _number(total), style)
    last = _FIRST + len(rows)
    stages = list(dict.fromkeys(row[1] for row in rows))
    for line, stage in enumerate(stages, start=last):
        # 预拨 and 决算 of one year are paid once: they are never one sum.
        of_stage = f"{label} {stage}".rstrip() if len(stages) > 1 else label
        page.write_string(line, 0, clean(of_stage), styles.total_words)
        for at in (1, 2):
            page.write_string(line, at, "", styles.total_words)
        for at, year in enumerate(years, start=3):
            known = [cells[row, year] for row in rows if row[1] == stage and (row, year) in cells]
            stored: object = _OPEN
            if None not in known:
                total_ = sum((Fraction(one) for one in known if one is not None), Fraction(0))
                stored = nearest(total_.numerator, total_.denominator)
            formula = _total(column_letters(at), last, stage if len(stages) > 1 else None)
            page.write_formula(line, at, formula, bold, stored)


def _total(column: str, last: int, stage: str | None) -> str:
    """The sum of a column down to row ``last``, of one stage where there are several."""
    span, stages = (f"{letters}{_FIRST + 1}:{letters}{last}" for letters in (column, "B"))
    if stage is None:
        return f'=IF(COUNTIF({span},"{_OPEN}")>0,"{_OPEN}",SUM({span}))'
    wanted = f'{stages},"{stage or "="}"'
    return f'=IF(COUNTIFS({wanted},{span},"{_OPEN}")>0,"{_OPEN}",SUMIFS({span},{wanted}))'


def _write_pools(page: Grid, styles: Styles, runs: Sequence[Summed]) -> None:
    heads = ("县区", "年度", "阶段", "分配", "资金池属于", "资金池", "应得", "实得", "余下")
    _heads(page, styles, "汇总——资金池", heads)
    page.write_string(1, 0, "金额单位:元", styles.note)
    line = _FIRST
    for run in runs:
        for pool in run.pools:
            left = (run.county, str(run.year or ""), run.stage, pool["result"], pool["of"])
            for at, text in enumerate(left):
                page.write_string(line, at, clean(text), styles.text)
            for at, name in enumerate(("pool", "claims", "paid", "left"), start=len(left)):
                if pool[name] is None:
                    page.write_string(line, at, _OPEN, styles.centred)
                else:
                    page.write_number(line, at, _number(pool[name]), styles.value(Kind.MONEY))
            line += 1


def _write_problems(
    page: Grid, styles: Styles, runs: Sequence[Summed], troubles: Sequence[Trouble]
) -> None:
    _heads(page, styles, "汇总——问题", ("任务", "情况", "代号", "位置", "问题"), 22)
    page.set_column(4, 4, 80)
    lines = [
        (f"{one.name}({one.files})", one.ending, *found) for one in troubles for found in one.found
    ]
    for run in runs:
        for one in run.warnings:
            place = one["place"] or {}
            where = " ".join(str(place[key]) for key in ("file", "sheet", "cell") if place.get(key))
            lines.append((run.name, "提示", one["code"], where, one["message"]))
    if not lines:
        page.write_string(_FIRST, 0, "没有问题。", styles.text)
    for line, cells in enumerate(lines, start=_FIRST):
        for at, text in enumerate(cells):
            page.write_string(line, at, clean(text), styles.wrapped)


def _number(text: str) -> Cached:
    value = Fraction(text) if "0x" not in text else Fraction(0)
    return nearest(value.numerator, value.denominator)
