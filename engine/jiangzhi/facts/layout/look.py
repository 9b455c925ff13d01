"""What the columns of a policy's tables may be called, for telling tables apart in a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiangzhi.facts.grid import Area, Grid, Raw
from jiangzhi.facts.table.fields import chain_of, fields_of, inputs_of
from jiangzhi.facts.table.headings import find_heading
from jiangzhi.facts.table.model import Field, Heading
from jiangzhi.facts.table.units import stated_units
from jiangzhi.policy.model import Policy


@dataclass(frozen=True, slots=True)
class LevelLook:
    """What a table of one level looks like. ``own`` is the field of its names, "" where the
    rows have none of their own."""

    name: str
    fields: tuple[Field, ...]
    own: str
    inputs: frozenset[str]
    detail: bool

    def heading(self, grid: Grid) -> Heading | None:
        """The heading of a table of this level in the grid, if there is one."""
        heading = find_heading(grid, self.fields, {}, needed=self.inputs)
        if heading is None:
            return None
        return heading if not self.own or self.own in found_in(heading) else None


def levels_to_look_for(policy: Policy) -> tuple[LevelLook, ...]:
    """The levels that have inputs, from the highest down."""
    looks = []
    for level in policy.levels[1:]:
        inputs = frozenset(given.name for given in inputs_of(policy, level.name))
        if inputs:
            chain = chain_of(policy, level.name)
            own = chain[-1] if chain else ""
            fields = fields_of(policy, level.name)
            looks.append(LevelLook(level.name, fields, own, inputs, level.detail))
    return tuple(looks)


def found_in(heading: Heading) -> set[str]:
    """The fields that a heading names, once or more often."""
    return {*heading.columns, *heading.rivals}


def best_heading(grid: Grid, looks: Sequence[LevelLook]) -> tuple[LevelLook, Heading] | None:
    """The level and heading that name the most fields of any."""
    found = [(look, heading) for look in looks if (heading := look.heading(grid)) is not None]
    return max(found, key=lambda pair: pair[1].found, default=None)


def masked(grid: Grid, rows: Sequence[Sequence[Raw]], areas: Sequence[Area] | None = None) -> Grid:
    """The grid with other rows (of the same places), and of its merged areas those given."""
    return replace(grid, rows=rows, merged=grid.merged if areas is None else tuple(areas))


def with_unit(part: Grid, grid: Grid, top: int) -> Grid:
    """A part of a grid with the unit that the grid states above ``top``, where the part states
    none."""
    if stated_units(part, top - 1):
        return part
    rows = [list(cells) for cells in part.rows[:top]]
    for unit, (row, column) in stated_units(grid, top - 1).items():
        while len(rows) <= row:
            rows.append([])
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = f"单位:{unit}"
    return masked(part, [*rows, *part.rows[top:]])
