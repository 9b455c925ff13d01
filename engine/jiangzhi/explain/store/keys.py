"""Columns of names that many rows share: levels, keys, files, sheets, letters of columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jiangzhi.evaluate.model import Outcome
from jiangzhi.workbook.model import LevelFacts

WORDS: Final = pa.dictionary(pa.int32(), pa.string())


def constant(word: str, count: int) -> pa.Array:
    """One word for all rows."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([word]))


def chosen(words: Sequence[str | None], index: Sequence[int]) -> pa.Array:
    """For every row the word at its index; null for a negative index."""
    at = np.asarray(index, dtype=np.int32)
    if not words:
        return pa.nulls(len(at), WORDS)
    none = np.array([word is None for word in words])
    known = list(dict.fromkeys(word for word in words if word is not None))
    place = np.array([0 if word is None else known.index(word) for word in words], np.int32)
    codes = pa.array(place[at], mask=(at < 0) | none[at])
    return pa.DictionaryArray.from_arrays(codes, pa.array(known, type=pa.string()))


def joined(words: pa.Array, lines: pa.Array) -> pa.Array:
    """Word and line together, null where there is no word."""
    if words.null_count == len(words):
        return pa.nulls(len(words), pa.string())
    return pc.binary_join_element_wise(words.cast(pa.string()), lines, "")


def keys_by_level(outcome: Outcome) -> dict[str, list[pa.Array]]:
    """For each level with names of its own, and each level of the facts in the plan's order:
    the name on it of every row, null where the row stands above it."""
    levels = {level.name: level for level in outcome.plan.levels}
    facts = outcome.facts.levels
    found: dict[str, list[pa.Array]] = {}
    for target, described in levels.items():
        if described.parent is None or described.detail:
            continue
        own = _own(facts[target])
        columns = {target: own}
        for name, level in levels.items():
            if name in columns:
                continue
            if level.parent in columns:
                above = np.asarray(facts[name].parents, dtype=np.int64)
                columns[name] = columns[level.parent].take(pa.array(above))
            else:
                columns[name] = pa.nulls(len(facts[name].keys), WORDS)
        found[target] = [columns[name] for name in levels]
    return found


def _own(facts: LevelFacts) -> pa.Array:
    names = [key[-1] for key in facts.keys]
    return pa.array(names, type=pa.string()).dictionary_encode()
