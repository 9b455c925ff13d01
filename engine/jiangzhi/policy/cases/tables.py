"""算例 tables: sets of entities with what must come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jiangzhi.document.model import Text
from jiangzhi.policy import problems
from jiangzhi.policy.cases.cells import read_case_table
from jiangzhi.policy.claims import CaseRole, CaseRow, CaseTable, WorkedCase
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.names.subject import subject_level
from jiangzhi.policy.written.front import Front
from jiangzhi.policy.written.period import read_day
from jiangzhi.policy.written.tables import ReadTable, TableKind


def read_cases(tables: Sequence[ReadTable], scope: Scope, front: Front) -> list[WorkedCase]:
    """The worked cases, each with the detail tables that follow it."""
    cases: list[WorkedCase] = []
    readable = False
    for read in tables:
        if read.kind is TableKind.CASES:
            case = _read_case(read, scope, front)
            readable = case is not None and case.given is not None
            if case is not None:
                cases.append(case)
        elif read.table is tables[0].table:
            _refuse_details(read, scope)
        elif readable:
            cases[-1] = _with_details(cases[-1], read, scope, front)
    return cases


def _read_case(read: ReadTable, scope: Scope, front: Front) -> WorkedCase | None:
    title = read.subject.text if read.subject is not None else ""
    as_of = _day(read.brackets, scope)
    place = read.table.place
    if as_of is not None and as_of != scope.as_of:
        return WorkedCase(title, as_of, None, {}, place)
    table = read_case_table(read.table, subject_level(front, scope), scope, front.money_unit)
    return None if table is None else WorkedCase(title, as_of, table, {}, place)


def _with_details(case: WorkedCase, read: ReadTable, scope: Scope, front: Front) -> WorkedCase:
    level = read.subject.text if read.subject is not None else ""
    given = case.given
    assert given is not None
    if not _may_follow(level, case, given.level, scope):
        _refuse_details(read, scope, given.level)
        return case
    table = read_case_table(read.table, level, scope, front.money_unit)
    if table is None:
        return case
    parent = scope.levels[level].parent
    named = any(c.role is CaseRole.KEY and c.name == level for c in table.columns)
    if not named and not scope.levels[level].detail and parent != scope.whole:
        _refuse_unnamed(read, level, scope)
        return case
    for row in table.rows:
        owners = _owners(row, table, case, str(parent), scope)
        if owners != 1:
            _refuse_owner(row, owners, scope)
    return replace(case, details={**case.details, level: table})


def _may_follow(level: str, case: WorkedCase, subject: str, scope: Scope) -> bool:
    """Whether rows of a level can be given below a case: beside or below its subject, under a
    level whose entities are named before."""
    if level not in scope.levels or level in case.details or level in scope.chain(subject):
        return False
    parent = scope.levels[level].parent
    return parent in scope.chain(subject) or parent in case.details


def _owners(row: CaseRow, table: CaseTable, case: WorkedCase, parent: str, scope: Scope) -> int:
    """How many entities of the level above a row of a detail table may belong to."""
    given = case.given
    assert given is not None
    if parent == scope.whole:
        return 1
    if parent == given.level:
        named = [r for r in given.rows if r.name == row.name]
        return sum(_keys_agree(given, r, table, row) for r in named)
    if parent in case.details:
        above = case.details[parent]
        keys = [key_cells(above, r) for r in above.rows]
        own = [r.name for r in above.rows] if scope.levels[parent].parent == scope.whole else None
        names = own or [key.get(parent, "") for key in keys]
        return names.count(row.name)
    return int(any(key_cells(given, r).get(parent) == row.name for r in given.rows))


def _keys_agree(given: CaseTable, owner: CaseRow, table: CaseTable, row: CaseRow) -> bool:
    one, other = key_cells(given, owner), key_cells(table, row)
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def key_cells(table: CaseTable, row: CaseRow) -> dict[str, str]:
    """The names of higher entities that a row gives, by level."""
    return {
        column.name: str(cell)
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.role is CaseRole.KEY and cell is not None
    }


def _refuse_details(read: ReadTable, scope: Scope, subject: str = "") -> None:
    level = read.subject.text if read.subject is not None else ""
    reason = "要紧跟在算例后面,冒号后写主体下面或旁边的一层,一层一张,上层的在前"
    reason_en = "it follows a case and names a level beside or below its subject, higher ones first"
    if subject:
        reason += f";这里的主体是{subject},按别的层写算例就在文件头写“主体: 层”"
        reason_en += f"; the subject is {subject}"
    scope.found.append(
        problems.CASE_BAD.at(
            read.table.place, text=f"算例明细: {level}", reason=reason, reason_en=reason_en
        )
    )


def _refuse_unnamed(read: ReadTable, level: str, scope: Scope) -> None:
    scope.found.append(
        problems.CASE_BAD.at(
            read.table.place, text=f"算例明细: {level}",
            reason=f"第一列写上一层的名字,再加一列“{level}”写各行自己的名字",
            reason_en=f"name the entity above first, and each row’s own name in a column “{level}”",
        )
    )  # fmt: skip


def _refuse_owner(row: CaseRow, owners: int, scope: Scope) -> None:
    reason = "上面的算例里有几个同名的,加一列上层的名字" if owners else "上面的算例里没有这个名字"
    reason_en = "several rows above have this name" if owners else "no row above has this name"
    scope.found.append(
        problems.CASE_BAD.at(row.place, text=row.name, reason=reason, reason_en=reason_en)
    )


def _day(brackets: Sequence[Text], scope: Scope) -> date | None:
    days = [read_day(bracket.text) for bracket in brackets]
    for number, (bracket, day) in enumerate(zip(brackets, days, strict=True)):
        if day is not None and not number:
            continue
        scope.found.append(
            problems.CASE_BAD.at(
                bracket.place, text=bracket.text, reason="括号里写基准日,如 2015-12-31",
                reason_en="the brackets hold a day",
            )
        )  # fmt: skip
    return days[0] if days else None
