"""What would be left out in silence: sheets that are missing, rows of nothing, runs of nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.join.candidates import OUR_SHEETS, Candidate
from jiangzhi.facts.join.name_lists import has_more_than_names, may_be_of
from jiangzhi.facts.model import LevelFacts
from jiangzhi.facts.table.fields import chain_of, inputs_of
from jiangzhi.facts.table.read import Table
from jiangzhi.facts.words import listed, name_of
from jiangzhi.policy.model import Level, Policy

Tables = Mapping[str, Sequence[tuple[Candidate, Table]]]


def fail_if_a_sheet_is_missing(
    policy: Policy,
    tables: Tables,
    rivals: Collection[str],
    unused: Sequence[Grid],
    asked: Sequence[tuple[str, str]],
) -> list[Diagnostic]:
    """A problem for each level with inputs and no sheet: a warning for a detail level, which
    may have no rows, where no other sheet may be meant for it. ``rivals`` are the levels whose
    sheets are a question already."""
    others = [grid for grid in unused if name_of(grid.sheet) not in OUR_SHEETS]
    pairs = [pair for found in tables.values() for pair in found]
    for candidate, table in pairs:
        if not candidate.inputs and not candidate.asked and has_more_than_names(candidate.heading):
            others.append(table.grid)
    some = any(candidate.inputs for candidate, _ in pairs)
    found: list[Diagnostic] = []
    for level in policy.levels[1:]:
        if tables[level.name] or level.name in rivals or not inputs_of(policy, level.name):
            continue
        none_this_year = (
            some
            and level.detail
            and all(target != level.name for target, _ in asked)
            and not may_be_of(policy, level, others)
        )
        problem = problems.DETAIL_WITHOUT_SHEET if none_this_year else problems.NO_SHEET
        found.append(problem.at(None, level=level.name, wanted=_wanted(policy, level)))
    return found


def fail_if_rows_belong_to_nothing(
    policy: Policy,
    tables: Tables,
    levels: Mapping[str, LevelFacts],
    rivals: Collection[str],
) -> list[Diagnostic]:
    """A problem for each detail sheet whose rows say less than whose they are, where there is
    no other row to tell it by."""
    found: list[Diagnostic] = []
    for level in policy.levels[1:]:
        parent = next((above for above in policy.levels[1:] if above.name == level.parent), None)
        if not level.detail or parent is None or parent.name in rivals:
            continue
        if tables[parent.name] or levels[parent.name].keys or inputs_of(policy, parent.name):
            continue
        for _, table in tables[level.name]:
            stated = [name for name in table.chain if name in table.names]
            missing = [
                name
                for name in table.chain
                if "" in table.names.get(name, [""]) and name not in table.heading.rivals
            ]
            if not table.rows or not missing:
                continue
            found.append(
                problems.ROWS_OF_NOTHING.at(
                    table.grid.place(table.rows[0]),
                    sheet=table.grid.sheet,
                    count=str(len(table.rows)),
                    stated="、".join(stated) or "—",
                    missing="、".join(missing),
                    parent=parent.name,
                    wanted=_wanted(policy, parent),
                )
            )
    return found


def fail_if_nothing_is_computed(
    policy: Policy, levels: Mapping[str, LevelFacts], tables: Tables
) -> list[Diagnostic]:
    """A problem where there is not one row of what the policy publishes results of."""
    if levels[policy.subject].keys:
        return []
    subject = next(level for level in policy.levels if level.name == policy.subject)
    grids = [table.grid for pairs in tables.values() for _, table in pairs]
    return [
        problems.NOTHING_COMPUTED.at(
            grids[0].place() if grids else None,
            level=subject.name,
            wanted=_wanted(policy, subject),
        )
    ]


def _wanted(policy: Policy, level: Level) -> str:
    names = [*chain_of(policy, level.name), *(i.name for i in inputs_of(policy, level.name))]
    return listed(f"“{name}”" for name in names)
