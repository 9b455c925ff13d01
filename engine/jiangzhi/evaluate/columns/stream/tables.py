"""Arrow tables as facts, and outcomes as arrow tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jiangzhi.evaluate.columns.load import encoded
from jiangzhi.evaluate.columns.values import ColumnValues
from jiangzhi.evaluate.columns.vectors import Array, Book, Flags, Numbers, States, Vector, Words
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.formula.types import Kind, Type
from jiangzhi.formula.value import State
from jiangzhi.money import decimal_text
from jiangzhi.plan.model import Plan
from jiangzhi.workbook.model import FactColumn, LevelFacts


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
        return tuple(column[row].as_py() for column in self._columns)


def level_facts(
    level: str, table: pa.Table, keys: Sequence[str], parents: Any, kinds: Mapping[str, Type]
) -> LevelFacts:
    """A table's rows as facts of a level. Money is in 分."""
    columns = {
        name: FactColumn(ColumnValues(_vector(table[name], kind), kind.kind, len(table), None), ())
        for name, kind in kinds.items()
        if name in table.column_names
    }
    return LevelFacts(level, Keys(table, keys), parents, (), (), (), columns)


def rows_above(table: pa.Table, above: pa.Table, keys: Sequence[str]) -> Array:
    """For each row the row of the higher table with its keys; both stand in their order.

    Raises ``ValueError`` where there is none.
    """
    if not len(table):
        return np.zeros(0, dtype=np.int64)
    changed = np.zeros(len(table), dtype=np.bool_)
    changed[0] = True
    for key in keys:
        column = table[key]
        step = pc.not_equal(column.slice(1), column.slice(0, len(column) - 1))
        changed[1:] |= step.combine_chunks().to_numpy(zero_copy_only=False)
    first = table.select(list(keys)).take(pa.array(np.flatnonzero(changed)))
    rows = {key: row for row, key in enumerate(_tuples(above, keys))}
    found = [rows.get(key, -1) for key in _tuples(first, keys)]
    if -1 in found:
        missing = _tuples(first, keys)[found.index(-1)]
        raise ValueError(f"no row of the level above for {'/'.join(missing)}")
    each: Array = np.array(found, dtype=np.int64)[np.cumsum(changed) - 1]
    return each


def _tuples(table: pa.Table, keys: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(table[key].to_pylist() for key in keys), strict=True))


def _vector(column: pa.ChunkedArray, kind: Type) -> Vector:
    column = column.combine_chunks()
    state = _states(column)
    if kind.kind is Kind.FLAG:
        return Flags(pc.fill_null(column, False).to_numpy(zero_copy_only=False), state)
    if kind.kind in (Kind.TEXT, Kind.CHOICE):
        coded = column.dictionary_encode()
        book = Book()
        for word in coded.dictionary.to_pylist():
            book.code(word)
        codes = pc.fill_null(coded.indices, 0).to_numpy(zero_copy_only=False)
        return Words(codes.astype(np.int64), book, state)
    if pa.types.is_integer(column.type):
        num = pc.fill_null(column, 0).to_numpy(zero_copy_only=False).astype(np.int64)
        low, high = (int(num.min()), int(num.max())) if num.size else (0, 0)
        return Numbers(num, 1, low, high, state)
    if kind.kind is Kind.DATE:
        return encoded(column.to_pylist(), kind, Book())
    exact = [None if one is None else Fraction(one) for one in column.to_pylist()]
    return encoded(exact, kind, Book())


def _states(column: pa.Array) -> States:
    if not column.null_count:
        return None
    missing = column.is_null().to_numpy(zero_copy_only=False)
    return np.where(missing, np.uint8(State.MISSING), np.uint8(0))


def schema_of(plan: Plan, keys: Sequence[str]) -> pa.Schema:
    """Keys, and for each result its value and its state. Money is whole 分 where its
    rounding makes it so; other numbers are exact text."""
    fields = [pa.field(key, pa.string()) for key in keys]
    for name in _results(plan):
        fields.append(pa.field(name, _arrow_type(plan, name)))
        fields.append(pa.field(f"{name}.state", pa.uint8()))
    return pa.schema(fields)


def results_table(plan: Plan, outcome: Outcome, table: pa.Table, keys: Sequence[str]) -> pa.Table:
    """The published results of the subject's rows."""
    columns = [table[key].cast(pa.string()) for key in keys]
    for name in _results(plan):
        values = outcome.steps[name]
        columns.append(_column(values, _arrow_type(plan, name)))
        columns.append(pa.array(_raw(values).states, pa.uint8()))
    return pa.table(columns, schema=schema_of(plan, keys))


def _results(plan: Plan) -> list[str]:
    return [name for name in plan.results if plan.step(name).head.level == plan.subject]


def _arrow_type(plan: Plan, name: str) -> pa.DataType:
    step = plan.step(name)
    kind = step.head.type.kind
    if kind is Kind.FLAG:
        return pa.bool_()
    if kind is Kind.DATE:
        return pa.date32()
    rounding = getattr(step, "rounding", None)
    if kind is Kind.MONEY and rounding is not None and rounding.unit.denominator == 1:
        return pa.int64()
    return pa.string()


def _raw(values: StepValues) -> Any:
    assert isinstance(values.values, ColumnValues)
    return values.values.raw


def _column(values: StepValues, kind: pa.DataType) -> pa.Array:
    raw = _raw(values)
    if pa.types.is_int64(kind) and isinstance(raw.den, int) and raw.den == 1:
        return pa.array(raw.data, kind, mask=raw.states != 0)
    if pa.types.is_string(kind):
        return pa.array([_text(value) for value in values.values], kind)
    return pa.array([int(v) if isinstance(v, Fraction) else v for v in values.values], kind)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return decimal_text(value) if isinstance(value, Fraction) else str(value)
