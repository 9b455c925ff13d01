"""Vectors of neighbouring blocks put together."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from jiangzhi.evaluate.columns.numbers.fractions import over, written_den
from jiangzhi.evaluate.columns.numbers.integers import fits
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Flags,
    Numbers,
    States,
    Vector,
    Words,
    state_array,
)


def joined(parts: Sequence[Vector], rows: Sequence[int]) -> Vector:
    """One vector of all parts, each of so many rows."""
    if len(parts) == 1:
        return parts[0]
    state = _joined_states([part.state for part in parts], rows)
    numbers = [part for part in parts if isinstance(part, Numbers)]
    if numbers:
        return _joined_numbers(numbers, rows, state)
    flags = [part for part in parts if isinstance(part, Flags)]
    if flags:
        return Flags(_written([flag.truth for flag in flags], rows), state)
    words = [part for part in parts if isinstance(part, Words)]
    return Words(_written([word.codes for word in words], rows), words[0].book, state)


def _joined_states(states: Sequence[States], rows: Sequence[int]) -> States:
    if all(state is None for state in states):
        return None
    return np.concatenate([state_array(s, n) for s, n in zip(states, rows, strict=True)])


def _written(arrays: Sequence[Array], rows: Sequence[int]) -> Array:
    full = [np.broadcast_to(array, (n,)) for array, n in zip(arrays, rows, strict=True)]
    if any(array.dtype == object for array in full):
        full = [array.astype(object) for array in full]
    return np.concatenate(full)


def _joined_numbers(parts: Sequence[Numbers], rows: Sequence[int], state: States) -> Numbers:
    dens = {part.den if isinstance(part.den, int) else 0 for part in parts}
    common = math.lcm(*dens)
    if len(dens) > 1 and common and fits(0, common):
        parts = [over(part, common) for part in parts]
        dens = {common}
    low, high = min(part.low for part in parts), max(part.high for part in parts)
    num = _written([part.num for part in parts], rows)
    if len(dens) == 1 and common:
        return Numbers(num, common, low, high, state)
    den = _written([written_den(part) for part in parts], rows)
    return Numbers(num, den, low, high, state, max(part.top for part in parts))
