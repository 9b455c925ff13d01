"""算例 tables: sets of entities with what must come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from jiangzhi.document.model import Text
from jiangzhi.formula.types import WORDS, Kind
from jiangzhi.policy import problems
from jiangzhi.policy.case_cells import read_given, read_value, unit_of
from jiangzhi.policy.claims import Expected, WorkedCase
from jiangzhi.policy.front import Front
from jiangzhi.policy.period import read_day
from jiangzhi.policy.scope import Scope
from jiangzhi.policy.subject import subject_level
from jiangzhi.policy.tables import ReadTable, TableKind
from jiangzhi.policy.text import cut, nearest

STATE_WORDS: Final = ("待定", "不能算")


def read_cases(tables: Sequence[ReadTable], scope: Scope, front: Front) -> list[WorkedCase]:
    """The worked cases, each with the detail tables that follow it."""
    cases: list[WorkedCase] = []
    readable = True
    for read in tables:
        if read.kind is TableKind.CASES:
            case = _read_case(read, scope, front)
            readable = case is not None
            if case is not None:
                cases.append(case)
            continue
        if not readable:
            continue
        level = read.subject.text if read.subject is not None else ""
        if level not in scope.levels or not cases or level in cases[-1].details:
            place = read.table.place
            scope.found.append(
                problems.CASE_BAD.at(
                    place,
                    text=f"算例明细: {level}",
                    reason="要紧跟在算例后面,冒号后写明细层的名字",
                    reason_en="it follows a case and names a detail level",
                )
            )
            continue
        detail = read_given(read.table, level, scope, front.money_unit)
        if detail is not None:
            cases[-1] = replace(cases[-1], details={**cases[-1].details, level: detail})
    return cases


def _read_case(read: ReadTable, scope: Scope, front: Front) -> WorkedCase | None:
    title, brackets = (read.subject.text, read.brackets) if read.subject else ("", ())
    as_of = _day(brackets, scope)
    wanted = [(i, cut(h, 1)) for i, h in enumerate(read.table.header) if _is_expected(h)]
    good = True
    for _, name in wanted:
        if name.text not in scope.defined_at:
            close = nearest(name.text, scope.known_names())
            scope.found.append(problems.NAME_UNKNOWN.at(name.place, name=name.text, **close))
        if scope.quantities.get(name.text) is None and name.text not in scope.inputs:
            good = False
    if not good:
        return None
    expected = []
    for row in read.table.rows:
        cells = [
            _expected(name.text, row[i], scope, front.money_unit)
            for i, name in wanted
            if row[i].text
        ]
        expected.append(tuple(cell for cell in cells if cell is not None))
    table = read_given(read.table, subject_level(front, scope), scope, front.money_unit)
    if table is None:
        return None
    return WorkedCase(title, as_of, table, {}, tuple(expected), read.table.place)


def _is_expected(heading: Text) -> bool:
    return heading.text[:1] in ("=", "＝")


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
    value = read_value(name, kind, written, scope, money_unit)
    if value is None:
        return None
    unit = unit_of(written.text)
    if kind.kind is Kind.MONEY and not unit:
        unit = money_unit
    percent = "%" if written.text.rstrip().endswith(("%", "％")) else ""
    digits = written.text.removesuffix(unit).rstrip("%％ ")
    places = len(digits.partition(".")[2]) if about else None
    return Expected(name, value, "", places, unit or percent, text)
