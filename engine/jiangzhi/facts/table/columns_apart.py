"""A whole column ten thousand times another: 元 in one, 万元 in the other, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.model import Column
from jiangzhi.formula.types.types import Kind, Scalar

#: A slip is ten thousand times; the figures themselves may be half or twice each other.
_LEAST: Final = 5000
_MOST: Final = 20_000
#: Rows that must be so, of all that have both figures.
_SHARE: Final = Fraction(9, 10)
#: Fewer rows say nothing: a price and an amount may well be so far apart.
_FEWEST: Final = 3


def warn_of_columns_apart(
    grid: Grid, rows: Sequence[int], columns: Sequence[tuple[Column, str, Sequence[Scalar | None]]]
) -> list[Diagnostic]:
    """A warning for each pair of columns of money of which one is about ten thousand times the
    other in nearly every row."""
    found = []
    if len(rows) < _FEWEST:
        return []
    money = [
        (column, values)
        for column, _, values in columns
        if column.field.input is not None and column.field.input.type.kind is Kind.MONEY
    ]
    for (one, first), (other, second) in combinations(money, 2):
        times = apart(first, second)
        if times is None:
            continue
        low, high = (one, other) if times > 0 else (other, one)
        found.append(
            problems.COLUMNS_APART.at(
                grid.place(high.row, high.index),
                because=[Because(f"“{low.field.name}”", grid.place(low.row, low.index))],
                name=high.field.name,
                other=low.field.name,
            )
        )
    return found


def apart(first: Sequence[Scalar | None], second: Sequence[Scalar | None]) -> int | None:
    """1 where the second figures are about ten thousand times the first, -1 where it is the
    other way round, ``None`` where neither holds for nearly all rows."""
    pairs = [
        (a, b)
        for a, b in zip(first, second, strict=True)
        if isinstance(a, Fraction) and isinstance(b, Fraction) and a > 0 and b > 0
    ]
    if not pairs:
        return None
    larger = sum(a * _LEAST <= b <= a * _MOST for a, b in pairs)
    smaller = sum(b * _LEAST <= a <= b * _MOST for a, b in pairs)
    if larger >= len(pairs) * _SHARE:
        return 1
    return -1 if smaller >= len(pairs) * _SHARE else None


def warn_of_last_year(
    grid: Grid,
    column: Column,
    keys: Sequence[tuple[str, ...]],
    values: Sequence[Scalar | None],
    prior: Mapping[tuple[str, ...], Scalar | None],
) -> list[Diagnostic]:
    """A warning where this year's figures are about ten thousand times last year's, or the
    other way round, in nearly every row."""
    times = apart([prior.get(key) for key in keys], values)
    if times is None:
        return []
    words = ("一万倍", "ten thousand times") if times > 0 else ("万分之一", "a ten-thousandth of")
    return [
        problems.APART_FROM_LAST_YEAR.at(
            grid.place(column.row, column.index),
            name=column.field.name, times=words[0], times_en=words[1],
        )
    ]  # fmt: skip
