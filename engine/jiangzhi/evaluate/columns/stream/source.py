"""A Parquet file of one level, read in runs of whole groups."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


class Unsorted(ValueError):
    """The rows of a file do not stand in the order of their keys."""


class Source:
    """The rows of a level, sorted by their keys (code point order; details may repeat one).

    ``keys`` are the names of the key columns, the highest level's first.
    """

    def __init__(self, path: Path, keys: tuple[str, ...], *, detail: bool, rows: int) -> None:
        file = pq.ParquetFile(path)
        self.path, self.keys, self.detail = path, keys, detail
        self.rows = file.metadata.num_rows
        self._batches: Iterator[pa.RecordBatch] = file.iter_batches(rows)
        self._held: pa.Table = pa.Table.from_batches([], file.schema_arrow)
        self._last: tuple[str, ...] | None = None

    def last_whole_group(self, rows: int) -> str | None:
        """The key of the last group that is wholly among the next rows, of which there are
        at least so many; ``None`` at the end of the file."""
        while True:
            at_end = not self._fill(rows)
            if at_end:
                return None
            tops = self._held[self.keys[0]]
            first_of_last = pc.index(tops, tops[-1]).as_py()
            if first_of_last:
                return str(tops[first_of_last - 1].as_py())
            rows = 2 * len(self._held)

    def through(self, key: str | None) -> pa.Table:
        """All rows not yet read of groups up to that key; of all groups for ``None``."""
        while self._fill(len(self._held) + 1) and not self._beyond(key):
            pass
        if key is None:
            found, self._held = self._held, self._held.slice(len(self._held))
        else:
            count = pc.sum(pc.less_equal(self._held[self.keys[0]], key)).as_py() or 0
            found, self._held = self._held.slice(0, count), self._held.slice(count)
        self._check(found)
        return found

    def _beyond(self, key: str | None) -> bool:
        if key is None or not len(self._held):
            return False
        return bool(self._held[self.keys[0]][-1].as_py() > key)

    def _fill(self, rows: int) -> bool:
        while len(self._held) < rows:
            batch = next(self._batches, None)
            if batch is None:
                return False
            self._held = pa.concat_tables([self._held, pa.Table.from_batches([batch])])
        return True

    def _check(self, rows: pa.Table) -> None:
        if not len(rows):
            return
        first = tuple(str(rows[key][0].as_py()) for key in self.keys)
        if self._last is not None and first <= self._last and not self.detail:
            raise Unsorted(f"{self.path}: {first}")
        rising = None
        for key in reversed(self.keys):
            before, after = rows[key].slice(0, len(rows) - 1), rows[key].slice(1)
            more, same = pc.greater(after, before), pc.equal(after, before)
            if rising is None:
                rising = pc.or_(more, same) if self.detail else more
            else:
                rising = pc.or_(more, pc.and_(same, rising))
        if len(rows) > 1 and not pc.all(rising).as_py():
            raise Unsorted(f"{self.path}: {self.keys}")
        self._last = tuple(str(rows[key][-1].as_py()) for key in self.keys)
