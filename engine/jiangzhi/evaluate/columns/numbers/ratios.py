"""Totals of fractions whose denominators differ row by row.

The denominator of such a total is about the product of all of its rows', so its length grows
with the group. The rows are added two by two, all groups at once, so that both sides of an
addition are about equally long.
"""

from __future__ import annotations

import math

import numpy as np

from jiangzhi.evaluate.columns.numbers.fractions import written_den
from jiangzhi.evaluate.columns.numbers.integers import fits, is_wide, narrowed, widened
from jiangzhi.evaluate.columns.numbers.paths import Path, take
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers
from jiangzhi.evaluate.columns.rows.layout import Segments
from jiangzhi.evaluate.columns.rows.segments import placed, sums

#: Totals over one denominator where the rows' have a common multiple up to here.
_COMMON = 10**9
#: Denominators of more binary digits are left as they are: lowest terms take too long.
_MOST_REDUCED = 50_000


def total_of_ratios(elements: Numbers, picked: Array, groups: Segments) -> Numbers:
    """The total of each group among the rows that the mask picks and whose values are known."""
    rows = int(groups.starts[-1])
    if rows == 0:
        return _of_nothing(elements, groups)
    counts = picked if elements.state is None else picked & (elements.state == 0)
    num, den = lowest(
        np.where(counts, elements.num, 0 * elements.num[:1]),
        np.where(counts, written_den(elements), 0 * written_den(elements)[:1] + 1),
    )
    num, den = np.broadcast_to(num, (rows,)), np.broadcast_to(den, (rows,))
    common = _common_multiple(den)
    if common is not None:
        most = max(int(abs(num.max())), int(abs(num.min()))) * common
        if fits(0, most) and not is_wide(num):
            return Numbers(*_over(sums(num * (common // den), -most, most, groups), common))
    num, den = _two_by_two(num, den, groups)
    return _bounded(num, den)


def lowest(num: Array, den: Array) -> tuple[Array, Array]:
    """Fractions in lowest terms, denominators positive."""
    common = np.gcd(num, den)
    return num // common, den // common


def _common_multiple(den: Array) -> int | None:
    if is_wide(den) or int(den.max()) > _COMMON:
        return None
    common = 1
    for one in np.unique(den):
        common = math.lcm(common, int(one))
        if common > _COMMON:
            return None
    return common


def _over(summed: tuple[Array, int, int], common: int) -> tuple[Array, int, int, int]:
    return summed[0], common, summed[1], summed[2]


def _two_by_two(num: Array, den: Array, groups: Segments) -> tuple[Array, Array]:
    """One fraction a group, 0 over 1 where it has no rows. They may not be in lowest terms."""
    while groups.most > 1:
        place = placed(groups)
        even = np.flatnonzero(place % 2 == 0)
        last = place == (groups.counts - 1)[groups.ids]
        paired = ~last[even]
        left = even[paired]
        num_of_pairs, den_of_pairs = _added(num[left], den[left], num[left + 1], den[left + 1])
        num, den = num[even], den[even]
        if is_wide(num_of_pairs) or is_wide(num) or is_wide(den):
            num, den = widened(num), widened(den)
        num, den = np.array(num), np.array(den)
        num[paired], den[paired] = num_of_pairs, den_of_pairs
        counts = (groups.counts + 1) // 2
        groups = Segments(np.concatenate([[0], np.cumsum(counts)]), (groups.most + 1) // 2)
    filled = groups.counts > 0
    if bool(filled.all()):
        return num, den
    nums = np.zeros(groups.groups, dtype=num.dtype)
    dens = np.ones(groups.groups, dtype=den.dtype)
    nums[filled], dens[filled] = num, den
    return nums, dens


def _added(num: Array, den: Array, other: Array, below: Array) -> tuple[Array, Array]:
    if num.size and not (is_wide(num) or is_wide(den)):
        most = max(int(abs(end)) for part in (num, other) for end in (part.max(), part.min()))
        top = max(int(den.max()), int(below.max()))
        if fits(0, 2 * max(most, top) * top):
            return num * below + other * den, den * below
    num, den, other, below = (widened(part) for part in (num, den, other, below))
    return num * below + other * den, den * below


def _bounded(num: Array, den: Array) -> Numbers:
    if is_wide(den) and max(int(one).bit_length() for one in den) <= _MOST_REDUCED:
        num, den = lowest(num, den)
    num, low, high = narrowed(num, int(num.min()), int(num.max()))
    den, _, top = narrowed(den, 1, int(den.max()))
    return Numbers(num, den, low, high, None, top)


def _of_nothing(elements: Numbers, groups: Segments) -> Numbers:
    """Without rows, with the bounds that rows of a group might have."""
    take(Path.WIDE)
    most = max(groups.most, 1)
    top = elements.top**most
    low, high = (end * most * elements.top ** (most - 1) for end in (elements.low, elements.high))
    zero: Array = np.zeros(groups.groups, dtype=np.int64)
    return Numbers(zero, zero + 1, min(low, 0), max(high, 0), None, top)
