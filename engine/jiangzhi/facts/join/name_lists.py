"""Lists of names: the sheets of levels that have names and no inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.fields import chain_of, fields_of, inputs_of
from jiangzhi.facts.table.headings import find_heading
from jiangzhi.facts.table.model import Heading
from jiangzhi.facts.table.raw import text_of
from jiangzhi.facts.words import heading_of, name_of
from jiangzhi.policy.model import Level, Policy

#: Headings that any list may have beside the names.
_BESIDE: Final = frozenset({"序号", "编号", "备注", "no", "no.", "行号", ""})


@dataclass(frozen=True, slots=True)
class NameList:
    """A sheet that names the rows of a level, and the headings it does so under."""

    level: Level
    heading: Heading


def find_name_list(policy: Policy, grid: Grid, mapping: Mapping[str, str]) -> NameList | None:
    """The list of names that a sheet is, of the lowest level that it names; ``None`` where that
    level has inputs, so that its rows come from another sheet, or where it is no list."""
    named = [level for level in policy.levels[1:] if not level.detail]
    fitting = [
        (len(chain_of(policy, level.name)), heading, level)
        for level in named
        if (heading := heading_of_names(policy, level, grid, mapping)) is not None
    ]
    if not fitting:
        return None
    _, heading, level = max(fitting, key=lambda found: found[0])
    if inputs_of(policy, level.name) or not _is_list(policy, level, heading):
        return None
    return NameList(level, heading)


def heading_of_names(
    policy: Policy, level: Level, grid: Grid, mapping: Mapping[str, str]
) -> Heading | None:
    """The headings with the names of a level, whatever else they may hold."""
    fields, own = fields_of(policy, level.name), chain_of(policy, level.name)[-1]
    heading = find_heading(grid, fields, mapping, needed=frozenset({own}))
    return heading if heading is not None and own in heading.columns else None


def _is_list(policy: Policy, level: Level, heading: Heading) -> bool:
    """Whether a sheet says of itself that it names a level, or at least names nothing twice.

    Where rows of lower levels give the names, only a sheet that is called after the level is
    its list: others often leave out those of whom they have nothing to say.
    """
    called = level.name in name_of(heading.grid.sheet)
    if called or _is_named_below(policy, level):
        return called
    return not has_more_than_names(heading) or not _names_twice(policy, level, heading)


def has_more_than_names(heading: Heading) -> bool:
    """Whether a sheet has headings beside those of names, which may be a misnamed input's."""
    keys = {column.index for column in heading.columns.values() if column.field.input is None}
    rest = {heading_of(text) for index, text in heading.texts.items() if index not in keys}
    return not rest <= _BESIDE


def needs_a_list(policy: Policy, level: Level) -> bool:
    """Whether only a list, or detail rows, can say what rows a level has."""
    return (
        not level.detail
        and level.name != policy.levels[0].name
        and not inputs_of(policy, level.name)
        and not any(
            not lower.detail and level.name in chain_of(policy, lower.name)
            for lower in policy.levels[1:]
            if lower.name != level.name
        )
    )


def _is_named_below(policy: Policy, level: Level) -> bool:
    return any(
        not lower.detail
        and lower.name != level.name
        and level.name in chain_of(policy, lower.name)
        and inputs_of(policy, lower.name)
        for lower in policy.levels[1:]
    )


def _names_twice(policy: Policy, level: Level, heading: Heading) -> bool:
    """Whether rows repeat a name, blank names of higher levels taken from above."""
    chain = [name for name in chain_of(policy, level.name) if name in heading.columns]
    columns = [heading.columns[name].index for name in chain]
    above = [""] * len(columns)
    seen: set[tuple[str, ...]] = set()
    for cells in heading.grid.rows[heading.bottom + 1 :]:
        names = [name_of(text_of(cells[at])) if at < len(cells) else "" for at in columns]
        above = [name or before for name, before in zip(names, above, strict=True)]
        if not names[-1]:
            continue
        if tuple(above) in seen:
            return True
        seen.add(tuple(above))
    return False


def may_be_of(policy: Policy, level: Level, grids: Sequence[Grid]) -> bool:
    """Whether any of the sheets that nothing else was made of may be meant for a level: it is
    called after the level, or it names what the level's rows belong to."""
    words = frozenset(field.name for field in fields_of(policy, level.name))
    return any(
        level.name in name_of(grid.sheet)
        or find_heading(grid, fields_of(policy, level.name), {}, needed=words) is not None
        for grid in grids
        if any(grid.rows)
    )
