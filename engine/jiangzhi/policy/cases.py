"""算例 tables: sets of entities with what must come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.document.model import Text
from jiangzhi.formula.types import NUMERIC, WORDS, Kind, Scalar, Type
from jiangzhi.money import FEN_IN, fen
from jiangzhi.policy import problems
from jiangzhi.policy.constants import constant
from jiangzhi.policy.model import CaseTable, Expected, WorkedCase
from jiangzhi.policy.period import read_day
from jiangzhi.policy.scope import Scope
from jiangzhi.policy.tables import ReadTable, TableKind
from jiangzhi.policy.text import cut, nearest

STATE_WORDS: Final = ("待定", "不能算")


def read_cases(tables: Sequence[ReadTable], scope: Scope, money_unit: str) -> list[WorkedCase]:
    """The worked cases, each with the detail tables that follow it."""
    cases: list[WorkedCase] = []
    for read in tables:
        if read.kind is TableKind.CASES:
            case = _read_case(read, scope, money_unit)
            if case is not None:
                cases.append(case)
            continue
        level = read.subject.text if read.subject is not None else ""
        if level not in scope.levels or not cases or level in cases[-1].details:
            place = read.table.place
            scope.found.append(
                problems.CASE_BAD.at(
                    place, text=f"算例明细: {level}", reason="要紧跟在算例后面,冒号后写明细层的名字",
                    reason_en="it follows a case and names a detail level",
                )
            )  # fmt: skip
            continue
        detail = CaseTable(read.table.header, read.table.rows)
        cases[-1] = replace(cases[-1], details={**cases[-1].details, level: detail})
    return cases


def _read_case(read: ReadTable, scope: Scope, money_unit: str) -> WorkedCase | None:
    title, brackets = (read.subject.text, read.brackets) if read.subject else ("", ())
    as_of = _day(brackets, scope)
    header = read.table.header
    given = [i for i, cell in enumerate(header) if cell.text[:1] not in ("=", "＝")]
    wanted = [(i, cut(header[i], 1)) for i in range(len(header)) if i not in given]
    for _, name in wanted:
        if scope.quantities.get(name.text) is None and name.text not in scope.inputs:
            if name.text not in scope.defined_at:
                close = nearest(name.text, scope.known_names())
                scope.found.append(problems.NAME_UNKNOWN.at(name.place, name=name.text, **close))
            return None
    expected = []
    for row in read.table.rows:
        cells = [
            _expected(name.text, row[i], scope, money_unit) for i, name in wanted if row[i].text
        ]
        expected.append(tuple(cell for cell in cells if cell is not None))
    table = CaseTable(
        tuple(header[i] for i in given),
        tuple(tuple(row[i] for i in given) for row in read.table.rows),
    )
    return WorkedCase(title, as_of, table, {}, tuple(expected), read.table.place)


def _day(brackets: Sequence[Text], scope: Scope) -> date | None:
    for bracket in brackets:
        day = read_day(bracket.text)
        if day is not None:
            return day
        scope.found.append(
            problems.CASE_BAD.at(
                bracket.place, text=bracket.text, reason="括号里写基准日,如 2015-12-31",
                reason_en="the brackets hold a day",
            )
        )  # fmt: skip
    return None


def _expected(name: str, text: Text, scope: Scope, money_unit: str) -> Expected | None:
    if text.text in STATE_WORDS:
        return Expected(name, None, text.text, None, "", text)
    quantity = scope.quantities.get(name)
    kind = quantity.type if quantity is not None else scope.inputs[name].type
    if kind.kind in WORDS:
        return Expected(name, text.text.strip('“”"'), "", None, "", text)
    about = text.text[:1] == "≈"
    written = cut(text, 1) if about else text
    given = constant(written, scope, name)
    if given is None:
        return None
    value, found = given
    unit = next((u for u in sorted(FEN_IN, key=len, reverse=True) if written.text.endswith(u)), "")
    if kind.kind is Kind.MONEY and not unit and isinstance(value, Fraction):
        value, unit, found = fen(value, money_unit), money_unit, kind
    if not _comparable(kind, found, value):
        scope.found.append(
            problems.CASE_BAD.at(
                text.place, text=text.text, reason=f"“{name}”是{kind},这里是{found}",
                reason_en=f"“{name}” is {kind}, this is {found}",
            )
        )  # fmt: skip
        return None
    percent = "%" if written.text.rstrip().endswith(("%", "％")) else ""
    digits = written.text.removesuffix(unit).rstrip("%％ ")
    places = len(digits.partition(".")[2]) if about else None
    return Expected(name, value, "", places, unit or percent, text)


def _comparable(kind: Type, found: Type, value: Scalar) -> bool:
    if kind.kind in NUMERIC:
        money = kind.kind is Kind.MONEY
        return found.kind is Kind.ZERO or (
            isinstance(value, Fraction) and (found.kind is Kind.MONEY) == money
        )
    return kind.kind is found.kind
