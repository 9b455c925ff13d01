"""The comparison of two runs as a workbook: what it sums up to, and a sheet for each result, its
sums live formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiangzhi.explain.compare.compare import Difference
from jiangzhi.explain.compare.direction import NO_DIRECTION, Direction, direction_of
from jiangzhi.explain.compare.totals import totals_of
from jiangzhi.formula.types.types import Kind
from jiangzhi.publish.book.cached import cached
from jiangzhi.publish.book.names import clean, sheet_name
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.style import Styles
from jiangzhi.publish.settlement.columns import Columns, word
from jiangzhi.publish.settlement.sheet import SHEET as SETTLED
from jiangzhi.publish.settlement.sheet import Above, Settled, write_sheet
from jiangzhi.publish.settlement.summary import SHEET, Summed, write_summary
from jiangzhi.publish.settlement.totals import Totals
from jiangzhi.record.about import UNKNOWN, About, about_from
from jiangzhi.record.sign_offs.state import sign_state
from jiangzhi.whole_file import whole_file

if TYPE_CHECKING:
    from jiangzhi.diagnostic import Diagnostic
    from jiangzhi.publish.book.xlsx import Grid
from jiangzhi.record.open_run import Run

_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001
_NOTE: Final = (
    "差额 = 后 − 前,拆成四份:换成新的自身数据、参数、规则、其余(资金池、上级数据、其他镇街),"
    "依次替换、逐次重算。"
)
_SETTLED: Final = "差额为正应补付,为负应收回。金额单位:元。"
_DEDUCTED: Final = "这是扣减项:差额为正是多扣,应收回;为负是少扣,应补付。金额单位:元。"
_OPEN: Final = "有待定、不能算的,合计也是待定、不能算;“其中已知”只加前后都算得出的。"
_FIRST: Final = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the tables: the policy's title, the runs' names, the names of the levels
    that make a town's key, what must be said before anything is settled, what the runs are about,
    which results are sums or deductions, and how far each run is signed off."""

    title: str
    runs: tuple[str, str]
    levels: Sequence[str]
    warnings: Sequence[str] = ()
    about: tuple[About, About] = (UNKNOWN, UNKNOWN)
    direction: Direction = NO_DIRECTION
    states: tuple[str, str] = ("", "")


def heading_of(before: Run, after: Run, warnings: Sequence[Diagnostic]) -> Heading:
    """What stands above the comparison of two runs."""
    plan = after.outcome.plan
    return Heading(
        title=plan.title,
        runs=(str(before.data["run"]), str(after.data["run"])),
        levels=plan.key_names(plan.subject),
        warnings=[one.message("zh") for one in warnings],
        about=(about_of(before), about_of(after)),
        direction=direction_of(plan),
        states=(sign_state(before.folder).words, sign_state(after.folder).words),
    )


def about_of(run: Run) -> About:
    """What a run is about."""
    return about_from(run.data.get("about", {}))


def write_settlement(found: Sequence[Difference], path: Path, heading: Heading) -> None:
    """Write the differences of two runs, whole or not at all; amounts are in 元. The same input
    gives the same bytes; another file of that name is kept beside it. Raises ``OSError``."""
    with whole_file(path) as part:
        _write_book(found, part, heading)


def _write_book(found: Sequence[Difference], path: Path, heading: Heading) -> None:
    from jiangzhi.publish.book.xlsx import FormulaSheet, new_small_book

    book = new_small_book(str(path))
    book.set_properties({"title": clean(heading.title), "author": "", "created": _CREATED})
    styles, taken = Styles(book), set[str]()
    settlement = book.add_worksheet(sheet_name(SETTLED, taken), worksheet_class=FormulaSheet)
    first = book.add_worksheet(sheet_name(SHEET, taken), worksheet_class=FormulaSheet)
    summed, settled = [], []
    for result in dict.fromkeys(one.result for one in found):
        name = sheet_name(result, taken)
        page = book.add_worksheet(name, worksheet_class=FormulaSheet)
        of_result = [one for one in found if one.result == result]
        summed.append(_write(page, styles, of_result, heading, name))
        if of_result[0].type.kind is Kind.MONEY:
            settled.append(Settled(summed[-1], of_result))
    _write_settled(settlement, styles, settled, heading)
    write_summary(first, styles, summed, title=heading.title, notes=_above(heading))
    book.close()


def _write(
    page: Grid, styles: Styles, found: Sequence[Difference], heading: Heading, name: str
) -> Summed:
    columns = Columns.of(found, heading.levels)
    for at, head in enumerate(columns.heads):
        page.set_column(at, at, 16 if at < columns.keys else 15)
        page.write_string(_FIRST - 1, at, clean(head), styles.heading())
    page.write_string(0, 0, clean(f"{heading.title}——{found[0].result}清算"), styles.title)
    page.write_string(1, 0, clean("  ".join(_above(heading))), styles.note)
    page.write_string(2, 0, clean(_note(columns, deducted=found[0].deducted)), styles.note)
    for row, one in enumerate(found, start=_FIRST):
        _town(page, styles, row, one, columns)
    last = _FIRST + len(found)
    totals = totals_of(found)
    whole = last
    if columns.is_money:
        writer = Totals(page, styles, columns, first=_FIRST, last=last, places=_places(found))
        whole = writer.write(totals)
    page.autofilter(_FIRST - 1, 0, last - 1, len(columns.heads) - 1)
    repeat = (_FIRST - 1, _FIRST - 1)
    freeze = (_FIRST, columns.keys)
    set_up(page, Page(heading.title, repeat_rows=repeat, freeze=freeze), locked=False)
    return Summed(found[0].result, name, columns, totals[-1], len(found), (_FIRST, last, whole))


