"""A worked case as facts, as if its tables had been a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jiangzhi.facts.model import FactColumn, Facts, Given, LevelFacts
from jiangzhi.formula.types.types import Scalar
from jiangzhi.plan.model import Plan
from jiangzhi.policy.cases.tables import key_cells
from jiangzhi.policy.claims import CaseRole, CaseTable, WorkedCase
from jiangzhi.policy.model import Input, Level, Policy, Quantity

#: The name of a higher entity that a worked case does not name.
UNNAMED = "(未写)"


@dataclass(slots=True)
class _Rows:
    """The rows of a level while a case is laid out."""

    keys: list[tuple[str, ...]] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    values: dict[str, list[Scalar | None]] = field(default_factory=dict)


def facts_of_case(policy: Policy, plan: Plan, case: WorkedCase) -> Facts:
    """The rows, on every level, of a case of the policy's own day; empty cells are missing."""
    assert case.given is not None
    levels = {level.name: level for level in policy.levels}
    chain = _chain(levels, plan.subject)
    rows = {level.name: _Rows() for level in policy.levels}
    whole = policy.levels[0].name
    rows[whole].keys.append(())
    rows[whole].parents.append(0)
    given: dict[str, Given] = {}
    prior: dict[str, dict[tuple[str, ...], Scalar | None]] = {}
    for row in case.given.rows:
        named = key_cells(case.given, row)
        path = (*(named.get(level, UNNAMED) for level in chain[:-1]), row.name)
        _place(path, chain, whole, rows)
        for column, cell in zip(case.given.columns, row.cells, strict=True):
            if column.role is CaseRole.PARAMETER and cell is not None:
                given[column.name] = Given(cell, str(cell), None)
            elif column.role is CaseRole.PRIOR:
                level = _level_of(column.name, policy)
                depth = chain.index(level) + 1 if level in chain else 0
                prior.setdefault(column.name, {})[path[:depth]] = cell
            elif column.role is CaseRole.INPUT:
                _set(_input(policy, column.name), path, chain, rows, cell)
    for name, table in case.details.items():
        _place_details(name, table, levels, rows)
    return Facts(
        levels={name: _level_facts(levels[name], rows[name], policy) for name in levels},
        given=given,
        prior=prior,
        files={},
        notes=(),
    )


def _place(
    path: tuple[str, ...], chain: Sequence[str], whole: str, rows: Mapping[str, _Rows]
) -> None:
    parent, parent_rows = whole, 0
    for depth, level in enumerate(chain, start=1):
        key = path[:depth]
        here = rows[level]
        if key not in here.keys or level == chain[-1]:
            here.keys.append(key)
            here.parents.append(parent_rows if parent != whole else 0)
        parent, parent_rows = level, here.keys.index(key)


def _set(
    given: Input,
    path: tuple[str, ...],
    chain: Sequence[str],
    rows: Mapping[str, _Rows],
    cell: Scalar | None,
) -> None:
    here = rows[given.level]
    key = path[: chain.index(given.level) + 1] if given.level in chain else ()
    at = len(here.keys) - 1 if given.level == chain[-1] else here.keys.index(key)
    column = here.values.setdefault(given.name, [])
    column.extend([None] * (at + 1 - len(column)))
    if column[at] is None:
        column[at] = cell


def _place_details(
    name: str, table: CaseTable, levels: Mapping[str, Level], rows: Mapping[str, _Rows]
) -> None:
    """The rows of a level beside or below the subject, each under the entity that it names."""
    here, level = rows[name], levels[name]
    assert level.parent is not None
    top = levels[level.parent].parent is None
    above = _chain(levels, level.parent)
    for row in table.rows:
        named = key_cells(table, row)
        owner = 0
        if not top:
            owner = next(
                index
                for index, key in enumerate(rows[level.parent].keys)
                if key[-1] == row.name
                and all(key[above.index(at)] == one for at, one in named.items() if at in above)
            )
        own = (row.name if top else named.get(name, row.name),)
        key = rows[level.parent].keys[owner]
        here.keys.append(key if level.detail else (*key, *own))
        here.parents.append(owner)
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.role is CaseRole.INPUT:
                here.values.setdefault(column.name, []).append(cell)


def _level_facts(level: Level, rows: _Rows, policy: Policy) -> LevelFacts:
    count = len(rows.keys)
    columns: dict[str, FactColumn] = {}
    for given in policy.inputs:
        if given.level == level.name and given.name != level.name:
            values = rows.values.get(given.name, [given.blank] * count)
            values = [*values, *([given.blank] * (count - len(values)))]
            columns[given.name] = FactColumn(values, [""] * count)
    if not level.detail and level.parent is not None:
        names: list[Scalar | None] = [key[-1] for key in rows.keys]
        columns[level.name] = FactColumn(names, [""] * count)
    return LevelFacts(level.name, rows.keys, rows.parents, (), [-1] * count, [0] * count, columns)


def _chain(levels: Mapping[str, Level], subject: str) -> list[str]:
    names: list[str] = []
    name: str | None = subject
    while name is not None and levels[name].parent is not None:
        names.append(name)
        name = levels[name].parent
    return names[::-1]


def _level_of(name: str, policy: Policy) -> str:
    every: list[Quantity | Input] = [*policy.quantities, *policy.inputs]
    return next(given.level for given in every if given.name == name)


def _input(policy: Policy, name: str) -> Input:
    return next(given for given in policy.inputs if given.name == name)
