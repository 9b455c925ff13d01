"""XlsxWriter, under names that the checker of types knows, and without its guesses.

Imported only when a book is written.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

#: XlsxWriter bears no types.
Book = Any
Grid = Any
CellFormat = Any


class FormulaSheet(Worksheet):  # type: ignore[misc]
    """A sheet that takes formulas as they are.

    XlsxWriter looks into every formula for thirty newer functions, which ours never use:
    that costs more than writing them, and would change the same words inside a text.
    """

    def write_array(self, row: int, at: int, formula: str, style: Any, value: Any) -> None:
        """A formula over whole columns, in one cell."""
        self.write_array_formula(row, at, row, at, formula, style, value)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def new_book(path: str) -> Book:
    """A book whose rows go to disk as they are written."""
    return Workbook(path, {"constant_memory": True, "strings_to_numbers": False})


def new_small_book(path: str) -> Book:
    """A book whose cells may be written in any order."""
    return Workbook(path, {"strings_to_numbers": False})
