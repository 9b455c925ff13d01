"""Grids of all files → facts of all levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from jiangzhi.diagnostic import CellPlace, Diagnostic, Severity, refuse_on_errors
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.join.candidates import OUR_SHEETS, Candidate, find_candidates
from jiangzhi.facts.join.choose import fail_if_tables_compete
from jiangzhi.facts.join.keys import Key, complete_names, is_complete
from jiangzhi.facts.join.left_out import (
    fail_if_a_sheet_is_missing,
    fail_if_nothing_is_computed,
    fail_if_rows_belong_to_nothing,
)
from jiangzhi.facts.join.level import (
    Rows,
    facts_of_level,
    lay_out_rows,
    parent_rows,
)
from jiangzhi.facts.join.parents import fail_if_parents_are_unknown
from jiangzhi.facts.join.totals_of_parts import accept_totals_of_all_parts
from jiangzhi.facts.layout.find import tables_in
from jiangzhi.facts.layout.look import levels_to_look_for
from jiangzhi.facts.layout.words import note_layouts, warn_of_unused
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts, Source
from jiangzhi.facts.parameters import GivenValues, read_parameters
from jiangzhi.facts.stated_year import stated_year
from jiangzhi.facts.table.columns_apart import warn_of_last_year
from jiangzhi.facts.table.fields import chain_of, inputs_of
from jiangzhi.facts.table.mapping import is_mapping, read_mapping
from jiangzhi.facts.table.read import (
    Table,
    competing,
    note_table,
    read_table_names,
    read_table_values,
)
from jiangzhi.facts.words import listed, name_of
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.policy.model import Level, Policy

Prior = Mapping[str, Mapping[tuple[str, ...], Scalar | None]]
#: Names that a note lists; a county has no more towns.
_NAMED: Final = 200
Tables = dict[str, list[tuple[Candidate, Table]]]


def facts_of_grids(
    policy: Policy,
    grids: Sequence[Grid],
    *,
    files: Mapping[str, str],
    asked: Sequence[tuple[str, str]],
    given: Mapping[str, str],
    prior: Prior,
    notes: list[Diagnostic],
) -> Facts:
    """Everything that the grids say. Raises ``Refused`` with all problems found."""
    found = list(notes)
    names = {level.name for level in policy.levels[1:]} | {i.name for i in policy.inputs}
    mappings = {
        file: read_mapping([grid for grid in grids if grid.file == file], names, found)
        for file in {grid.file: None for grid in grids}
    }
    values = read_parameters(policy, grids, given)
    found.extend(values.found)
    others = [g for g in grids if not is_mapping(g) and not any(g is s for s in values.sheets)]
    looks = levels_to_look_for(policy)
    parts = [part for grid in others for part in tables_in(grid, looks, found)]
    candidates = find_candidates(policy, parts, mappings, asked, found)
    rivals: dict[str, list[Grid]] = {}
    tables = _tables(policy, candidates, rivals, found)
    rivalling = [grid for sheets in rivals.values() for grid in sheets]
    used = [table.grid for pairs in tables.values() for _, table in pairs]
    unused = [g for g in parts if not any(g is other for other in (*used, *rivalling))]
    found.extend(fail_if_a_sheet_is_missing(policy, tables, rivals, unused, asked))
    joined: list[Diagnostic] = []
    levels = _levels(policy, tables, values, joined)
    joined.extend(fail_if_rows_belong_to_nothing(policy, tables, levels, rivals))
    for pairs in tables.values():
        for _, table in pairs:
            found.extend(table.found)
    found.extend(joined)
    found.extend(_apart_from_last_year(policy, tables, prior))
    found.extend(note_layouts(used))
    found.extend(warn_of_unused((g for g in unused if _beside_a_used(g, used)), looks))
    _note_unused([g for g in unused if not _beside_a_used(g, used)], found)
    refuse_on_errors(_in_order(found))
    refuse_on_errors(fail_if_nothing_is_computed(policy, levels, tables))
    return Facts(
        levels=levels,
        given={name: value for name, value in values.values.items() if not _is_input(policy, name)},
        prior=prior,
        files=files,
        notes=_in_order(found),
        year=stated_year(grids),
    )


def _apart_from_last_year(policy: Policy, tables: Tables, prior: Prior) -> list[Diagnostic]:
    """Warnings for the columns of money that are a whole unit off last year's."""
    found: list[Diagnostic] = []
    for name, pairs in tables.items():
        for given in inputs_of(policy, name):
            if given.type.kind is not Kind.MONEY or given.name not in prior:
                continue
            for _, table in pairs:
                if given.name in table.columns and is_complete(table):
                    keys = list(zip(*(table.names[n] for n in table.chain), strict=True))
                    column, values = table.heading.columns[given.name], table.columns[given.name]
                    found += warn_of_last_year(
                        table.grid, column, keys, values.values, prior[given.name]
                    )
    return found


