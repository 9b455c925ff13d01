"""Columns under way: each level's values at its place among the rows of all levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from jiangzhi.evaluate.columns.rows.values import Small
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import LevelFacts

#: Bytes of a value at most.
_WIDEST: Final = 16
#: The state, or the rule, of a quantity on a row that is not of its level.
ELSEWHERE: Final = -1


class Layout:
    """``columns`` by name, each with all rows of all levels, in the order they were added."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.columns: dict[str, Any] = {}
        self.levels: list[LevelFacts] = [
            outcome.facts.levels[level.name] for level in outcome.plan.levels
        ]
        self.parents = {one.level: integers(one.parents) for one in self.levels}
        self.source_of = {one.level: integers(one.source_of) for one in self.levels}
        self.row_of = {one.level: integers(one.row_of) for one in self.levels}
        self._start: dict[str, int] = {}
        self._total = 0
        self._lines: dict[str, pa.Array] = {}
        for level in self.levels:
            self._start[level.level] = self._total
            self._total += len(level.keys)
        self._zeros = pa.py_buffer(np.zeros(_WIDEST * (self._total + 1), np.uint8))

    def add(self, name: str, level: str, array: Any) -> None:
        """A column of one level's rows, null on the others. One that is there already stays as
        it is: an input that bears its level's name is that level's names."""
        if name in self.columns:
            return
        before = self._start[level]
        after = self._total - before - len(array)
        chunks = [self._null(before, array.type), array, self._null(after, array.type)]
        self.whole(name, chunks, array.type)

    def add_integers(self, name: str, level: str, values: Sequence[int], kind: Any) -> None:
        """A column of small numbers of one level's rows, ``ELSEWHERE`` on the others."""
        found = np.full(self._total, ELSEWHERE, kind)
        found[self._start[level] :][: len(values)] = integers(values, kind)
        self.columns[name] = pa.chunked_array([pa.array(found)])

    def whole(self, name: str, arrays: Sequence[Any], kind: Any) -> None:
        """A column of the rows of all levels, one array a level."""
        self.columns[name] = pa.chunked_array([one for one in arrays if len(one)], kind)

    def lines(self, level: str) -> pa.Array:
        """The row numbers of a level's sheet as text."""
        if level not in self._lines:
            self._lines[level] = pa.array(self.row_of[level]).cast(pa.string())
        return self._lines[level]

    def _null(self, count: int, kind: pa.DataType) -> pa.Array:
        """So many rows without a value. All such columns share their memory, never touched."""
        if pa.types.is_nested(kind) or pa.types.is_dictionary(kind) or not count:
            return pa.nulls(count, kind)
        buffers = [self._zeros] * (3 if pa.types.is_string(kind) else 2)
        return pa.Array.from_buffers(kind, count, buffers, null_count=count)


def integers(values: Sequence[int], kind: Any = np.int32) -> Any:
    """Small whole numbers as an array."""
    found = values.array if isinstance(values, Small) else values
    if isinstance(found, np.ndarray):
        return found.astype(kind, copy=False)
    return np.fromiter(found, kind, len(found))
