"""The given cells of worked cases, read by the type of what they give."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.document.model import Table, Text
from jiangzhi.formula.types import NUMERIC, TEXT, WORDS, Kind, Scalar, Type
from jiangzhi.money import FEN_IN, fen
from jiangzhi.policy import problems
from jiangzhi.policy.claims import CaseColumn, CaseRole, CaseRow, CaseTable
from jiangzhi.policy.constants import constant
from jiangzhi.policy.scope import Scope
from jiangzhi.policy.text import nearest, split_bracket


def read_given(table: Table, level: str, scope: Scope, money_unit: str) -> CaseTable | None:
    """The given columns of a case table, ``None`` where a heading is not known."""
    indexes: list[int] = []
    columns: list[CaseColumn] = []
    types: list[Type] = []
    good = True
    for index, heading in enumerate(table.header[1:], start=1):
        if heading.text[:1] in ("=", "＝"):
            continue
        column = _column(heading, level, scope)
        if column is None:
            good = False
            continue
        indexes.append(index)
        columns.append(column[0])
        types.append(column[1])
    if not good:
        return None
    rows = []
    for row in table.rows:
        cells = [
            _cell(column, kind, row[index], scope, money_unit)
            for column, kind, index in zip(columns, types, indexes, strict=True)
        ]
        rows.append(CaseRow(row[0].text, tuple(cells), row[0].place))
    return CaseTable(tuple(columns), tuple(rows))


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
    known = {*scope.inputs, *scope.levels, *scope.parameters}
    scope.found.append(problems.NAME_UNKNOWN.at(heading.place, name=text, **nearest(text, known)))
    return None


def _cell(
    column: CaseColumn, kind: Type, text: Text, scope: Scope, money_unit: str
) -> Scalar | None:
    if text.text:
        return read_value(column.name, kind, text, scope, money_unit)
    return scope.inputs[column.name].blank if column.role is CaseRole.INPUT else None


def read_value(name: str, kind: Type, text: Text, scope: Scope, money_unit: str) -> Scalar | None:
    """A cell as a value of that type, money in ``money_unit`` where it names no unit.

    ``None`` where a problem was reported.
    """
    if kind.kind in WORDS:
        word = text.text.strip('“”"')
        if kind.kind is Kind.CHOICE and word not in kind.choices:
            scope.found.append(
                problems.CHOICE_UNKNOWN.at(
                    text.place,
                    word=word,
                    name=name,
                    known="、".join(kind.choices),
                    **nearest(word, kind.choices),
                )
            )
            return None
        return word
    given = constant(text, scope, name)
    if given is None:
        return None
    value, found = given
    unitless = found.kind in (Kind.NUMBER, Kind.COUNT, Kind.ZERO)
    if kind.kind is Kind.MONEY and isinstance(value, Fraction) and unitless:
        return fen(value, money_unit)
    fits = kind.kind is found.kind
    if kind.kind in NUMERIC:
        fits = isinstance(value, Fraction) and (
            found.kind is Kind.ZERO or (found.kind is Kind.MONEY) == (kind.kind is Kind.MONEY)
        )
    if not fits:
        scope.found.append(
            problems.CASE_BAD.at(
                text.place,
                text=text.text,
                reason=f"“{name}”是{kind},这里是{found}",
                reason_en=f"“{name}” is {kind}, this is {found}",
            )
        )
        return None
    return value


def unit_of(text: str) -> str:
    """The unit of money that a text ends with, or nothing."""
    return next((u for u in sorted(FEN_IN, key=len, reverse=True) if text.endswith(u)), "")
