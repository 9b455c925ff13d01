"""Totals below one of several tables of a sheet that are the sums of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jiangzhi.diagnostic import CellPlace, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.table.model import RowKind
from jiangzhi.facts.table.read import Table
from jiangzhi.facts.table.totals import figure_of


def accept_totals_of_all_parts(tables: Sequence[Table]) -> None:
    """Take back what was said of a total that does not fit its own table but fits all tables of
    the sheet together."""
    sheets: dict[tuple[str, str], list[Table]] = {}
    for table in tables:
        sheets.setdefault((table.grid.file, table.grid.sheet), []).append(table)
    for parts in sheets.values():
        if len(parts) > 1:
            for table in parts:
                fitting = _places_that_fit(table, parts)
                table.found[:] = [d for d in table.found if not _is_taken_back(d, fitting)]


def _is_taken_back(diagnostic: Diagnostic, fitting: set[CellPlace]) -> bool:
    return diagnostic.code == problems.TOTAL_DISAGREES.code and diagnostic.place in fitting


def _places_that_fit(table: Table, parts: Sequence[Table]) -> set[CellPlace]:
    """The cells of totals that are the sums of a column over all parts."""
    found = set()
    for row in (row for row in table.others if row.kind is RowKind.TOTAL):
        for name in table.columns:
            column = table.heading.columns[name]
            given = column.field.input
            unit = table.units.get(name)
            if given is None or unit is None:
                continue
            figure = figure_of(table.grid, row.index, column, given, unit)
            values = [
                v for part in parts if name in part.columns for v in part.columns[name].values
            ]
            whole = sum((v for v in values if isinstance(v, Fraction)), Fraction(0))
            if figure is not None and (abs(whole - figure) < 1 or whole == figure):
                found.add(table.grid.place(row.index, column.index))
    return found
