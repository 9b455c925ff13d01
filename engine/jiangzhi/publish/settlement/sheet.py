"""清算: one row a town, what was paid in advance, what is due, and what is to pay or collect.

Where the policy sums its results up, that sum alone is settled, and its parts stand on sheets of
their own; where it does not, each amount has its own block of columns and nothing is added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from jiangzhi.explain.compare.compare import Difference
from jiangzhi.explain.compare.totals import totals_of
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import State
from jiangzhi.publish.book.cached import cached
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import clean, sheet_prefix
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.style import Styles
from jiangzhi.publish.settlement.columns import word
from jiangzhi.publish.settlement.summary import Summed

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid

SHEET: Final = "清算"
_FIRST: Final = 5
_SIGNATURES: Final = ("编制单位(盖章):", "制表人:", "复核人:", "负责人:", "日期:")


@dataclass(frozen=True, slots=True)
class Settled:
    """A result that is settled: its differences, a town each, and the sheet they stand on."""

    summed: Summed
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above the table: title, office, notes, and the words for both runs."""

    title: str
    issuer: str
    notes: Sequence[str]
    stages: tuple[str, str]
    levels: Sequence[str]


def write_sheet(page: Grid, styles: Styles, settled: Sequence[Settled], above: Above) -> None:
    """Write the sheet; every amount is a formula that leads to the result's own sheet."""
    if not settled:
        page.write_string(0, 0, "没有可以清算的金额。", styles.text)
        return
    keys = min(2, len(above.levels))
    heads = (*above.stages, "应补付", "应收回")
    last = keys + len(settled) * (len(heads) + (len(settled) == 1)) - 1
    page.set_row_pixels(0, 45)
    page.merge_range(0, 0, 0, max(last, keys), clean(above.title), styles.centred_title)
    page.write_string(1, 0, clean(f"编制单位:{above.issuer or '＿' * 10}"), styles.note)
    page.write_string(1, last, "金额单位:元", styles.right_note)
    page.set_row_pixels(2, 19 * max(1, len(above.notes)))
    notes = clean("\n".join(above.notes))
    page.merge_range(2, 0, 2, max(last, keys), notes, styles.wrapped_note)
    own, groups = above.levels[-1], "/".join(above.levels[:-1])
    for at, words in enumerate((groups, own) if groups else (own,)):
        page.set_column(at, at, 16)
        page.write_string(_FIRST - 1, at, clean(words), styles.heading())
    at = keys
    for one in settled:
        off = "(扣减项)" if one.differences[0].deducted else ""
        width = len(heads) + (len(settled) == 1)
        name = clean(one.summed.result + off)
        page.merge_range(_FIRST - 2, at, _FIRST - 2, at + width - 1, name, styles.heading())
        _write_block(page, styles, one, heads, at, keys=keys, net=len(settled) == 1)
        at += width
    line = _FIRST + len(settled[0].differences) + 2
    page.set_row_pixels(line + 1, 45)
    step = max(1, (last + 1) // len(_SIGNATURES))
    for place, words in enumerate(_SIGNATURES):
        page.write_string(line + 1, min(last, place * step), words, styles.signature)
    repeat, freeze = (_FIRST - 2, _FIRST - 1), (_FIRST, keys)
    set_up(page, Page(above.title, repeat_rows=repeat, freeze=freeze), locked=False)


def _write_block(
    page: Grid,
    styles: Styles,
    one: Settled,
    heads: Sequence[str],
    at: int,
    *,
    keys: int,
    net: bool,
) -> None:
    columns, sheet = one.summed.columns, sheet_prefix(one.summed.sheet)
    sources = (columns.before, columns.after, columns.pay, columns.back)
    for offset, head in enumerate((*heads, *(("净额",) if net else ()))):
        page.set_column(at + offset, at + offset, 16)
        page.write_string(_FIRST - 1, at + offset, head, styles.heading(published=offset > 1))
    style = styles.value(Kind.MONEY)
    for row, difference in enumerate(one.differences, start=_FIRST):
        if keys > 1:
            page.write_string(row, 0, clean("/".join(difference.town[:-1])), styles.text)
        page.write_string(row, keys - 1, clean(difference.town[-1]), styles.text)
        source_row = one.summed.rows[0] + row - _FIRST
        for offset, (source, value) in enumerate(zip(sources, _values(difference), strict=True)):
            formula = f"={sheet}{columns.cell(source, source_row)}"
            page.write_formula(row, at + offset, formula, style, value)
        if net:
            _write_net(page, row, at, style, _words_or(difference.owed, difference.state))
    row = _FIRST + len(one.differences)
    page.write_string(row, keys - 1, "合计", styles.total_words)
    total = totals_of(one.differences)[-1]
    states = (*total.states, total.state, total.state)
    amounts = (total.before, total.after, *total.amounts[-2:])
    bold = styles.value(Kind.MONEY, total=True)
    for offset, (source, amount, state) in enumerate(zip(sources, amounts, states, strict=True)):
        formula = f"={sheet}{columns.cell(source, one.summed.rows[2])}"
        page.write_formula(row, at + offset, formula, bold, _words_or(amount, state))
    if net:
        pay, back = total.amounts[-2:]
        owed = None if pay is None or back is None else pay - back
        _write_net(page, row, at, bold, _words_or(owed, total.state))


def _write_net(page: Grid, row: int, at: int, style: object, stored: object) -> None:
    pay, back = (f"{column_letters(at + offset)}{row + 1}" for offset in (2, 3))
    formula = f"=IF(ISNUMBER({pay}),ROUND({pay}-{back},2),{pay})"
    page.write_formula(row, at + 4, formula, style, stored)


def _values(one: Difference) -> list[object]:
    nothing = Fraction(0)
    ends = [
        _words_or(value, state) if there else "—"
        for value, there, state in zip(
            (one.before, one.after), one.stands_in, one.states, strict=True
        )
    ]
    owed = one.owed
    pay = None if owed is None else max(nothing, owed)
    back = None if owed is None else max(nothing, -owed)
    return [*ends, _words_or(pay, one.state), _words_or(back, one.state)]


def _words_or(amount: Fraction | None, state: State) -> object:
    return word(state) if amount is None else cached(amount, Kind.MONEY)
