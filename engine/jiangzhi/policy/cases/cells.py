"""The given columns of worked cases: what they give, of which entities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from jiangzhi.document.model import Table, Text
from jiangzhi.formula.types.types import TEXT, Scalar, Type
from jiangzhi.policy import problems
from jiangzhi.policy.cases.expected import is_expected, read_expected, refuse_column_twice
from jiangzhi.policy.cases.values import read_value
from jiangzhi.policy.claims import CaseColumn, CaseRole, CaseRow, CaseTable
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.text import nearest, split_bracket


def read_case_table(table: Table, level: str, scope: Scope, money_unit: str) -> CaseTable | None:
    """A case table on a level, ``None`` where a heading is not known."""
    indexes: list[int] = []
    columns: list[CaseColumn] = []
    types: list[Type] = []
    good = True
    for index, heading in enumerate(table.header[1:], start=1):
        if is_expected(heading):
            continue
        column = _column(heading, level, scope)
        if column is None:
            good = False
            continue
        if column[0] in columns:
            good = refuse_column_twice(heading, scope)
        indexes.append(index)
        columns.append(column[0])
        types.append(column[1])
    expected = read_expected(table, level, scope, money_unit)
    if not good or expected is None:
        return None
    rows = []
    for row in table.rows:
        cells = [
            _cell(column, kind, row[index], scope, money_unit)
            for column, kind, index in zip(columns, types, indexes, strict=True)
        ]
        rows.append(CaseRow(row[0].text, tuple(cells), row[0].place))
    read = CaseTable(level, tuple(columns), tuple(rows), expected)
    _fail_if_higher_values_differ(read, [[row[i] for i in indexes] for row in table.rows], scope)
    return read


def _column(heading: Text, level: str, scope: Scope) -> tuple[CaseColumn, Type] | None:
    name, brackets = split_bracket(heading)
    if name.text == "上年" and len(brackets) == 1:
        quantity = scope.quantities.get(brackets[0].text)
        given = scope.inputs.get(brackets[0].text)
        if quantity is not None:
            return CaseColumn(CaseRole.PRIOR, quantity.name), quantity.type
        if given is not None:
            return CaseColumn(CaseRole.PRIOR, given.name), given.type
    text = heading.text
    if text in scope.levels:
        return CaseColumn(CaseRole.KEY, text), TEXT
    if text in scope.inputs and scope.inputs[text].level in scope.chain(level):
        return CaseColumn(CaseRole.INPUT, text), scope.inputs[text].type
    if text in scope.parameters:
        return CaseColumn(CaseRole.PARAMETER, text), scope.parameters[text].type
    if text in scope.inputs:
        other = scope.inputs[text].level
        reason = f"“{text}”在{other}层,算例按{level}写"
        if not scope.levels[other].detail:
            reason += f";要按{other}写算例,在文件头写“主体: {other}”"
        _refuse(heading, reason, f"“{text}” stands on {other}, the case on {level}", scope)
        return None
    known = {*scope.inputs, *scope.levels, *scope.parameters}
    scope.found.append(problems.NAME_UNKNOWN.at(heading.place, name=text, **nearest(text, known)))
    return None


def _cell(
    column: CaseColumn, kind: Type, text: Text, scope: Scope, money_unit: str
) -> Scalar | None:
    given = scope.inputs[column.name] if column.role is CaseRole.INPUT else None
    if not text.text:
        return None if given is None else given.blank
    unit = given.unit if given is not None and given.unit else money_unit
    value = read_value(column.name, kind, text, scope, unit)
    inside = given is None or not isinstance(value, Fraction | date) or given.range.holds(value)
    if given is not None and not inside:
        reason, reason_en = f"超出范围 {given.range.text}", f"outside of {given.range.text}"
        _refuse(text, reason, reason_en, scope)
        return None
    return value


def _fail_if_higher_values_differ(
    read: CaseTable, texts: Sequence[Sequence[Text]], scope: Scope
) -> None:
    keys = {c.name: i for i, c in enumerate(read.columns) if c.role is CaseRole.KEY}
    for at, column in enumerate(read.columns):
        stands_on = scope.whole
        if column.role is CaseRole.INPUT:
            stands_on = scope.inputs[column.name].level
        if column.role not in (CaseRole.INPUT, CaseRole.PARAMETER) or stands_on == read.level:
            continue
        chain = scope.chain(stands_on)
        first: dict[tuple[Scalar | None, ...], Scalar] = {}
        for number, row in enumerate(read.rows):
            entity = tuple(row.cells[i] for name, i in keys.items() if name in chain)
            value = row.cells[at]
            if value is not None and first.setdefault(entity, value) != value:
                reason = f"“{column.name}”在{stands_on}层,各行要写同一个值"
                reason_en = f"“{column.name}” has one value for all rows"
                _refuse(texts[number][at], reason, reason_en, scope)


def _refuse(text: Text, reason: str, reason_en: str, scope: Scope) -> None:
    scope.found.append(
        problems.CASE_BAD.at(text.place, text=text.text, reason=reason, reason_en=reason_en)
    )
