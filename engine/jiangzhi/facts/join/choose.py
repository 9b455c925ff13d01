"""Which tables of a level are used together, and which are a question to the user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import PurePath
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.join.candidates import Candidate
from jiangzhi.facts.layout.words import hidden_as, where_in_sheet
from jiangzhi.facts.table.read import Table
from jiangzhi.facts.words import name_of
from jiangzhi.words import Words

#: Sheets of one workbook that are parts of one table by their names.
_PART: Final = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:月份?|季度?)|[1-4]季度")
#: Two tables with fewer of their names in common are parts with a slip, not rivals.
_RIVALS: Final = 0.5
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OTHER_YEAR: Final = re.compile(r"上年|去年|上一年|前年|往年|以前年度|上期|同期|次年|下年|明年")


def fail_if_tables_compete(
    level: str, tables: Sequence[tuple[Candidate, Table]]
) -> list[Diagnostic]:
    """A problem where several tables may each be the one that is meant."""
    rivals: dict[int, Table] = {}
    for (i, (one, first)), (j, (other, second)) in combinations(enumerate(tables), 2):
        if one.asked and other.asked:
            continue
        if _compete(one, first, other, second):
            rivals[i], rivals[j] = first, second
    if not rivals:
        return []
    sheets = {(table.grid.file, table.grid.sheet) for table in rivals.values()}
    return [_within_a_sheet(level, rivals) if len(sheets) == 1 else _among_sheets(level, rivals)]


def _within_a_sheet(level: str, rivals: dict[int, Table]) -> Diagnostic:
    first = next(iter(rivals.values()))
    words = [where_in_sheet(table.heading) for table in rivals.values()]
    return problems.TABLES_COMPETE.at(
        first.grid.place(first.heading.top),
        because=[
            Because(Words(zh, en), table.grid.place(table.heading.top))
            for (zh, en), table in zip(words, rivals.values(), strict=True)
        ],
        sheet=first.grid.sheet,
        level=level,
        places=Words("、".join(zh for zh, _ in words), ", ".join(en for _, en in words)),
    )


def _among_sheets(level: str, rivals: dict[int, Table]) -> Diagnostic:
    places = [Because(f"“{table.grid.sheet}”", table.grid.place()) for table in rivals.values()]
    files = {table.grid.file for table in rivals.values()}
    names = [
        (f"“{t.grid.sheet}”" if len(files) == 1 else f"“{t.grid.file}!{t.grid.sheet}”")
        + hidden_as(t.grid)[0]
        for t in rivals.values()
    ]
    first = next(iter(rivals.values()))
    return problems.SHEETS_COMPETE.at(
        first.grid.place(), because=places, level=level, sheets="、".join(dict.fromkeys(names))
    )


def _compete(one: Candidate, first: Table, other: Candidate, second: Table) -> bool:
    if _of_different_years(first.grid, second.grid):
        return True
    if not one.inputs and not other.inputs:
        return _name_others(first, second)
    if not one.inputs & other.inputs:
        return False
    if _years_differ(_titles(first), _titles(second)):
        return True
    if first.grid.file != second.grid.file:
        return not one.level.detail and _same_names(first, second)
    if first.grid.sheet == second.grid.sheet:
        return not one.level.detail and _same_names(first, second)
    return not _are_parts(first, second)


def _of_different_years(one: Grid, other: Grid) -> bool:
    """Whether the names of two sheets, or of their files, say that they are of two years."""
    pairs = [(one.sheet, other.sheet)]
    if one.file != other.file:
        pairs.append((PurePath(one.file).stem, PurePath(other.file).stem))
    return any(_years_differ(first, second) for first, second in pairs)


def _years_differ(one: str, other: str) -> bool:
    years = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    if years[0] and years[1] and not years[0] & years[1]:
        return True
    return bool(_OTHER_YEAR.search(one)) != bool(_OTHER_YEAR.search(other))


def _titles(table: Table) -> str:
    """What stands above a table's headings, but for what names it only."""
    above = [cell for cells in table.grid.rows[: table.heading.top] for cell in cells]
    return " ".join(cell for cell in above if isinstance(cell, str))


def _are_parts(one: Table, other: Table) -> bool:
    """Whether two sheets of a workbook are parts of one table by their names: months, or the
    places whose rows they hold."""
    names = [name_of(table.grid.sheet) for table in (one, other)]
    if one.level.detail and all(_PART.search(name) for name in names):
        return _PART.sub("", names[0]) == _PART.sub("", names[1])
    return all(_holds_one_place(table) for table in (one, other)) and names[0] != names[1]


def _holds_one_place(table: Table) -> bool:
    """Whether all rows are of one place, which the sheet's name names."""
    sheet = name_of(table.grid.sheet)
    for names in table.names.values():
        held = set(names)
        if len(held) == 1 and (name := next(iter(held))) and name in sheet:
            return True
    return False


def _same_names(one: Table, other: Table) -> bool:
    first = set(zip(*one.names.values(), strict=True))
    second = set(zip(*other.names.values(), strict=True))
    return len(first & second) > _RIVALS * min(len(first), len(second))


def _name_others(one: Table, other: Table) -> bool:
    """Whether two lists of names have some in common, and each or one has more."""
    own = one.chain[-1] if one.chain else ""
    first, second = set(one.names.get(own, ())), set(other.names.get(own, ()))
    return bool(first & second) and first != second and not _are_parts(one, other)
