"""How the rows of the levels hang together: who stands above whom, who belongs to whom."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan

Key = tuple[str, ...]


class Layout:
    """The rows of every level of one data set. Rows are counted from 0 in the facts' order."""

    def __init__(self, plan: Plan, facts: Facts) -> None:
        self._parent = {level.name: level.parent for level in plan.levels}
        self._facts = facts
        self._above: dict[tuple[str, str], Sequence[int]] = {}
        self._members: dict[tuple[str, str], Sequence[Sequence[int]]] = {}

    def rows(self, level: str) -> int:
        """How many rows a level has."""
        return len(self._facts.levels[level].keys)

    def keys(self, level: str) -> Sequence[Key]:
        """The key of every row of a level."""
        return self._facts.levels[level].keys

    def is_above(self, ancestor: str, level: str) -> bool:
        """Whether rows of ``level`` stand on, or under, rows of ``ancestor``."""
        at: str | None = level
        while at is not None and at != ancestor:
            at = self._parent[at]
        return at is not None

    def above(self, level: str, ancestor: str) -> Sequence[int]:
        """For every row of a level its row on the same or a higher level."""
        found = self._above.get((level, ancestor))
        if found is None:
            found = self._above[level, ancestor] = self._find_above(level, ancestor)
        return found

    def members(self, level: str, ancestor: str) -> Sequence[Sequence[int]]:
        """For every row of the higher level the rows of ``level`` that belong to it."""
        found = self._members.get((level, ancestor))
        if found is None:
            groups: list[list[int]] = [[] for _ in range(self.rows(ancestor))]
            for row, owner in enumerate(self.above(level, ancestor)):
                groups[owner].append(row)
            found = self._members[level, ancestor] = groups
        return found

    def _find_above(self, level: str, ancestor: str) -> Sequence[int]:
        if level == ancestor:
            return range(self.rows(level))
        parent = self._parent[level]
        if parent is None:
            raise KeyError(ancestor)
        higher = self.above(parent, ancestor)
        return [higher[row] for row in self._facts.levels[level].parents]