def _write_settled(
    page: Grid, styles: Styles, settled: Sequence[Settled], heading: Heading
) -> None:
    """The sheet with one row a town: the sum of all, where the policy has one."""
    net = heading.direction.net
    of_net = [one for one in settled if one.summed.result == net]
    first, second = heading.about
    year = f"{second.year}年度" if second.year is not None else ""
    stages = tuple(
        one.stage.value if one.stage is not None else words
        for one, words in ((first, "前"), (second, "后"))
    )
    if stages[0] == stages[1]:
        stages = ("前", "后")
    above = Above(
        title=f"{second.county}{year}{heading.title}清算表",
        issuer=second.issuer or first.issuer,
        notes=[*_above(heading), *_what_is_settled(settled, heading.direction)],
        stages=(stages[0], stages[1]),
        levels=heading.levels,
    )
    write_sheet(page, styles, of_net or settled, above)


def _what_is_settled(settled: Sequence[Settled], direction: Direction) -> list[str]:
    net = direction.net
    if net is None or not any(one.summed.result == net for one in settled):
        return ["办法没有把各项合计成一个数:逐项清算,不相加。"] if len(settled) > 1 else []
    parts = direction.nets[net]
    plus = "、".join(name for name, sign in parts.items() if sign > 0)
    minus = "、".join(name for name, sign in parts.items() if sign < 0)
    less = f",已减去 {minus}" if minus else ""
    return [f"只清算“{net}”:已含 {plus}{less};各项的差额另见各表,不再相加。"]


def _above(heading: Heading) -> list[str]:
    before, after = (
        f"{run}〔{state}〕" if state else run
        for run, state in zip(heading.runs, heading.states, strict=True)
    )
    return [f"前:{before}  后:{after}", *heading.warnings]


def _note(columns: Columns, *, deducted: bool) -> str:
    settled = _DEDUCTED if deducted else _SETTLED
    unit = f"差额单位:{columns.change_unit}。" if columns.change_unit else ""
    return _NOTE + (settled if columns.is_money else unit) + (_OPEN if columns.has_open else "")


def _town(page: Grid, styles: Styles, row: int, one: Difference, columns: Columns) -> None:
    kind = one.type.kind
    style, of_change = styles.value(kind), styles.value(columns.change_kind)
    if columns.keys > 1:
        page.write_string(row, 0, clean("/".join(one.town[:-1])), styles.text)
    page.write_string(row, columns.keys - 1, clean(one.town[-1]), styles.text)
    ends = zip((one.before, one.after), one.stands_in, one.states, strict=True)
    for at, (value, is_there, state) in enumerate(ends, start=columns.before):
        if value is None:
            page.write_string(row, at, word(state) if is_there else "—", styles.centred)
        else:
            page.write_number(row, at, cached(value, kind), style)
    if one.change is None or one.parts is None:
        settled = (columns.pay, columns.back) if columns.is_money else ()
        for at in (columns.change, *columns.of_parts, columns.check, *settled):
            page.write_string(row, at, word(one.state), styles.centred)
        return
    exact, cell = f"ROUND({{}},{_places([one])})", columns.cell

    def formula(at: int, text: str, value: Fraction) -> None:
        stored = cached(value * columns.scale, columns.change_kind)
        page.write_formula(row, at, "=" + exact.format(text), of_change, stored)

    scaled = f"*{columns.scale}" if columns.scale != 1 else ""
    before, after = cell(columns.before, row), cell(columns.after, row)
    change = cell(columns.change, row)
    difference = f"N({after})-N({before})"
    formula(columns.change, f"({difference}){scaled}" if scaled else difference, one.change)
    for at, part in zip(columns.of_parts, one.parts, strict=True):
        stored = cached(part * columns.scale, columns.change_kind)
        page.write_number(row, at, stored, of_change)
    parts = f"{cell(columns.of_parts[0], row)}:{cell(columns.of_parts[-1], row)}"
    formula(columns.check, f"{change}-SUM({parts})", one.change - sum(one.parts, Fraction(0)))
    if columns.is_money:
        owed = one.owed or Fraction(0)
        up, down = (f"-{change}", change) if one.deducted else (change, f"-{change}")
        formula(columns.pay, f"MAX(0,{up})", max(Fraction(0), owed))
        formula(columns.back, f"MAX(0,{down})", max(Fraction(0), -owed))


def _places(found: Sequence[Difference]) -> int:
    """Whole 分 are kept whole, whatever doubles make of their sums; else as many places as a
    double holds."""
    amounts = [value for one in found for value in (one.before, one.after, *(one.parts or ()))]
    whole = all(amount is None or amount.denominator == 1 for amount in amounts)
    return 2 if found[0].type.kind is Kind.MONEY and whole else 9
