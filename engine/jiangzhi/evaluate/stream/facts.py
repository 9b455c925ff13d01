"""Rows of Parquet files as facts of their levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Book,
    Flags,
    Numbers,
    States,
    Vector,
    Words,
)
from jiangzhi.evaluate.columns.rows.load import encoded
from jiangzhi.evaluate.columns.rows.values import ColumnValues
from jiangzhi.evaluate.stream.source import Rows, Source
from jiangzhi.facts.model import FactColumn, LevelFacts
from jiangzhi.facts.model import Source as Sheet
from jiangzhi.facts.problems import CHOICE_UNKNOWN
from jiangzhi.facts.words import listed, meant
from jiangzhi.formula.types.types import NUMBER, Kind
from jiangzhi.formula.types.value import State
from jiangzhi.policy.model import Input

#: Digits of a decimal that surely fit 64 bits.
_NARROW_DIGITS = 18


class Keys(Sequence[tuple[str, ...]]):
    """The keys of a table that stands in their order; made when asked for."""

    #: They stand in their order.
    ranks = None

    def __init__(self, table: pa.Table, names: Sequence[str]) -> None:
        self._columns = [table[name] for name in names]
        self._rows = int(table.num_rows)

    def __len__(self) -> int:
        return self._rows

    def __getitem__(self, row: Any) -> Any:
        at = range(self._rows)[row]
        return tuple(column[at].as_py() for column in self._columns)


def level_facts(source: Source, rows: Rows, parents: Array) -> LevelFacts:
    """Rows as facts of their level. Raises ``Refused`` for a word that is no choice."""
    wanted, table = source.wanted, rows.table
    columns = {}
    for name, given in wanted.inputs.items():
        if name not in table.column_names:
            continue
        column = table[name].combine_chunks()
        vector = _vector(column, given.type.kind)
        if isinstance(vector, Words):
            _refuse_unknown_choice(source, rows.first, given, vector)
        values = ColumnValues(vector, given.type.kind, len(table), None)
        columns[name] = FactColumn(values, ())
    sheet = Sheet(str(source.path), "", source.path.stem, source.letters())
    return LevelFacts(
        level=wanted.level,
        keys=Keys(table, wanted.keys),
        parents=parents,  # type: ignore[arg-type]
        sources=(sheet,),
        source_of=np.broadcast_to(np.int64(0), len(table)),  # type: ignore[arg-type]
        row_of=range(rows.first + 2, rows.first + 2 + len(table)),
        columns=columns,
    )


def derived_facts(level: str, keys: pa.Table, parents: Array) -> LevelFacts:
    """A level without a file: the names that the rows below it state."""
    none = np.broadcast_to(np.int64(-1), len(keys))
    return LevelFacts(
        level, Keys(keys, keys.column_names), parents, (), none, none, {}  # type: ignore[arg-type]
    )  # fmt: skip


def names_above(table: pa.Table, keys: Sequence[str]) -> tuple[pa.Table, Array]:
    """The different names of groups that rows in order belong to, and each row's group."""
    new = np.zeros(len(table), dtype=np.bool_)
    new[:1] = True
    for key in keys:
        column = table[key].combine_chunks()
        step = pc.not_equal(column.slice(1), column.slice(0, max(len(column) - 1, 0)))
        new[1:] |= step.to_numpy(zero_copy_only=False)
    named = table.select(list(keys)).take(pa.array(np.flatnonzero(new)))
    return named, np.cumsum(new) - 1


def rows_above(
    table: pa.Table, above: pa.Table, lost: Callable[[int, tuple[str, ...]], Refused]
) -> Array:
    """For each row the row of the higher table with its keys; both stand in their order.

    Raises what ``lost`` makes of the first row that has none and of the keys it wants.
    """
    named, group = names_above(table, above.column_names)
    if named.equals(above):
        return group
    at = {key: row for row, key in enumerate(_tuples(above))}
    found = np.array([at.get(key, -1) for key in _tuples(named)], dtype=np.int64)
    if found.size and found.min() < 0:
        missing = int(np.argmin(found))
        raise lost(int(np.searchsorted(group, missing)), _tuples(named)[missing])
    each: Array = found[group]
    return each


def _tuples(table: pa.Table) -> list[tuple[str, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _refuse_unknown_choice(source: Source, first: int, given: Input, words: Words) -> None:
    allowed = given.type.choices
    if given.type.kind is not Kind.CHOICE or not allowed:
        return
    for code, word in enumerate(words.book.words):
        at = words.codes == code
        if words.state is not None:
            at &= words.state == 0
        if word not in allowed and at.any():
            place = source.place(first + int(np.argmax(at)), given.name)
            raise Refused(
                [
                    CHOICE_UNKNOWN.at(
                        place, name=given.name, found=word, known=listed(allowed),
                        **meant(word, allowed),
                    )
                ]
            )  # fmt: skip


def _vector(column: pa.Array, kind: Kind) -> Vector:
    state, of = _states(column), column.type
    if kind is Kind.FLAG:
        flags = pc.fill_null(column.cast(pa.bool_()), False)
        return Flags(flags.to_numpy(zero_copy_only=False), state)
    if kind in (Kind.TEXT, Kind.CHOICE):
        return _words(column, state)
    if pa.types.is_decimal(of):
        if of.precision > _NARROW_DIGITS:
            exact = [None if one is None else Fraction(one) for one in column.to_pylist()]
            return encoded(exact, NUMBER, Book())
        return _numbers(_unscaled(column), 10**of.scale, state)
    if pa.types.is_date32(of):
        column = column.cast(pa.int32())
    filled = pc.fill_null(column.cast(pa.int64()), 0)
    return _numbers(filled.to_numpy(zero_copy_only=False), 1, state)


def _numbers(num: Array, den: int, state: States) -> Numbers:
    if state is not None:
        num = np.where(state == 0, num, np.int64(0))
    low, high = (int(num.min()), int(num.max())) if num.size else (0, 0)
    return Numbers(num, den, low, high, state)


def _unscaled(column: pa.Array) -> Array:
    """The integers of decimals of at most 18 digits: the lower half of each 128 bits."""
    wide = column.cast(pa.decimal128(38, column.type.scale))
    halves = np.frombuffer(wide.buffers()[1], dtype="<i8")
    return halves[2 * wide.offset :: 2][: len(wide)]


def _words(column: pa.Array, state: States) -> Words:
    coded = column if pa.types.is_dictionary(column.type) else column.cast(pa.string())
    coded = coded if pa.types.is_dictionary(coded.type) else coded.dictionary_encode()
    book = Book()
    codes = [book.code(word) for word in coded.dictionary.to_pylist()]
    at = pc.fill_null(coded.indices.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)
    if codes != list(range(len(codes))):
        at = np.array(codes, dtype=np.int64)[at]
    return Words(at, book, state)


def _states(column: pa.Array) -> States:
    if not column.null_count:
        return None
    missing = column.is_null().to_numpy(zero_copy_only=False)
    return np.where(missing, np.uint8(State.MISSING), np.uint8(0))
