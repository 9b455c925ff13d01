"""SHA-256 of a column's values. ``docs/for-auditors.md`` shows how to compute it without us.

What is hashed: the type as the file states it and the number of rows; the rows at which runs
of known values begin and end (64-bit); and the bytes of the known values alone. So it is the
same however the file is compressed and its chunks and null slots lie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from jiangzhi.record.trace.words import in_order

#: Decimals of at most so many digits are 64-bit integers.
SHORT: Final = 18


def digest(column: Any) -> str:
    """SHA-256 of an array or a chunked array, in hexadecimal."""
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    seal = hashlib.sha256(f"{_stated(column.type)}:{len(column)}:".encode())
    seal.update(_edges(chunks))
    _feed(seal, [_known(chunk) for chunk in chunks if chunk.null_count < len(chunk)])
    return seal.hexdigest()


def _stated(kind: Any) -> str:
    """The type that a reader of the file sees."""
    if pa.types.is_dictionary(kind):
        return str(kind.value_type)
    if pa.types.is_decimal(kind):
        return f"decimal128({kind.precision}, {kind.scale})"
    return str(kind)


def _edges(chunks: Sequence[Any]) -> bytes:
    """Where runs of known values begin and end."""
    start, found = 0, [np.zeros(0, np.int64)]
    for chunk in filter(len, chunks):
        if not chunk.null_count:
            found.append(np.array([0, len(chunk)]) + start)
        elif chunk.null_count < len(chunk):
            known = np.zeros(len(chunk) + 2, dtype=bool)
            known[1:-1] = chunk.is_valid().to_numpy(zero_copy_only=False)
            found.append(np.flatnonzero(known[1:] != known[:-1]) + start)
        start += len(chunk)
    edges = np.concatenate(found)
    twice = np.flatnonzero(edges[1:] == edges[:-1])
    edges = np.delete(edges, np.r_[twice, twice + 1])
    return bytes(edges.astype("<i8").tobytes())


def _known(chunk: Any) -> Any:
    if pa.types.is_decimal64(chunk.type):
        whole = len(chunk), chunk.buffers()
        chunk = pa.Array.from_buffers(pa.int64(), *whole, offset=chunk.offset)
    return chunk.drop_null() if chunk.null_count else chunk


def _feed(seal: Any, chunks: Sequence[Any]) -> None:
    if not chunks:
        return
    kind = chunks[0].type
    if pa.types.is_struct(kind):
        parts = [chunk.flatten() for chunk in chunks]
        for at in range(kind.num_fields):
            _feed(seal, [part[at] for part in parts])
    elif pa.types.is_dictionary(kind):
        _feed_words(seal, chunks)
    elif pa.types.is_decimal(kind):
        for chunk in chunks:
            seal.update(_integers(chunk))
    elif pa.types.is_string(kind):
        for chunk in chunks:
            seal.update(np.diff(_offsets(chunk)))
        for chunk in chunks:
            ends, text = _offsets(chunk), chunk.buffers()[2]
            if text is not None:
                seal.update(memoryview(text)[ends[0] : ends[-1]])
    else:
        for chunk in chunks:
            plain = chunk.cast(pa.int32()) if pa.types.is_date32(kind) else chunk
            seal.update(np.ascontiguousarray(plain.to_numpy(zero_copy_only=False)))


def _feed_words(seal: Any, chunks: Sequence[Any]) -> None:
    """The words in the order in which they occur, then their numbers, as narrow as they fit."""
    if len(chunks) > 1:
        whole = pa.chunked_array(chunks).unify_dictionaries()
        words, parts = whole.chunk(0).dictionary, [one.indices for one in whole.chunks]
        codes = np.concatenate([part.to_numpy() for part in parts])
    else:
        words, codes = chunks[0].dictionary, chunks[0].indices.to_numpy()
    used, numbers = in_order(codes, len(words))
    _feed(seal, [words.take(pa.array(used, pa.int64()))])
    seal.update(np.ascontiguousarray(numbers.astype(np.min_scalar_type(len(used)))))


def _integers(chunk: Any) -> Any:
    """Decimals of 128 bits as the integers that they are without their point."""
    every = np.frombuffer(chunk.buffers()[1], dtype="<i8").reshape(-1, 2)
    words = every[chunk.offset : chunk.offset + len(chunk)]
    return np.ascontiguousarray(words[:, 0] if chunk.type.precision <= SHORT else words)


def _offsets(chunk: Any) -> Any:
    found = np.frombuffer(chunk.buffers()[1], dtype="<i4")
    return found[chunk.offset : chunk.offset + len(chunk) + 1]
