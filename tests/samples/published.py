"""A small workbook for each published policy: its first worked case, laid out as a bureau would.

Where the published figures come from more towns than the document works out, the rows are made
here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from samples.book import Cell, Column, Sheet, write_book

from jiangzhi.document.load import read_document_file
from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.money import FEN_IN
from jiangzhi.policy.claims import CaseRole, CaseTable, WorkedCase
from jiangzhi.policy.model import Input, Level, Policy
from jiangzhi.policy.resolve import resolve_policy

MADE_UP = "数据为编造,仅作示例"
AS_PUBLISHED = {"yunxiao-village-2017": "数据照公布的分配表"}
MONEY = "#,##0.00####"
FORMATS = {Kind.RATE: "0.00##%", Kind.NUMBER: "0.####", Kind.COUNT: "0"}


def write_published(policy_file: Path, path: Path) -> None:
    """Write the workbook of one policy."""
    policy = resolve_policy(read_document_file(policy_file), as_of=None)
    more = MORE_ROWS.get(policy.name)
    case = policy.cases[0]
    given = case.given
    assert given is not None
    sheets = _sheets(policy, case, given, more(given) if more else _rows(given))
    write_book(path, sheets, title=policy.title, comments=_remark(policy))


def _remark(policy: Policy) -> str:
    return AS_PUBLISHED.get(policy.name, MADE_UP)


Row = tuple[str, Sequence[Scalar | None]]


def _rows(table: CaseTable) -> list[Row]:
    return [(row.name, row.cells) for row in table.rows]


def _sheets(policy: Policy, case: WorkedCase, table: CaseTable, rows: list[Row]) -> list[Sheet]:
    sheets: list[Sheet] = []
    for level in _chain(policy, _level(policy, policy.subject))[::-1]:
        if level.name == policy.subject or _of_level(policy, table, level):
            sheets.append(_level_sheet(policy, level, table, rows))
    for name, detail in case.details.items():
        sheets.append(_detail_sheet(policy, name, detail))
    whole = policy.levels[0]
    given = _of_level(policy, table, whole)
    if given:
        first = rows[0][1]
        values = [[i.name, *_with_unit(first[at], i.type, policy)] for at, i in given]
        columns = (Column("参数", width=20), Column("值", "General"), Column("单位", width=8))
        title = f"{policy.title}:参数"
        sheets.append(Sheet("参数", title, _remark(policy), "", columns, values))
    return sheets


def _level_sheet(policy: Policy, level: Level, table: CaseTable, rows: list[Row]) -> Sheet:
    chain = _chain(policy, level)
    own_name = level.name == policy.subject
    given = _of_level(policy, table, level)
    keys = [
        index
        for index, column in enumerate(table.columns)
        if column.role is CaseRole.KEY and column.name in [one.name for one in chain]
    ]
    lines: dict[tuple[str, ...], list[Cell]] = {}
    for name, cells in rows:
        key = tuple(str(cells[index]) for index in keys)
        key = (*key, name) if own_name else key
        values = [_cell(cells[at], one.type, policy) for at, one in given]
        lines.setdefault(key, [*key, *values])
    names = [table.columns[index].name for index in keys]
    names += [level.name] if own_name else []
    columns = (*(Column(name, width=16) for name in names), *(_column(i) for _, i in given))
    cells = [*lines.values()]
    return Sheet(level.name, policy.title, _remark(policy), policy.money_unit, columns, cells)


def _detail_sheet(policy: Policy, name: str, table: CaseTable) -> Sheet:
    given = _of_level(policy, table, _level(policy, name))
    columns = (Column(policy.subject, width=16), *(_column(one) for _, one in given))
    lines = [
        [row.name, *(_cell(row.cells[at], one.type, policy) for at, one in given)]
        for row in table.rows
    ]
    title = f"{policy.title}:{name}"
    return Sheet(name, title, _remark(policy), policy.money_unit, columns, lines)


def _of_level(policy: Policy, table: CaseTable, level: Level) -> list[tuple[int, Input]]:
    inputs = {one.name: one for one in policy.inputs if one.level == level.name}
    return [(at, inputs[c.name]) for at, c in enumerate(table.columns) if c.name in inputs]


def _level(policy: Policy, name: str) -> Level:
    return next(level for level in policy.levels if level.name == name)


def _chain(policy: Policy, level: Level) -> list[Level]:
    """The level and those above it, without the whole."""
    if level.parent is None:
        return []
    return [level, *_chain(policy, _level(policy, level.parent))]


def _column(given: Input) -> Column:
    kind = given.type.kind
    if kind is Kind.MONEY:
        return Column(given.name, MONEY, 15)
    return Column(given.name, FORMATS.get(kind, ""), 15, choices=given.type.choices)


def _cell(value: Scalar | None, kind: Type, policy: Policy) -> Cell:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fraction):
        return float(value / FEN_IN[policy.money_unit] if kind.kind is Kind.MONEY else value)
    return None if value is None else str(value)


def _with_unit(value: Scalar | None, kind: Type, policy: Policy) -> tuple[Cell, str]:
    return _cell(value, kind, policy), policy.money_unit if kind.kind is Kind.MONEY else ""


def _shandong(table: CaseTable) -> list[Row]:
    """31 counties that pass a step and meet the conditions, and 9 that fail one of them each."""
    average = Fraction(12, 100)
    wan = 1_000_000
    rows: list[Row] = []
    for number in range(40):
        step = 50000 * (1 + number % 3)
        before, tax = step * 85 // 100 - 137 * number, step + 97 * number
        highest, total, last_total = before, tax * 5 // 4, before * 4 // 3
        if number >= 31 and number % 3 == 0:
            highest = step + 1
        elif number >= 31 and number % 3 == 1:
            before = step * 95 // 100
            tax = before * 112 // 100
        elif number >= 31:
            total, last_total = tax * 2, before * 5 // 4
        rows.append(
            (
                f"示例{number + 1:02d}县",
                (*(Fraction(x * wan) for x in (tax, before, highest, total, last_total)), average),
            )
        )
    assert [c.name for c in table.columns] == [
        "考核年税收", "前一年税收", "以前最高税收", "考核年收入", "前一年收入", "全省县级平均增幅",
    ]  # fmt: skip
    return rows


MORE_ROWS: dict[str, Callable[[CaseTable], list[Row]]] = {"shandong-2013-steps": _shandong}
