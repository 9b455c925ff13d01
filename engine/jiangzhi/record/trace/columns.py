"""Any column of values to and from Arrow, by the type of its quantity."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pyarrow as pa

from jiangzhi.evaluate.columns.numbers.vectors import Book
from jiangzhi.evaluate.columns.rows.load import encoded
from jiangzhi.evaluate.columns.rows.values import ColumnValues
from jiangzhi.formula.types.types import NUMERIC, Scalar, Type
from jiangzhi.record.trace.numbers import decode_numbers, encode_numbers
from jiangzhi.record.trace.raw import encode_raw


def encode(values: Sequence[Scalar | None], kind: Type) -> pa.Array:
    """A column of values of one type. ``None`` becomes null."""
    if not isinstance(values, ColumnValues):
        if kind.kind in NUMERIC and not set(map(type, values)) <= {Fraction, type(None)}:
            return encode_numbers(values, kind)
        values = ColumnValues(encoded(values, kind, Book()), kind.kind, len(values), None)
    array = encode_raw(values, kind)
    return encode_numbers(list(values), kind) if array is None else array


def decode(array: Any, kind: Type) -> Sequence[Scalar | None]:
    """The values of a stored column."""
    if kind.kind in NUMERIC:
        return decode_numbers(array, kind)
    found: list[Scalar | None] = array.to_pylist()
    return found
