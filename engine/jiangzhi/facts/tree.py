"""How the rows of the levels hang together: who stands above whom, who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jiangzhi.facts.model import Facts
from jiangzhi.policy.model import Level

Key = tuple[str, ...]


class Tree:
    """The rows of every level of one data set. Rows are counted from 0 in the facts' order.

    Whole columns of ancestors and members are made once, when they are first asked for; a
    single row is climbed from without them.
    """

    def __init__(self, levels: Iterable[Level], facts: Facts) -> None:
        self.parents = {level.name: level.parent for level in levels}
        self._facts = facts
        self._above: dict[tuple[str, str], Sequence[int]] = {}
        self._members: dict[tuple[str, str], Sequence[Sequence[int]]] = {}

    def rows(self, level: str) -> int:
        """How many rows a level has."""
        return len(self._facts.levels[level].keys)

    def keys(self, level: str) -> Sequence[Key]:
        """The key of every row of a level."""
        return self._facts.levels[level].keys

    def chain(self, level: str) -> tuple[str, ...]:
        """A level and all above it, the whole last."""
        parent = self.parents[level]
        return (level,) if parent is None else (level, *self.chain(parent))

    def is_above(self, ancestor: str, level: str) -> bool:
        """Whether rows of ``level`` stand on, or under, rows of ``ancestor``."""
        at: str | None = level
        while at is not None and at != ancestor:
            at = self.parents[at]
        return at is not None

    def row_above(self, level: str, row: int, ancestor: str) -> int:
        """A row's row on the same or a higher level. Raises ``KeyError`` for no such level."""
        while level != ancestor:
            parent = self.parents[level]
            if parent is None:
                raise KeyError(ancestor)
            row, level = self._facts.levels[level].parents[row], parent
        return row

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
        parent = self.parents[level]
        if parent is None:
            raise KeyError(ancestor)
        higher = self.above(parent, ancestor)
        return [higher[row] for row in self._facts.levels[level].parents]
