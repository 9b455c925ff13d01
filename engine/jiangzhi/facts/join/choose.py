"""Which tables of a level are used together, and which are a question to the user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.join.candidates import Candidate
from jiangzhi.facts.table.read import Table

#: Sheets of one workbook that are parts of one table by their names.
_PART: Final = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:月|季度?)|[1-4]季度")
#: Two tables with fewer of their names in common are parts with a slip, not rivals.
_RIVALS: Final = 0.5


def fail_if_tables_compete(
    level: str, tables: Sequence[tuple[Candidate, Table]]
) -> list[Diagnostic]:
    """A problem where several tables give the same inputs for the same names."""
    rivals: dict[int, Table] = {}
    for (i, (one, first)), (j, (other, second)) in combinations(enumerate(tables), 2):
        if one.asked and other.asked:
            continue
        if one.inputs & other.inputs and _same_rows(first, second):
            rivals[i], rivals[j] = first, second
    if not rivals:
        return []
    places = [Because(f"“{table.grid.sheet}”", table.grid.place()) for table in rivals.values()]
    files = {table.grid.file for table in rivals.values()}
    names = [
        f"“{t.grid.sheet}”" if len(files) == 1 else f"“{t.grid.file}!{t.grid.sheet}”"
        for t in rivals.values()
    ]
    first = next(iter(rivals.values()))
    return [
        problems.SHEETS_COMPETE.at(
            first.grid.place(), because=places, level=level, sheets="、".join(names)
        )
    ]


def _same_rows(one: Table, other: Table) -> bool:
    if one.level.detail:
        if one.grid.file != other.grid.file:
            return False
        if _PART.search(one.grid.sheet) and _PART.search(other.grid.sheet):
            return False
    first = set(zip(*one.names.values(), strict=True))
    second = set(zip(*other.names.values(), strict=True))
    return len(first & second) > _RIVALS * min(len(first), len(second))
