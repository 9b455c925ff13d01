"""Any column of values to and from Arrow, by the type of its quantity."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jiangzhi.evaluate.columns.values import ColumnValues
from jiangzhi.explain.store.numbers import decode_numbers, encode_numbers
from jiangzhi.explain.store.raw import encode_raw
from jiangzhi.formula.types import NUMERIC, Kind, Scalar, Type


def encode(values: Sequence[Scalar | None], kind: Type) -> pa.Array:
    """A column of values of one type. ``None`` becomes null."""
    if isinstance(values, ColumnValues):
        array = encode_raw(values, kind)
        if array is not None:
            return array
    if kind.kind in NUMERIC:
        return encode_numbers(values, kind)
    if kind.kind is Kind.FLAG:
        return pa.array(values, type=pa.bool_())
    if kind.kind is Kind.DATE:
        return pa.array(values, type=pa.date32())
    return pa.array(values, type=pa.string())


def decode(array: Any, kind: Type) -> Sequence[Scalar | None]:
    """The values of a stored column."""
    if kind.kind in NUMERIC:
        return decode_numbers(array, kind)
    found: list[Scalar | None] = array.to_pylist()
    return found


def digest(column: Any) -> str:
    """SHA-256 of a column's values, the same however its chunks and null slots lie."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.nulls(0, array.type)
    seal = hashlib.sha256(f"{array.type}:{len(array)}:".encode())
    _feed(seal, array)
    return seal.hexdigest()


def _feed(seal: Any, array: Any) -> None:
    kind = array.type
    seal.update(np.packbits(array.is_valid().to_numpy(zero_copy_only=False)).tobytes())
    if pa.types.is_dictionary(kind):
        array, kind = array.cast(kind.value_type), kind.value_type
    if pa.types.is_struct(kind):
        for part in array.flatten():
            _feed(seal, part)
    elif pa.types.is_decimal(kind):
        words = np.frombuffer(array.buffers()[1], dtype="<i8").reshape(-1, 2)
        words = words[array.offset : array.offset + len(array)]
        known = array.is_valid().to_numpy(zero_copy_only=False)
        seal.update(np.where(known[:, None], words, 0).tobytes())
    elif pa.types.is_string(kind):
        text = pc.fill_null(array, "")
        seal.update(pc.binary_length(text).to_numpy(zero_copy_only=False).astype("<i4").tobytes())
        seal.update("".join(text.to_pylist()).encode())
    elif pa.types.is_date32(kind):
        _feed(seal, array.cast(pa.int32()))
    elif pa.types.is_boolean(kind):
        seal.update(
            np.packbits(pc.fill_null(array, False).to_numpy(zero_copy_only=False)).tobytes()
        )
    else:
        filled = pc.fill_null(array, 0).to_numpy(zero_copy_only=False)
        seal.update(filled.astype(filled.dtype.newbyteorder("<")).tobytes())
