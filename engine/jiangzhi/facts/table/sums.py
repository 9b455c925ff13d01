"""Rows read as data whose figures are the sums of rows around them: totals under any name."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import gcd
from operator import mul
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.labels import is_group
from jiangzhi.facts.table.model import Column, Row, RowKind
from jiangzhi.facts.table.scaled import Scaled
from jiangzhi.facts.table.totals import ADDITIVE
from jiangzhi.formula.types.types import Scalar
from jiangzhi.policy.model import Input
from jiangzhi.words import Words

#: Sums of sums: groups, then counties, then all.
_ROUNDS: Final = 3
#: Digits that must agree before a chance is ruled out in a table of few rows.
_DIGITS: Final = 3
#: Which columns are filled differs between rows; the commonest ways are looked at.
_PATTERNS: Final = 12
_PLACES: Final = ("镇", "乡", "街道", "街", "办事处", "村", "社区", "场", "苏木")
_WIDE: Final = ("县", "市", "区", "州", "省", "旗", "盟", "片", "组", "部", "类", "地区", "全域")
_MODULUS: Final = (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns that add up: the inputs, and each one's values over the data rows."""

    inputs: tuple[Input, ...]
    values: tuple[Sequence[int | None], ...]


@dataclass(frozen=True, slots=True)
class _Sum:
    """Row ``row`` is the sum of ``parts``, positions among the data rows."""

    row: int
    parts: Sequence[int]


def figures_of(columns: Sequence[tuple[Column, Sequence[Scalar | None]]]) -> Figures:
    """The amounts and counts among some columns, as whole numbers."""
    inputs, values = [], []
    for column, found in columns:
        given = column.field.input
        if given is not None and given.type.kind in ADDITIVE:
            inputs.append(given)
            values.append(
                found.numerators
                if isinstance(found, Scaled) and found.denominator == 1
                else [v.numerator if isinstance(v, Fraction) else None for v in found]
            )
    return Figures(tuple(inputs), tuple(values))


@dataclass(frozen=True, slots=True)
class DataRows:
    """The data rows of a table: ``names[level][i]`` is what row ``rows[i]`` of the grid states;
    ``level`` is their own, with its names in ``column``. ``others`` are the rows of no data."""

    grid: Grid
    rows: Sequence[int]
    names: Mapping[str, Sequence[str]]
    others: Sequence[Row]
    level: str
    column: int

    @property
    def own(self) -> Sequence[str]:
        """Each row's own name."""
        return self.names.get(self.level, ())


def warn_of_sums(data: DataRows, figures: Figures) -> list[Diagnostic]:
    """A warning for each data row that adds up others, or is named as a group of them."""
    if not data.own:
        return []
    sums = _sums(data, figures)
    told = {each.row for each in sums}
    found = [_warned(data, figures, each) for each in sums]
    found.extend(
        problems.ROW_IS_A_GROUP.at(
            data.grid.place(data.rows[n], data.column), key=name, level=data.level
        )
        for n, name in enumerate(data.own)
        if n not in told and name[-1:] in ("片", "区") and is_group(name)
    )
    return found


def _sums(data: DataRows, figures: Figures) -> list[_Sum]:
    left = list(range(len(data.rows)))
    breaks = sorted(r.index for r in data.others if r.kind in (RowKind.TOTAL, RowKind.SECTION))
    found: list[_Sum] = []
    for _ in range(_ROUNDS):
        new = _Round(data, left, breaks, figures).found()
        if not new:
            break
        found += new
        sums = {each.row for each in new}
        left = [n for n in left if n not in sums]
    return sorted(found, key=lambda each: each.row)


