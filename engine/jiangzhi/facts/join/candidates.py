"""Which sheets can be tables of which level."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid, Layout
from jiangzhi.facts.join.name_lists import find_name_list, heading_of_names
from jiangzhi.facts.table.fields import chain_of, fields_of, inputs_of
from jiangzhi.facts.table.headings import find_heading
from jiangzhi.facts.table.model import Heading
from jiangzhi.facts.words import name_of
from jiangzhi.policy.model import Level, Policy

#: Sheets that this program itself writes beside the data.
OUR_SHEETS: Final = frozenset({"填写说明", "问题清单"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sheet read as a table of a level. ``asked`` where the user named the sheet for it;
    ``only`` are the inputs to take from it, all where it is empty."""

    level: Level
    heading: Heading
    asked: bool = False
    only: frozenset[str] = frozenset()

    @property
    def inputs(self) -> set[str]:
        """The inputs found, once or more often."""
        both = {*self.heading.columns, *self.heading.rivals}
        own = {
            name
            for name in both
            if (
                self.heading.columns[name].field.input
                if name in self.heading.columns
                else self.heading.rivals[name][0].field.input
            )
            is not None
        }
        return own & self.only if self.only else own


def find_candidates(
    policy: Policy,
    grids: Sequence[Grid],
    mappings: Mapping[str, Mapping[str, str]],
    asked: Sequence[tuple[str, str]],
    found: list[Diagnostic],
) -> list[Candidate]:
    """The sheets that can be tables, each for one level: the one it serves best. Those that
    give no input can be lists of the names of a level without inputs.

    ``asked`` are pairs of a level or input and a sheet's name; ``mappings`` are headings by file.
    """
    levels = [level for level in policy.levels[1:] if inputs_of(policy, level.name)]
    wanted = _asked_for(policy, grids, asked, found)
    settled = {target for target, only in wanted.values() if not only}
    candidates: list[Candidate] = []
    for grid in grids:
        key = (grid.file, grid.sheet)
        mapping = mappings.get(grid.file, {})
        if key in wanted:
            candidate = _for_asked(policy, grid, mapping, *wanted[key])
            if candidate is not None:
                candidates.append(candidate)
            continue
        fitting = [
            candidate
            for level in levels
            if level.name not in settled
            and (candidate := _candidate(policy, level, grid, mapping)) is not None
        ]
        if fitting:
            candidates.append(max(fitting, key=lambda c: _fitness(policy, c)))
            continue
        named = None if name_of(grid.sheet) in OUR_SHEETS else find_name_list(policy, grid, mapping)
        if named is not None and named.level.name not in settled:
            candidates.append(Candidate(named.level, named.heading))
    return candidates


def _candidate(
    policy: Policy, level: Level, grid: Grid, mapping: Mapping[str, str]
) -> Candidate | None:
    chain = chain_of(policy, level.name)
    inputs = frozenset(given.name for given in inputs_of(policy, level.name))
    heading = find_heading(grid, fields_of(policy, level.name), mapping, needed=inputs)
    if heading is None:
        return None
    names = {*heading.columns, *heading.rivals}
    if chain and grid.layout is Layout.BESIDE and not _has_names(heading, chain[-1]):
        return None
    return Candidate(level, heading) if not chain or chain[-1] in names else None


def _has_names(heading: Heading, own: str) -> bool:
    """Whether the column of names, which a letter may have chosen, is one of this table's."""
    column = heading.columns.get(own)
    return column is None or any(
        column.index < len(cells) and cells[column.index] is not None
        for cells in heading.grid.rows[heading.top :]
    )


def _fitness(policy: Policy, candidate: Candidate) -> tuple[int, float, int, int]:
    every = inputs_of(policy, candidate.level.name)
    count = len(candidate.inputs)
    sheet = name_of(candidate.heading.grid.sheet)
    named = candidate.level.name in sheet
    return (count, count / len(every), int(named), int(not candidate.level.detail))


def _for_asked(
    policy: Policy, grid: Grid, mapping: Mapping[str, str], target: str, only: frozenset[str]
) -> Candidate | None:
    level = next(level for level in policy.levels if level.name == target)
    if not level.detail and not inputs_of(policy, level.name):
        heading = heading_of_names(policy, level, grid, mapping)
        return None if heading is None else Candidate(level, heading, asked=True)
    candidate = _candidate(policy, level, grid, mapping)
    if candidate is None:
        return None
    return Candidate(level, candidate.heading, asked=True, only=only)


def _named(grids: Sequence[Grid], wanted: str) -> list[Grid]:
    """The sheets of a name, written ``表名`` or ``文件!表名``."""
    file, bang, name = wanted.rpartition("!")
    return [
        grid
        for grid in grids
        if name_of(grid.sheet) == name_of(name) and (not bang or grid.file.endswith(file))
    ]


def _asked_for(
    policy: Policy,
    grids: Sequence[Grid],
    asked: Sequence[tuple[str, str]],
    found: list[Diagnostic],
) -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    """By sheet the level that was asked for it, and the inputs where only some were."""
    levels = {level.name for level in policy.levels[1:]}
    inputs = {given.name: given.level for given in policy.inputs}
    wanted: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
    for target, sheet in asked:
        if target not in levels and target not in inputs:
            known: Collection[str] = [*levels, *inputs]
            found.append(problems.SHEET_UNKNOWN.at(None, name=target, known="、".join(known)))
            continue
        fitting = _named(grids, sheet) or [
            grid for part in sheet.split("、") for grid in _named(grids, part)
        ]
        if not fitting:
            sheets = "、".join(dict.fromkeys(grid.sheet for grid in grids))
            found.append(problems.SHEET_UNKNOWN.at(None, name=sheet, known=sheets))
        for grid in fitting:
            key = (grid.file, grid.sheet)
            if target in levels:
                wanted[key] = (target, frozenset())
            else:
                before = wanted.get(key, ("", frozenset()))[1]
                wanted[key] = (inputs[target], before | {target})
    return wanted
