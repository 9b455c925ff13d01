"""Columns of few different texts, as numbers of words in the order in which they first occur."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

WORDS: Final = pa.dictionary(pa.int32(), pa.string())


def constant(word: str, count: int) -> pa.Array:
    """One word for all rows."""
    return _words(np.zeros(count, np.int32), [word] if count else [], None)


def chosen(words: Sequence[str | None], index: Any) -> pa.Array:
    """For every row the word at its index; null for a negative index."""
    if not words or not len(index):
        return pa.nulls(len(index), WORDS)
    known = list(dict.fromkeys(word for word in words if word is not None))
    if len(words) == 1 and known and index.min() == 0:
        return constant(known[0], len(index))
    place = np.array([-1 if word is None else known.index(word) for word in words], np.int32)
    codes = np.where(index < 0, -1, place[index])
    return of_codes(codes, known, codes < 0)


def of_codes(codes: Any, words: Sequence[str], unknown: Any) -> pa.Array:
    """The words with the given numbers, null where ``unknown``."""
    none = unknown if unknown.any() else None
    used, numbers = in_order(codes, len(words), none)
    return _words(numbers, [words[code] for code in used], none)


def in_order(codes: Any, count: int, unknown: Any = None) -> tuple[list[int], Any]:
    """The numbers below ``count`` that occur, in the order in which they first do, and the codes
    as places in that order. Rows that are ``unknown`` are 0."""
    rows = np.arange(len(codes)) if unknown is None else np.flatnonzero(~unknown)
    first = np.full(count, len(codes))
    # of several rows with one code the last that is assigned stays
    first[codes[rows[::-1]]] = rows[::-1]
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(codes))]
    place = np.zeros(max(count, 1), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    numbers = place[codes if unknown is None else np.where(unknown, 0, codes)]
    return order.tolist(), numbers if unknown is None else np.where(unknown, 0, numbers)


def _words(codes: Any, words: Sequence[str], unknown: Any) -> pa.Array:
    numbers = pa.array(codes.astype(np.int32, copy=False), mask=unknown)
    return pa.DictionaryArray.from_arrays(numbers, pa.array(words, type=pa.string()))
