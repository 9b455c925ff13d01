"""Totals in a table, held against the rows they can be totals of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isqrt
from typing import Final

from jiangzhi.diagnostic import Because, CellPlace, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.cells.cell_result import Taken
from jiangzhi.facts.cells.read import read_cell
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.model import Column, Row, RowKind
from jiangzhi.facts.words import name_of
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.money import FEN_IN, decimal_text
from jiangzhi.policy.model import Input
from jiangzhi.words import Words

#: Only these add up; a total of scores or rates would be an average, and is not looked at.
ADDITIVE: Final = frozenset({Kind.MONEY, Kind.COUNT})
_MOST_PLACES: Final = 12
_GRAND: Final = ("总计", "合计", "共计", "汇总", "累计", "计")

#: A stretch of data rows, by their positions among the data rows.
Scope = Sequence[int]


def check_totals(
    grid: Grid,
    rows: Sequence[Row],
    data: Sequence[int],
    names: Mapping[str, Sequence[str]],
    columns: Sequence[tuple[Column, str, Sequence[Scalar | None]]],
) -> list[Diagnostic]:
    """A problem for each figure of a total row that is the sum of no rows it may stand for.

    ``data`` are the grid rows of the data, ``names`` theirs by level, ``columns`` each
    column with its unit and values.
    """
    totals = [row for row in rows if row.kind is RowKind.TOTAL]
    found: list[Diagnostic] = []
    for total in totals:
        figures = []
        for column, unit, values in columns:
            given = column.field.input
            if given is not None and given.type.kind in ADDITIVE:
                figure = figure_of(grid, total.index, column, given, unit)
                if figure is not None:
                    figures.append((column, given, unit, values, figure))
        scopes = _scopes(grid, total, rows, data, names)
        if not figures or not scopes:
            continue
        best = max(scopes, key=lambda scope: sum(_agrees(f[3], f[4], scope) for f in figures))
        agreeing = sum(_agrees(f[3], f[4], best) for f in figures)
        scope = best if agreeing else scopes[0]
        for column, given, unit, values, figure in figures:
            if _agrees(values, figure, scope):
                continue
            slack = _slack(values, figure, scope, FEN_IN.get(unit, 1))
            if abs(_sum(values, scope) - figure) < slack:
                found.append(
                    problems.TOTAL_ROUNDED.at(
                        grid.place(total.index, column.index),
                        label=total.label, name=given.name,
                        found=_shown(figure, given, unit),
                        sum=_shown(_sum(values, scope), given, unit),
                    )
                )  # fmt: skip
            else:
                rows_and = (total.index, data[scope[0]], data[scope[-1]])
                first, second, third = (grid.place(row, column.index) for row in rows_and)
                found.append(
                    _disagrees(
                        total, column, given, unit=unit,
                        figures=(figure, _sum(values, scope)), places=(first, second, third),
                    )
                )  # fmt: skip
    return found


def figure_of(grid: Grid, row: int, column: Column, given: Input, unit: str) -> Fraction | None:
    """A figure of a row that is no data, ``None`` where there is none."""
    reading = read_cell(grid.cell(row, column.index), given, unit=unit, typed=grid.typed)
    value = reading.value if isinstance(reading, Taken) else None
    return value if isinstance(value, Fraction) else None


def _scopes(
    grid: Grid,
    total: Row,
    rows: Sequence[Row],
    data: Sequence[int],
    names: Mapping[str, Sequence[str]],
) -> list[Scope]:
    """What a total may be the sum of, the likeliest first: its named group, the rows since the
    total before it, the rows up to the next, all."""
    everything = range(len(data))
    others = [row.index for row in rows if row.kind is RowKind.TOTAL]
    before = max((index for index in others if index < total.index), default=-1)
    after = min((index for index in others if index > total.index), default=len(grid.rows))
    since = [n for n in everything if before < data[n] < total.index]
    until = [n for n in everything if total.index < data[n] < after]
    texts = {name_of(cell) for cell in grid.rows[total.index] if isinstance(cell, str)}
    known = {name for column in names.values() for name in column if name}
    mine = {name for name in known if name in texts or total.label.startswith(name)}
    of_group = [n for n in everything if any(column[n] in mine for column in names.values())]
    above = [n for n in everything if data[n] < total.index]
    grand = any(total.label.removesuffix(":").endswith(word) for word in _GRAND)
    if of_group:
        order: list[Scope] = [of_group, since, until]
    elif grand:
        order = [everything, since, above, until]
    else:
        order = [since, until, above, everything]
    return [scope for scope in order if scope]


def _sum(values: Sequence[Scalar | None], scope: Scope) -> Fraction:
    parts = (values[n] for n in scope)
    return sum((part for part in parts if isinstance(part, Fraction)), Fraction(0))


def _agrees(values: Sequence[Scalar | None], figure: Fraction, scope: Scope) -> bool:
    # The sum of a spreadsheet is a double: it may miss the exact sum by less than one 分.
    return abs(_sum(values, scope) - figure) < 1 or _sum(values, scope) == figure


def _slack(values: Sequence[Scalar | None], figure: Fraction, scope: Scope, unit: int) -> Fraction:
    """What rounding may part a total from its rows by: half of the last digit of each row that
    has one there (a row of round figures was not rounded), of many rows no more than chance
    leaves (twice the root of their number), and half of the total's last digit."""
    parts = [v / unit for v in (values[n] for n in scope) if isinstance(v, Fraction)]
    total = figure / unit
    places = max(map(decimal_places, parts), default=0)
    fine = sum(_ends_at(part, places) for part in parts)
    slack = Fraction(min(fine, isqrt(4 * fine)), 2 * 10**places)
    if _ends_at(total, places):
        slack += Fraction(1, 2 * 10**places)
    elif decimal_places(total) < places:
        finer = sum(decimal_places(part) > decimal_places(total) for part in parts)
        if finer * 4 >= len(parts) * 3:
            slack += Fraction(1, 2 * 10 ** decimal_places(total))
    return slack * unit


def _ends_at(number: Fraction, places: int) -> bool:
    """Whether a number's last digit but 0 stands at a place behind the point (0: the ones)."""
    if places == 0:
        return number.denominator == 1 and number % 10 != 0
    return decimal_places(number) == places


def decimal_places(number: Fraction) -> int:
    """The digits behind the point of a decimal number."""
    places = 0
    while number.denominator != 1 and places < _MOST_PLACES:
        number, places = number * 10, places + 1
    return places


def _shown(figure: Fraction, given: Input, unit: str) -> str:
    money = given.type.kind is Kind.MONEY
    return f"{decimal_text(figure / (FEN_IN[unit] if money else 1))}{f' {unit}' if money else ''}"


def _disagrees(
    total: Row,
    column: Column,
    given: Input,
    *,
    unit: str,
    figures: tuple[Fraction, Fraction],
    places: tuple[CellPlace, CellPlace, CellPlace],
) -> Diagnostic:
    figure, actual = figures
    place, first, last = places
    per = FEN_IN[unit] if given.type.kind is Kind.MONEY else 1
    return problems.TOTAL_DISAGREES.at(
        place,
        because=[
            Because(Words("相加的第一行", "first of the rows added up"), first),
            Because(Words("相加的最后一行", "last of the rows added up"), last),
        ],
        label=total.label,
        name=given.name,
        found=decimal_text(figure / per),
        sum=decimal_text(actual / per),
        difference=decimal_text((figure - actual) / per),
        unit=f" {unit}" if given.type.kind is Kind.MONEY else "",
    )
