"""The rows that take part in some groups, and the whole numbers that belong to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jiangzhi.evaluate.columns.functions.shape import number
from jiangzhi.evaluate.columns.numbers import fractions, integers
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers
from jiangzhi.evaluate.columns.rows.layout import Segments, taken
from jiangzhi.evaluate.columns.rows.segments import spread, sums


@dataclass(frozen=True, slots=True)
class Members:
    """Rows in groups. ``claim`` is over the group's ``scale``; ``low`` and ``high`` are units.

    ``claim`` and the limits have an element a row; ``scale`` has one a group, or one for all.
    ``high`` is ``None`` without caps, ``low`` without floors.
    """

    groups: Segments
    claim: Numbers
    scale: Numbers
    low: Numbers | None
    high: Numbers | None

    def only(self, rows: Array, groups: Array) -> Members:
        """The members in some rows of some groups; both ascending, no row of another group."""
        counts = np.bincount(self.groups.ids[rows], minlength=self.groups.groups)[groups]
        starts = np.concatenate([[0], np.cumsum(counts)])
        return Members(
            Segments(starts, self.groups.most),
            picked(self.claim, rows),
            picked(self.scale, groups),
            None if self.low is None else picked(self.low, rows),
            None if self.high is None else picked(self.high, rows),
        )

    def each(self, of_groups: Numbers) -> Numbers:
        """The group's number for each of its rows."""
        num = spread(of_groups.num, self.groups)
        return Numbers(num, 1, of_groups.low, of_groups.high)

    def total(self, of_rows: Numbers) -> Numbers:
        """The sum of each group."""
        return Numbers(*_with_den(sums(of_rows.num, of_rows.low, of_rows.high, self.groups)))


def picked(numbers: Numbers, rows: Array) -> Numbers:
    """The numbers of some rows."""
    return number(taken(numbers, rows))


def _with_den(summed: tuple[Array, int, int]) -> tuple[Array, int, int, int]:
    return summed[0], 1, summed[1], summed[2]


def divided(a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """``divmod`` of whole numbers, ``a`` not negative, ``b`` positive."""
    one = Numbers(np.array([1]), 1, 1, 1)
    return divided_product(a, one, b, most=a.high)


def divided_product(a: Numbers, b: Numbers, c: Numbers, *, most: int) -> tuple[Numbers, Numbers]:
    """``divmod(a * b, c)`` of whole numbers, none negative, ``c`` positive, the quotient at
    most ``most``."""
    a, b, c = fractions.tightened(a), fractions.tightened(b), fractions.tightened(c)
    quotient, rest = integers.divided_product(
        a.num, b.num, c.num, a_most=a.high, b_most=b.high, c_most=c.high, most=most
    )
    return Numbers(quotient, 1, 0, max(most, 0)), Numbers(rest, 1, 0, max(c.high - 1, 0))


def whole_of(num: Array, low: int, high: int) -> Numbers:
    """Whole numbers."""
    return Numbers(num, 1, low, high)
