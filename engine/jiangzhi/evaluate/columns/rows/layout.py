"""The rows of all levels in one order: every level by its keys, under its parents.

In this order the rows of any group are neighbours and stand in the order of their keys,
whatever the order in the workbook was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from jiangzhi.evaluate.columns.numbers.vectors import Array, Flags, Numbers, States, Vector, Words
from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan


@dataclass(slots=True)
class Segments:
    """Groups of neighbouring rows: group g has the rows ``starts[g]`` to ``starts[g + 1]``.

    ``most`` is the number of rows of the largest group, or more.
    """

    starts: Array
    most: int
    _ids: Array | None = None

    @property
    def counts(self) -> Array:
        """The number of rows of each group."""
        return np.diff(self.starts)

    @property
    def ids(self) -> Array:
        """The group of each row."""
        if self._ids is None:
            self._ids = np.repeat(np.arange(len(self.starts) - 1), self.counts)
        return self._ids

    @property
    def groups(self) -> int:
        """The number of groups."""
        return len(self.starts) - 1


@dataclass(slots=True)
class Layout:
    """Some rows of every level, and the row of the parent level that each belongs to.

    ``parents`` of the whole are empty. ``assumed`` is the number of rows a group is taken to
    have where there are no rows to count.
    """

    above: Mapping[str, str | None]
    rows: Mapping[str, int]
    parents: Mapping[str, Array]
    assumed: int = 0
    _above: dict[tuple[str, str], Array] = field(default_factory=dict)
    _segments: dict[tuple[str, str], Segments] = field(default_factory=dict)

    def owners(self, level: str, ancestor: str) -> Array:
        """For every row of a level its row on a higher level (or the same)."""
        found = self._above.get((level, ancestor))
        if found is None:
            parent = self.above[level]
            if level == ancestor:
                found = np.arange(self.rows[level])
            elif parent is None:
                raise KeyError(ancestor)
            elif parent == ancestor:
                found = self.parents[level]
            else:
                found = self.owners(parent, ancestor)[self.parents[level]]
            self._above[level, ancestor] = found
        return found

    def segments(self, level: str, ancestor: str) -> Segments:
        """The rows of a level grouped by the row of a higher level."""
        found = self._segments.get((level, ancestor))
        if found is None:
            groups = np.arange(self.rows[ancestor] + 1)
            starts = np.searchsorted(self.owners(level, ancestor), groups)
            most = int(np.diff(starts).max()) if self.rows[level] else 0
            found = Segments(starts, max(most, self.assumed))
            self._segments[level, ancestor] = found
        return found

    def top(self) -> str:
        """The whole."""
        return next(level for level, parent in self.above.items() if parent is None)


@dataclass(frozen=True, slots=True)
class Arranged:
    """A layout of facts, and where each of its rows stands in them (``None``: as they are)."""

    layout: Layout
    order: Mapping[str, Array | None]


def arrange(plan: Plan, facts: Facts) -> Arranged:
    """All rows of the facts, ordered by key under their parents."""
    order: dict[str, Array | None] = {}
    rows: dict[str, int] = {}
    parents: dict[str, Array] = {}
    for level in plan.levels:
        of = facts.levels[level.name]
        count = len(of.keys)
        rows[level.name] = count
        if level.parent is None:
            order[level.name], parents[level.name] = None, np.zeros(0, dtype=np.int64)
            continue
        moved = order[level.parent]
        owners = np.asarray(of.parents, dtype=np.int64)
        if moved is not None:
            places = np.empty(len(moved), dtype=np.int64)
            places[moved] = np.arange(len(moved))
            owners = places[owners]
        found = _order(owners, None if level.detail else key_ranks(of.keys))
        order[level.name] = found
        parents[level.name] = owners if found is None else owners[found]
    above = {level.name: level.parent for level in plan.levels}
    return Arranged(Layout(above, rows, parents), order)


def key_ranks(keys: Sequence[tuple[str, ...]]) -> Array | None:
    """The place of each key in their order, ``None`` where they stand in it."""
    ranks = getattr(keys, "ranks", ())
    if ranks is None or isinstance(ranks, np.ndarray):
        return ranks
    by_key = sorted(range(len(keys)), key=lambda row: keys[row])
    found = np.empty(len(by_key), dtype=np.int64)
    found[by_key] = np.arange(len(by_key))
    return found


def _order(owners: Array, ranks: Array | None) -> Array | None:
    if ranks is None:
        if bool((owners[1:] >= owners[:-1]).all()):
            return None
        return np.argsort(owners, kind="stable")
    step = np.diff(owners)
    if bool(((step > 0) | ((step == 0) & (np.diff(ranks) > 0))).all()):
        return None
    return np.lexsort((ranks, owners))


def taken(vector: Vector, rows: Array) -> Vector:
    """The elements of some rows."""
    state = _elements(vector.state, rows)
    if isinstance(vector, Numbers):
        num = _elements(vector.num, rows)
        den = vector.den if isinstance(vector.den, int) else _elements(vector.den, rows)
        assert num is not None
        assert den is not None
        return Numbers(num, den, vector.low, vector.high, state, vector.top)
    if isinstance(vector, Flags):
        truth = _elements(vector.truth, rows)
        assert truth is not None
        return Flags(truth, state)
    codes = _elements(vector.codes, rows)
    assert codes is not None
    return Words(codes, vector.book, state)


def _elements(array: States | Array, rows: Array) -> Array | None:
    return array if array is None or array.shape == (1,) else array[rows]


def between(vector: Vector, start: int, end: int) -> Vector:
    """The elements of neighbouring rows, not copied."""
    return _cut(vector, slice(start, end))


def _cut(vector: Vector, rows: slice) -> Vector:
    def cut(array: Array) -> Array:
        return array if array.shape == (1,) else array[rows]

    state = None if vector.state is None else cut(vector.state)
    if isinstance(vector, Numbers):
        den = vector.den if isinstance(vector.den, int) else cut(vector.den)
        return Numbers(cut(vector.num), den, vector.low, vector.high, state, vector.top)
    if isinstance(vector, Flags):
        return Flags(cut(vector.truth), state)
    return Words(cut(vector.codes), vector.book, state)