class _Round:
    """One look for sums among the rows ``left``, none of which is known to be one."""

    def __init__(
        self, data: DataRows, left: Sequence[int], breaks: Sequence[int], figures: Figures
    ) -> None:
        names = data.names
        self.left = left
        self.names = [data.own[n] for n in left]
        self.columns = [[column[n] for n in left] for column in figures.values]
        above = [[column[n] for n in left] for name, column in names.items() if name != data.level]
        self.groups: list[tuple[str, ...]] = list(zip(*above, strict=True)) or [()] * len(left)
        parts = [bisect(breaks, data.rows[n]) for n in left] if breaks else [0] * len(left)
        # Within the whole, within what totals and sections part, within a group.
        runs = (parts, list(zip(parts, self.groups, strict=True)) if any(self.groups) else parts)
        self.bounds = [_bounds(runs[0])]
        if runs[1] is not runs[0]:
            self.bounds.append(_bounds(runs[1]))
        if breaks:
            self.bounds.append(([0] * len(left), [len(left)] * len(left)))

    def found(self) -> list[_Sum]:
        """The rows that add up others."""
        if len(self.left) < 2 or not self.columns:
            return []
        patterns: dict[tuple[int, ...], list[int]] = {}
        for i, row in enumerate(zip(*self.columns, strict=True)):
            known = tuple([c for c, value in enumerate(row) if value])
            patterns.setdefault(known, []).append(i)
        patterns.pop((), None)
        found: list[_Sum] = []
        for known in sorted(patterns, key=lambda known: -len(patterns[known]))[:_PATTERNS]:
            found += self._of_pattern(known, patterns[known])
        return found

    def _of_pattern(self, known: tuple[int, ...], members: Sequence[int]) -> Iterator[_Sum]:
        columns = [[value or 0 for value in self.columns[c]] for c in known]
        units = [gcd(*column) for column in columns]
        prefix = _Prefix(columns)
        candidates = prefix.candidates(self.bounds)
        for i in sorted(candidates.keys() & set(members)):
            digits = sum(
                len(str(abs(column[i]) // unit))
                for column, unit in zip(columns, units, strict=True)
            )
            wide = self._is_wide(i)
            for first, last, natural in candidates[i]:
                count = last - first - (first <= i < last)
                needed = _DIGITS if natural else _DIGITS + 1 + 2 * len(str(len(self.left)))
                sure = digits >= needed and (len(known) > 1 or (natural and count > 2))
                enough = count > 1 or (count == 1 and is_group(self.names[i]))
                if enough and (sure or wide) and prefix.adds_up(i, first, last):
                    yield _Sum(self.left[i], [self.left[k] for k in range(first, last) if k != i])
                    break

    def _is_wide(self, i: int) -> bool:
        """Whether the row's name is none like those of the others."""
        name = self.names[i]
        if is_group(name) or name in self.groups[i]:
            return True
        return name.endswith(_WIDE) and (
            sum(other.endswith(_PLACES) for other in self.names) * 2 > len(self.names)
        )


class _Prefix:
    """Some columns of whole numbers, and the sums of their first rows.

    Candidates are found by one number a row, a sum of all columns times a constant each;
    ``adds_up`` compares every column.
    """

    def __init__(self, columns: Sequence[Sequence[int]]) -> None:
        self.columns = columns
        self.sums = [[0, *accumulate(column)] for column in columns]
        if len(columns) == 1:
            self.keys: Sequence[int] = columns[0]
        else:
            factors = [_MODULUS**c % (1 << 61) | 1 for c in range(len(columns))]
            self.keys = [sum(map(mul, factors, row)) for row in zip(*columns, strict=True)]

    def candidates(
        self, bounds: Sequence[tuple[Sequence[int], Sequence[int]]]
    ) -> dict[int, list[tuple[int, int, bool]]]:
        """By row the stretches whose sum it may be: first and last (not included) row, and
        whether the stretch ends where the table or a part of it does."""
        keys, sums = self.keys, [0, *accumulate(self.keys)]
        found: dict[int, list[tuple[int, int, bool]]] = {}
        for low, high in bounds:
            below, above = [sums[n] for n in low], [sums[n] for n in high]
            for i, (key, before, after, start, end) in enumerate(
                zip(keys, sums, sums[1:], below, above, strict=False)
            ):
                if not key:
                    continue
                if end - start == 2 * key:
                    found.setdefault(i, []).append((low[i], high[i], True))
                if before - start == key:
                    found.setdefault(i, []).append((low[i], i, True))
                if end - after == key:
                    found.setdefault(i, []).append((i + 1, high[i], True))
        at = {total: n for n, total in enumerate(sums)}
        for i, key in enumerate(keys):
            if key and (first := at.get(sums[i] - key, i)) < i:
                found.setdefault(i, []).append((first, i, False))
            if key and (last := at.get(sums[i + 1] + key, 0)) > i + 1:
                found.setdefault(i, []).append((i + 1, last, False))
        return found

    def adds_up(self, i: int, first: int, last: int) -> bool:
        """Whether row i is the sum of the other rows from ``first`` to before ``last``."""
        inside = first <= i < last
        return all(
            sums[last] - sums[first] == column[i] * (1 + inside)
            for column, sums in zip(self.columns, self.sums, strict=True)
        )


def _bounds(runs: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    """For each row the first row and the end of the stretch of equal ``runs`` it stands in."""
    low: list[int] = []
    high: list[int] = []
    for n, run in enumerate(runs):
        if n == 0 or run != runs[n - 1]:
            high += [n] * (n - len(high))
            start = n
        low.append(start)
    return low, high + [len(runs)] * (len(runs) - len(high))


def _warned(data: DataRows, figures: Figures, each: _Sum) -> Diagnostic:
    grid, rows, column = data.grid, data.rows, data.column
    first, last = rows[each.parts[0]], rows[each.parts[-1]]
    summed = [
        given.name
        for given, values in zip(figures.inputs, figures.values, strict=True)
        if values[each.row]
    ]
    name = data.own[each.row]
    return problems.ROW_IS_A_SUM.at(
        grid.place(rows[each.row], column),
        because=[
            Because(Words("相加的第一行", "first of the rows added up"), grid.place(first, column)),
            Because(Words("相加的最后一行", "last of the rows added up"), grid.place(last, column)),
        ],
        key=name,
        names="、".join(summed),
        which=f"第 {first + 1} 行到第 {last + 1} 行共 {len(each.parts)} 行",
        which_en=f"{len(each.parts)} rows from {first + 1} to {last + 1}",
        level=data.level,
        total=f"{name}小计" if is_group(name) else "合计",
    )
