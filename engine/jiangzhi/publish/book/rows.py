"""In which order the rows of each level stand in the book.

The members of a group stand together, in the order of the workbook, so that every total,
rank and allocation is over one plain range.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jiangzhi.facts.model import Facts
from jiangzhi.facts.tree import Tree
from jiangzhi.policy.model import Level

#: The first row with data on every sheet that has one row for each entity, as Excel counts.
FIRST_ROW: Final = 6


@dataclass(frozen=True, slots=True)
class Rows:
    """``order[level]`` are fact rows as they stand in the book; ``above[level]`` the chain of
    levels from the level's own to the whole; ``position[level][fact row]`` its place."""

    order: Mapping[str, Sequence[int]]
    position: Mapping[str, Sequence[int]]
    above: Mapping[str, tuple[str, ...]]
    tree: Tree

    def ancestors(self, level: str, of: str) -> Sequence[int]:
        """For each fact row of a level, the fact row of its ancestor on a level above."""
        return self.tree.above(level, of)

    def spans(self, member: str, within: str) -> tuple[list[int], list[int]]:
        """For each fact row of ``within``, the first and last Excel row of its members.

        A row without members has a last row before its first.
        """
        count = len(self.order[within])
        first, last = [FIRST_ROW] * count, [FIRST_ROW - 1] * count
        ancestors = self.ancestors(member, within)
        for place, row in enumerate(self.order[member]):
            group = ancestors[row]
            if last[group] < first[group]:
                first[group] = FIRST_ROW + place
            last[group] = FIRST_ROW + place
        return first, last

    def members(self, member: str, within: str) -> list[list[int]]:
        """For each fact row of ``within``, the fact rows of its members as they stand."""
        groups: list[list[int]] = [[] for _ in self.order[within]]
        ancestors = self.ancestors(member, within)
        for row in self.order[member]:
            groups[ancestors[row]].append(row)
        return groups


def arrange_rows(levels: Sequence[Level], facts: Facts) -> Rows:
    """The order of all rows: parents in order, children together below them."""
    tree = Tree(levels, facts)
    order: dict[str, Sequence[int]] = {}
    position: dict[str, Sequence[int]] = {}
    above = {level.name: tree.chain(level.name) for level in levels}
    for level in levels:
        rows = facts.levels[level.name]
        count = len(rows.keys)
        if level.parent is None:
            order[level.name] = range(count)
        else:
            places = position[level.parent]
            standing = [places[parent] for parent in rows.parents]
            order[level.name] = sorted(range(count), key=lambda row, s=standing: (s[row], row))  # type: ignore[misc]
        at = [0] * count
        for place, row in enumerate(order[level.name]):
            at[row] = place
        position[level.name] = at
    return Rows(order=order, position=position, above=above, tree=tree)
