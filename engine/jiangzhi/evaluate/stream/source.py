"""The rows of one level, of a Parquet file or of a table, read in runs of whole groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jiangzhi.diagnostic import CellPlace, Diagnostic, Refused
from jiangzhi.evaluate.stream.problems import FIELD_BLANK, ROWS_UNSORTED
from jiangzhi.evaluate.stream.wanted import Wanted, wrong_columns
from jiangzhi.facts.book.archive import damaged
from jiangzhi.facts.book.load import unreadable
from jiangzhi.facts.grid import column_letters
from jiangzhi.facts.problems import NAME_TWICE

#: What is read of a column at a time: a row group may be larger than memory.
_BUFFER: Final = 1 << 20
_BROKEN: Final = (pa.ArrowException, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Rows:
    """Neighbouring rows of a file, of which the first is the file's row ``first``, from 0."""

    table: pa.Table
    first: int


class Source:
    """The rows of a level, sorted by their keys (code point order; details may repeat one).

    ``of`` is a Parquet file, of which ``rows`` are read at a time, or a table in memory. Raises
    ``Refused`` for a file that cannot be read, and for columns that lack or have another type;
    every reading method for rows out of order, twice there or without a name, and for a file
    damaged further on.
    """

    def __init__(self, of: Path | pa.Table, wanted: Wanted, *, rows: int) -> None:
        self.path = of if isinstance(of, Path) else Path(wanted.level)
        self.wanted, self._keys = wanted, wanted.keys
        table = self._opened(of) if isinstance(of, Path) else of
        table_schema: pa.Schema = (
            table.schema_arrow if isinstance(table, pq.ParquetFile) else table.schema
        )
        self._names: list[str] = table_schema.names
        wrong = wrong_columns(table_schema, wanted, str(self.path))
        if wrong:
            raise Refused(wrong)
        columns = [n for n in (*wanted.keys, *wanted.inputs) if n in self._names]
        self._batches: Iterator[pa.RecordBatch] = (
            table.iter_batches(rows, columns=columns)
            if isinstance(table, pq.ParquetFile)
            else iter(table.select(columns).to_batches())
        )
        schema = pa.schema([self._field(table_schema.field(name)) for name in columns])
        self._held: pa.Table = schema.empty_table()
        self._first = self._read = 0
        self._last: tuple[str, ...] | None = None

    def _opened(self, path: Path) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
        except (FileNotFoundError, IsADirectoryError) as error:
            raise unreadable(str(path), "没有这个文件", "there is no such file") from error
        except _BROKEN as error:
            raise self._damaged() from error

    def place(self, row: int, name: str) -> CellPlace:
        """Where a row's value stands, the heading taken for row 1 as of any Parquet file."""
        letters = column_letters(self._names.index(name))
        return CellPlace(str(self.path), self.path.stem, f"{letters}{row + 2}")

    def letters(self) -> dict[str, str]:
        """The letters of all columns that are read."""
        return {name: column_letters(self._names.index(name)) for name in self._held.column_names}

    def last_whole_group(self, rows: int) -> str | None:
        """The key of the last group that is wholly among the next rows, of which there are
        at least so many; ``None`` where no more than these are left."""
        while True:
            if not self._fill(rows + 1):
                return None
            tops = self._held[self._keys[0]]
            first_of_last = pc.index(tops, tops[-1]).as_py()
            if first_of_last:
                return str(tops[first_of_last - 1].as_py())
            rows = 2 * len(self._held)

    def through(self, key: str | None) -> Rows:
        """All rows not yet read of groups up to that key; of all groups for ``None``."""
        while (key is None or not self._beyond(key)) and self._fill(len(self._held) + 1):
            pass
        count = len(self._held)
        if key is not None:
            count = pc.sum(pc.less_equal(self._held[self._keys[0]], key)).as_py() or 0
        found = Rows(self._held.slice(0, count), self._first)
        self._held = self._held.slice(count)
        self._first += count
        return found

    def _beyond(self, key: str) -> bool:
        return bool(len(self._held) and self._held[self._keys[0]][-1].as_py() > key)

    def _fill(self, rows: int) -> bool:
        while len(self._held) < rows:
            try:
                batch = next(self._batches, None)
            except _BROKEN as error:
                raise self._damaged() from error
            if batch is None:
                return False
            table = pa.Table.from_batches([batch]).cast(self._held.schema)
            self._check(table)
            self._held = pa.concat_tables([self._held, table])
        return True

    def _field(self, field: pa.Field) -> pa.Field:
        return pa.field(field.name, pa.string()) if field.name in self._keys else field

    def _damaged(self) -> Refused:
        return damaged(str(self.path), "Parquet 内容读不出", "the Parquet file cannot be read")

    def _check(self, table: pa.Table) -> None:
        if not len(table):
            return
        for key in self._keys:
            blank = pc.fill_null(pc.equal(table[key], ""), True)
            if pc.any(blank).as_py():
                row = pc.index(blank, True).as_py()
                raise Refused([FIELD_BLANK.at(self.place(self._read + row, key), name=key)])
        first, last = self._key(table, 0), self._key(table, len(table) - 1)
        if self._last is not None and not self._follows(self._last, first):
            raise Refused([self._out_of_order(self._last, first, self._read)])
        rising = None
        for key in reversed(self._keys):
            before, after = table[key].slice(0, len(table) - 1), table[key].slice(1)
            more, same = pc.greater(after, before), pc.equal(after, before)
            if rising is None:
                rising = pc.or_(more, same) if self.wanted.detail else more
            else:
                rising = pc.or_(more, pc.and_(same, rising))
        if len(table) > 1 and not pc.all(rising).as_py():
            row = pc.index(rising, False).as_py()
            one, other = self._key(table, row), self._key(table, row + 1)
            raise Refused([self._out_of_order(one, other, self._read + row + 1)])
        self._last = last
        self._read += len(table)

    def _follows(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return one <= other if self.wanted.detail else one < other

    def _out_of_order(
        self, before: tuple[str, ...], key: tuple[str, ...], row: int
    ) -> Diagnostic:  # fmt: skip
        place = self.place(row, self._keys[-1])
        if before == key:
            return NAME_TWICE.at(place, key="/".join(key), codes="")
        names = "、".join(self._keys)
        return ROWS_UNSORTED.at(place, key="/".join(key), before="/".join(before), names=names)

    def _key(self, table: pa.Table, row: int) -> tuple[str, ...]:
        return tuple(table[key][row].as_py() for key in self._keys)
