"""Integers summed, sorted and picked within groups of neighbouring rows."""

from __future__ import annotations

import numpy as np

from jiangzhi.evaluate.columns.numbers.integers import fits, is_wide, narrowed, seen, widened
from jiangzhi.evaluate.columns.numbers.vectors import Array, States
from jiangzhi.evaluate.columns.rows.layout import Segments


def spread(array: Array, groups: Segments) -> Array:
    """The group's element for each of its rows."""
    return array if array.shape == (1,) else array[groups.ids]


def written(array: Array, groups: Segments) -> Array:
    """One element for each row, where the array has one for all."""
    return np.broadcast_to(array, (int(groups.starts[-1]),))


def sums(array: Array, low: int, high: int, groups: Segments) -> tuple[Array, int, int]:
    """The sum of each group, and bounds of the sums; 0 without rows."""
    array = written(array, groups)
    least, most = min(low, 0) * groups.most, max(high, 0) * groups.most
    if not fits(least, most) and array.size:
        low, high = seen(array, low, high)
        least, most = min(low, 0) * groups.most, max(high, 0) * groups.most
    if fits(least, most) and not is_wide(array):
        return _reduced(np.add, array, 0, groups), least, most
    return narrowed(_reduced(np.add, widened(array), 0, groups), least, most)


def counted(mask: Array, groups: Segments) -> Array:
    """How many rows of each group the mask holds for."""
    return _reduced(np.add, written(mask, groups).astype(np.int64), 0, groups)


def worst_states(state: States, groups: Segments, where: Array | None = None) -> States:
    """The worst state of each group, among the rows where the mask holds."""
    if state is None:
        return None
    if where is not None:
        state = np.where(where, state, np.uint8(0))
    found: Array = _reduced(np.maximum, written(state, groups), 0, groups)
    return found if found.any() else None


def greatest(array: Array, empty: int, groups: Segments) -> Array:
    """The largest of each group."""
    return _reduced(np.maximum, written(array, groups), empty, groups)


def least(array: Array, empty: int, groups: Segments) -> Array:
    """The smallest of each group."""
    return _reduced(np.minimum, written(array, groups), empty, groups)


def _reduced(how: np.ufunc, array: Array, empty: int, groups: Segments) -> Array:
    starts = groups.starts[:-1]
    filled = groups.starts[1:] > starts
    if bool(filled.all()) and array.size:
        return np.asarray(how.reduceat(array, starts))
    found: Array = np.full(len(starts), empty, dtype=array.dtype)
    if filled.any():
        found[filled] = how.reduceat(array, starts[filled])
    return found


def running(array: Array, groups: Segments) -> Array:
    """For each row the sum of the rows before it in its group."""
    before = np.cumsum(array) - array
    starts = groups.starts[:-1]
    filled = groups.starts[1:] > starts
    base = np.zeros(groups.groups, dtype=before.dtype)
    base[filled] = before[starts[filled]]
    found: Array = before - base[groups.ids]
    return found


def placed(groups: Segments) -> Array:
    """The place of each row in its group, from 0."""
    return np.arange(int(groups.starts[-1])) - groups.starts[:-1][groups.ids]


def in_order(codes: Array, groups: Segments) -> Array:
    """The rows sorted within their groups by code; equal ones stay as they stand."""
    return np.lexsort((codes, groups.ids))


def places_by(codes: Array, groups: Segments) -> Array:
    """The place that each row would take if its group were sorted by code."""
    found = np.empty(len(codes), dtype=np.int64)
    found[in_order(codes, groups)] = placed(groups)
    return found


def largest_of_each(codes: Array, wanted: Array, groups: Segments) -> Array:
    """Whether a row is among the ``wanted`` rows of its group with the largest codes,
    equal ones as they stand. Codes are not negative."""
    if codes.size == 0:
        return np.zeros(0, dtype=np.bool_)
    counts = groups.counts
    width = int(counts.max())
    if width * groups.groups > 2 * len(codes) + 64:
        return places_by(-codes, groups) < wanted[groups.ids]
    place = placed(groups)
    if bool((counts == width).all()):
        matrix = codes.reshape(groups.groups, width)
    else:
        matrix = np.full((groups.groups, width), -1, dtype=np.int64)
        matrix[groups.ids, place] = codes
    ordered = np.sort(matrix, axis=1)
    at = np.clip(width - wanted, 0, width - 1)
    threshold = ordered[np.arange(groups.groups), at]
    threshold = np.where(wanted <= 0, np.iinfo(np.int64).max, threshold)[groups.ids]
    above, equal = codes > threshold, codes == threshold
    left = wanted - counted(above, groups)
    if bool((counted(equal, groups) <= left).all()):
        everyone: Array = above | equal
        return everyone
    nth = running(equal.astype(np.int64), groups)
    chosen: Array = above | (equal & (nth < left[groups.ids]))
    return chosen
