"""The first sheet of a settlement: what each result comes to, with links to its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from jiangzhi.explain.compare.totals import Total
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import State
from jiangzhi.publish.book.cached import cached
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import clean, sheet_prefix
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.sheets.links import cell_target, write_link
from jiangzhi.publish.book.style import Styles
from jiangzhi.publish.book.workings import FAILED_NAME, MISSING_NAME
from jiangzhi.publish.settlement.columns import Columns, word

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid

SHEET: Final = "汇总"
_AMOUNTS: Final = ("前(元)", "后(元)", "差额(元)", "应补付(元)", "应收回(元)")
_COUNTS: Final = ("待定(个)", "不能算(个)")


@dataclass(frozen=True, slots=True)
class Summed:
    """A result's sheet: its columns and whole total, how many towns it has, and its rows: the
    first and the one after the last town, and the whole total's."""

    result: str
    sheet: str
    columns: Columns
    total: Total
    towns: int
    rows: tuple[int, int, int]


def write_summary(
    page: Grid, styles: Styles, summed: Sequence[Summed], *, title: str, notes: Sequence[str]
) -> None:
    """Write the sheet: a line for each result, and one below it for the known part where the
    total is not known. Only money is added up."""
    page.set_column(0, 0, 24)
    page.set_column(1, len(_AMOUNTS) + len(_COUNTS) + 1, 15)
    page.write_string(0, 0, clean(f"{title}——清算"), styles.title)
    for row, note in enumerate(notes, start=1):
        page.write_string(row, 0, clean(note), styles.note)
    top = len(notes) + 1
    own = summed[0].columns.levels[-1] if summed else ""
    heads = ("结果", f"{own}(个)", *_AMOUNTS, *_COUNTS)
    for at, head in enumerate(heads):
        page.write_string(top, at, clean(head), styles.heading())
    row = top + 1
    for one in summed:
        target = cell_target(one.sheet, "A", 1)
        write_link(page, row, 0, words=one.result, target=target, style=styles.link)
        page.write_number(row, 1, one.towns, styles.value(Kind.COUNT))
        _amounts(page, styles, row, one, known=False)
        _counts(page, styles, row, one)
        row += 1
        if one.columns.is_money and one.total.state is not State.KNOWN:
            page.write_string(row, 0, "其中已知", styles.text)
            known = one.towns - one.total.open - one.total.failed
            page.write_number(row, 1, known, styles.value(Kind.COUNT))
            _amounts(page, styles, row, one, known=True)
            row += 1
    set_up(page, Page(title, freeze=(top + 1, 1)), locked=False)


def _amounts(page: Grid, styles: Styles, row: int, one: Summed, *, known: bool) -> None:
    columns, total = one.columns, one.total
    if not columns.is_money:
        for at in range(len(_AMOUNTS)):
            page.write_string(row, at + 2, "—", styles.centred)
        return
    sums = total.known
    amounts: tuple[Fraction | None, ...] = (
        sums.before, sums.after, sums.change, sums.to_pay, sums.to_claw_back,
    )  # fmt: skip
    if not known:
        amounts = (*total.amounts[:3], *total.amounts[-2:])
    states = (*total.states, *[total.state] * 3)
    sources = (columns.before, columns.after, columns.change, columns.pay, columns.back)
    line = one.rows[2] + (1 if known else 0)
    for at, (amount, state, source) in enumerate(
        zip(amounts, states, sources, strict=True), start=2
    ):
        formula = f"={sheet_prefix(one.sheet)}{columns.cell(source, line)}"
        stored = word(state) if amount is None else cached(amount, Kind.MONEY)
        page.write_formula(row, at, formula, styles.value(Kind.MONEY), stored)


def _counts(page: Grid, styles: Styles, row: int, one: Summed) -> None:
    letters, (first, last, _) = column_letters(one.columns.change), one.rows
    span = f"{sheet_prefix(one.sheet)}{letters}{first + 1}:{letters}{last}"
    counted = zip((MISSING_NAME, FAILED_NAME), (one.total.open, one.total.failed), strict=True)
    for at, (name, number) in enumerate(counted, start=2 + len(_AMOUNTS)):
        formula = f'=COUNTIF({span},"{name}")'
        page.write_formula(row, at, formula, styles.value(Kind.COUNT), number)
