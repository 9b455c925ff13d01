"""The comparison of two runs as a workbook: a sheet for each result, its sums live formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiangzhi.explain.compare.compare import Difference
from jiangzhi.explain.compare.totals import Total, totals_of
from jiangzhi.formula.types import Kind
from jiangzhi.publish.workbook.cached import cached
from jiangzhi.publish.workbook.letters import column_letters
from jiangzhi.publish.workbook.names import clean, sheet_name
from jiangzhi.publish.workbook.page import Page, set_up
from jiangzhi.publish.workbook.style import Styles

if TYPE_CHECKING:
    from jiangzhi.publish.workbook.xlsx import Grid

_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001
_NOTE: Final = (
    "差额 = 后 − 前,拆成四份:换成新的自身数据、参数、规则、其余(资金池、上级数据、其他镇街),"
    "依次替换、逐次重算。差额为正应补付,为负应收回。金额单位:元。"
)
_FIRST: Final = 4
_KEYS: Final = 2
_AMOUNTS: Final = ("前", "后", "差额", "自身数据", "参数", "规则", "资金池与其他", "核对")
_SETTLED: Final = ("应补付", "应收回")
_BEFORE, _AFTER, _CHANGE, _PARTS, _CHECK, _PAY, _BACK = 2, 3, 4, 5, 9, 10, 11


def write_settlement(
    found: Sequence[Difference], path: Path, *, title: str, runs: tuple[str, str]
) -> None:
    """Write the differences of two runs, called by their names. The same input gives the same
    bytes. Raises ``OSError``."""
    from jiangzhi.publish.workbook.xlsx import FormulaSheet, new_small_book

    book = new_small_book(str(path))
    book.set_properties({"title": clean(title), "author": "", "created": _CREATED})
    styles, taken = Styles(book), set[str]()
    for result in dict.fromkeys(one.result for one in found):
        page = book.add_worksheet(sheet_name(result, taken), worksheet_class=FormulaSheet)
        _write(page, styles, [one for one in found if one.result == result], title, runs)
    book.close()


def _write(
    page: Grid, styles: Styles, found: Sequence[Difference], title: str, runs: tuple[str, str]
) -> None:
    kind = found[0].type.kind
    is_money = kind is Kind.MONEY
    heads = ["县区", "镇街", *_AMOUNTS, *(_SETTLED if is_money else ())]
    page.set_column(0, _KEYS - 1, 16)
    page.set_column(_KEYS, len(heads) - 1, 15)
    page.write_string(0, 0, clean(f"{title}——{found[0].result}清算"), styles.title)
    page.write_string(1, 0, clean(f"前:{runs[0]}  后:{runs[1]}"), styles.note)
    page.write_string(2, 0, _NOTE, styles.note)
    for at, head in enumerate(heads):
        page.write_string(_FIRST - 1, at, head, styles.heading())
    row = _FIRST
    for one in found:
        _town(page, styles, row, one)
        row += 1
    last = row
    if is_money:
        groups = totals_of(found)
        for total in groups:
            _total(page, styles, row, total, (last, len(groups)))
            row += 1
    page.autofilter(_FIRST - 1, 0, last - 1, len(heads) - 1)
    repeat = (_FIRST - 1, _FIRST - 1)
    set_up(page, Page(title, repeat_rows=repeat, freeze=(_FIRST, _KEYS)), locked=False)


def _town(page: Grid, styles: Styles, row: int, one: Difference) -> None:
    kind = one.type.kind
    style = styles.value(kind)
    page.write_string(row, 0, clean("/".join(one.town[:-1])), styles.text)
    page.write_string(row, 1, clean(one.town[-1]), styles.text)
    ends = ((_BEFORE, one.before, one.stands_in[0]), (_AFTER, one.after, one.stands_in[1]))
    for at, value, is_there in ends:
        if value is None:
            page.write_string(row, at, "待定" if is_there else "—", styles.centred)
        else:
            page.write_number(row, at, cached(value, kind), style)
    if one.change is None or one.parts is None:
        for at in (_CHANGE, *range(_PARTS, _CHECK + 1)):
            page.write_string(row, at, "待定", styles.centred)
        return
    here = {at: f"{column_letters(at)}{row + 1}" for at in range(_BACK + 1)}
    exact = _rounded(one)

    def formula(at: int, text: str, value: Fraction) -> None:
        page.write_formula(row, at, "=" + exact.format(text), style, cached(value, kind))

    formula(_CHANGE, f"N({here[_AFTER]})-N({here[_BEFORE]})", one.change)
    for at, part in enumerate(one.parts, start=_PARTS):
        page.write_number(row, at, cached(part, kind), style)
    formula(
        _CHECK, f"{here[_CHANGE]}-SUM({here[_PARTS]}:{here[_CHECK - 1]})",
        one.change - sum(one.parts, Fraction(0)),
    )  # fmt: skip
    if kind is Kind.MONEY:
        formula(_PAY, f"MAX(0,{here[_CHANGE]})", max(Fraction(0), one.change))
        formula(_BACK, f"MAX(0,-{here[_CHANGE]})", max(Fraction(0), -one.change))


def _rounded(one: Difference) -> str:
    """Whole 分 are kept whole, whatever doubles make of their sums; else as many places as a
    double holds."""
    amounts = [one.before, one.after, *(one.parts or ())]
    whole = all(amount is None or amount.denominator == 1 for amount in amounts)
    return f"ROUND({{}},{2 if one.type.kind is Kind.MONEY and whole else 9})"


def _total(page: Grid, styles: Styles, row: int, total: Total, towns: tuple[int, int]) -> None:
    """A group's sums, or the whole's, over the towns above."""
    last, groups = towns
    style = styles.of(bold=True, num_format="#,##0.00;[Red]-#,##0.00;0.00", top=1)
    whole = not total.group
    label = "合计" if whole else "小计"
    name = "/".join(total.group)
    page.write_string(row, 0, clean(name if groups > 1 and not whole else ""), styles.text)
    page.write_string(row, 1, label, styles.text)
    amounts = (
        total.before, total.after, total.change, *total.parts,
        total.change - sum(total.parts, Fraction(0)), total.to_pay, total.to_claw_back,
    )  # fmt: skip
    for at, amount in enumerate(amounts, start=_KEYS):
        letters = column_letters(at)
        span = f"{letters}${_FIRST + 1}:{letters}${last}"
        summed = f"SUM({span})" if whole else f"SUMIF($A${_FIRST + 1}:$A${last},$A{row + 1},{span})"
        page.write_formula(row, at, f"=ROUND({summed},2)", style, cached(amount, Kind.MONEY))