def _is_input(policy: Policy, name: str) -> bool:
    return any(given.name == name for given in policy.inputs)


def _tables(
    policy: Policy,
    candidates: Sequence[Candidate],
    rivalling: dict[str, list[Grid]],
    found: list[Diagnostic],
) -> Tables:
    """The tables of each level; empty ones only where there is no other. Sheets that are a
    question to the user are no tables, and go to ``rivalling`` by level."""
    every: list[tuple[Candidate, Table]] = []
    for candidate in candidates:
        every.append((candidate, read_table_names(policy, candidate.level, candidate.heading)))
    tables: Tables = {}
    for level in policy.levels[1:]:
        mine = [pair for pair in every if pair[0].level.name == level.name]
        filled = [pair for pair in mine if pair[1].rows or pair[0].asked]
        tables[level.name] = filled or mine[:1]
    complete_names(policy, [table for pairs in tables.values() for _, table in pairs])
    for level in policy.levels[1:]:
        pairs = tables[level.name]
        pairs.sort(key=lambda pair: not is_complete(pair[1]))
        rivals = fail_if_tables_compete(level.name, pairs)
        if rivals:
            found.extend(rivals)
            tables[level.name] = []
            rivalling[level.name] = [table.grid for _, table in pairs]
            continue
        for candidate, table in pairs:
            found.extend(_competing(candidate))
            inputs = [
                given
                for given in inputs_of(policy, level.name)
                if given.name in candidate.inputs and given.name in table.heading.columns
            ]
            read_table_values(table, inputs)
            note_table(table)
        accept_totals_of_all_parts([table for _, table in pairs])
        if pairs and not level.detail and _is_empty(pairs):
            found.append(problems.NO_ROWS.at(pairs[0][1].grid.place(), level=level.name))
    return tables


def _is_empty(pairs: Sequence[tuple[Candidate, Table]]) -> bool:
    """Whether there is not even a row that was refused."""
    refused = [d for _, table in pairs for d in table.found if d.severity is Severity.ERROR]
    return not refused and not any(table.rows for _, table in pairs)


def _competing(candidate: Candidate) -> list[Diagnostic]:
    return competing(candidate.heading)


def _levels(
    policy: Policy, tables: Tables, values: GivenValues, found: list[Diagnostic]
) -> dict[str, LevelFacts]:
    whole = policy.levels[0]
    levels = {whole.name: _whole(policy, whole, values)}
    laid: dict[str, Rows] = {}
    for level in policy.levels[1:]:
        if tables[level.name] and not level.detail:
            laid[level.name] = lay_out_rows(policy, level, tables[level.name], (), found)
    for level in policy.levels[1:]:
        if level.name not in laid and not level.detail:
            laid[level.name] = _derived(policy, level, tables, laid)
    found.extend(fail_if_parents_are_unknown(policy, tables, laid))
    for level in policy.levels[1:]:
        parent = level.parent or whole.name
        above = laid[parent].keys if parent in laid else [()]
        if level.detail:
            laid[level.name] = lay_out_rows(policy, level, tables[level.name], above, found)
        rows = laid[level.name]
        if tables[level.name]:
            levels[level.name] = facts_of_level(
                policy, level, tables[level.name], rows, parents=above, found=found
            )
            if level.detail:
                _name_those_without(level, rows, above, tables, found)
        else:
            levels[level.name] = _without_sheet(policy, level, rows, above)
    return levels


