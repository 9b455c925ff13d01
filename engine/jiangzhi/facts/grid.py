"""A sheet as raw cells: what stands where, before anyone asks what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from jiangzhi.diagnostic import CellPlace


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that holds an error value such as ``#REF!``."""

    text: str


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """A formula whose result the file does not hold."""

    formula: str = ""


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that the sheet shows as a percentage: 0.08 is shown as 8%."""

    value: float


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number whose format shows it divided by 10 to the power ``shift``, with a unit
    (``words``) behind it, or as something else altogether (``otherwise``)."""

    value: float
    shift: int
    words: str
    otherwise: bool


#: What a cell may hold. A ``datetime`` stands for a number shown as a date or time.
Raw = (
    None
    | int
    | float
    | Decimal
    | str
    | bool
    | date
    | datetime
    | ErrorCell
    | Uncomputed
    | Percent
    | Formatted
)


class Layout(Enum):
    """How a table lies in its sheet."""

    PLAIN = "plain"
    BESIDE = "beside"  # one of several side by side
    BELOW = "below"  # one of several with headings of their own, one below the other
    TURNED = "turned"  # the names across, the figures down
    LONG = "long"  # a figure in each row, named in a column


@dataclass(frozen=True, slots=True)
class Area:
    """A merged rectangle. Rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


#: Where in the sheet the cell (row, column) of a grid stands, all counted from 0.
Origin = Callable[[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or one table of a sheet laid out anew: then ``origin`` tells where its cells
    stand and ``layout`` how it was found.

    ``rows[i][j]`` is the cell of row i and column j, both from 0; rows end with their last filled
    cell. ``typed`` is false for text files, where all cells are text."""

    file: str
    sha256: str
    sheet: str
    rows: Sequence[Sequence[Raw]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    hidden_deep: bool = False
    typed: bool = True
    epoch_1904: bool = False
    origin: Origin | None = None
    layout: Layout = Layout.PLAIN

    def cell(self, row: int, column: int) -> Raw:
        """The cell, ``None`` outside of what is filled."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None

    def place(self, row: int | None = None, column: int | None = None) -> CellPlace:
        """The place of a cell, of a row (its first cell), or of the sheet."""
        if row is None:
            return CellPlace(self.file, self.sheet)
        column = column or 0
        if self.origin is not None:
            row, column = self.origin(row, column)
        return CellPlace(self.file, self.sheet, f"{column_letters(column)}{row + 1}")

    def line(self, row: int, column: int) -> int:
        """The number of the sheet's row, from 1, in which a cell stands."""
        return 1 + (row if self.origin is None else self.origin(row, column)[0])


def column_letters(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