def _whole(policy: Policy, whole: Level, values: GivenValues) -> LevelFacts:
    """The one row of the whole, from the parameter sheets."""
    columns: dict[str, FactColumn] = {}
    cells: dict[str, Mapping[int, CellPlace]] = {}
    for given in inputs_of(policy, whole.name):
        value = values.values.get(given.name)
        columns[given.name] = FactColumn(
            [value.value if value is not None else given.blank],
            [value.raw if value is not None else ""],
        )
        if value is not None and isinstance(value.place, CellPlace):
            cells[given.name] = {0: value.place}
    sources = tuple(Source(grid.file, grid.sha256, grid.sheet, {}) for grid in values.sheets)
    return LevelFacts(whole.name, [()], [0], sources, [-1], [0], columns, cells)


def _derived(policy: Policy, level: Level, tables: Tables, laid: Mapping[str, Rows]) -> Rows:
    """The rows of a level without a sheet: the names that lower levels' rows state."""
    depth = len(chain_of(policy, level.name))
    keys: dict[Key, None] = {}
    for lower in policy.levels[1:]:
        chain = chain_of(policy, lower.name)
        if level.name not in chain:
            continue
        if lower.name in laid:
            keys.update(dict.fromkeys(key[:depth] for key in laid[lower.name].keys))
        elif lower.detail:
            for _, table in tables[lower.name]:
                columns = [table.names.get(name, [""] * len(table.rows)) for name in chain[:depth]]
                stated = zip(*columns, strict=True)
                keys.update(dict.fromkeys(key for key in stated if "" not in key))
    return Rows(list(keys), [-1] * len(keys), [0] * len(keys))


def _without_sheet(policy: Policy, level: Level, rows: Rows, parents: Sequence[Key]) -> LevelFacts:
    count = len(rows.keys)
    columns = {
        given.name: FactColumn([given.blank] * count, [""] * count)
        for given in inputs_of(policy, level.name)
    }
    above = parent_rows(rows.keys, parents, level)
    return LevelFacts(level.name, rows.keys, above, (), rows.source_of, rows.row_of, columns)


def _name_those_without(
    level: Level, rows: Rows, parents: Sequence[Key], tables: Tables, found: list[Diagnostic]
) -> None:
    there = set(rows.keys)
    absent = ["/".join(key) for key in parents if key and key not in there]
    if absent:
        place = tables[level.name][0][1].grid.place()
        found.append(
            problems.WITHOUT_DETAIL.at(place, level=level.name, keys=listed(absent, most=_NAMED))
        )


def _beside_a_used(grid: Grid, used: Sequence[Grid]) -> bool:
    return any((grid.file, grid.sheet) == (other.file, other.sheet) for other in used)


def _note_unused(grids: Sequence[Grid], found: list[Diagnostic]) -> None:
    unused = [grid for grid in grids if any(grid.rows) and name_of(grid.sheet) not in OUR_SHEETS]
    for file in {grid.file: None for grid in unused}:
        names = listed(grid.sheet for grid in unused if grid.file == file)
        place = next(grid for grid in unused if grid.file == file).place()
        found.append(problems.SHEETS_IGNORED.at(place, sheets=names))


def _in_order(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Errors first, then warnings, then notes; else as found."""
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return tuple(sorted(found, key=lambda d: rank[d.severity]))
