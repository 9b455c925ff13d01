"""The sheet 参数 under construction: which cell holds which parameter and constant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from jiangzhi.formula.types.types import Scalar, Type
from jiangzhi.formula.types.value import Value
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import sheet_prefix
from jiangzhi.publish.book.rows import FIRST_ROW

#: The column in which the first value of a line stands.
VALUE_COLUMN: Final = 2


@dataclass(frozen=True, slots=True)
class Given:
    """A value in a cell: typed in, or (``formula``) worked out from other parameters."""

    value: Value | None
    type: Type
    formula: str = ""
    blank_as: Scalar | None = None


@dataclass(slots=True)
class Line:
    """One line of the sheet: what it is, the words of the document, its values.

    ``kind`` is title (of a block), head (of the columns of a block) or values.
    """

    kind: str
    label: str
    words: str = ""
    given: list[Given] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    article: int = 0
    remark: str = ""


@dataclass(slots=True)
class Parameters:
    """The lines of 参数 in order; row numbers follow from it."""

    sheet: str
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> int:
        """Add a line; its row number as Excel counts."""
        self.lines.append(line)
        return FIRST_ROW + len(self.lines) - 1

    def put(self, row: int, given: Given) -> str:
        """Put a further value on a line; the cell's address from other sheets."""
        line = self.lines[row - FIRST_ROW]
        for index, other in enumerate(line.given):
            if given.formula == "" and other == given and type(other.value) is type(given.value):
                return self.cell(row, index)
        line.given.append(given)
        return self.cell(row, len(line.given) - 1)

    def append(self, row: int, given: Given) -> None:
        """Put a further value on a line, even if it has the same already."""
        self.lines[row - FIRST_ROW].given.append(given)

    def replace_first(self, row: int, given: Given) -> None:
        """Put a value in place of the first of a line."""
        self.lines[row - FIRST_ROW].given[0] = given

    def cell(self, row: int, index: int) -> str:
        """The address of the value number ``index`` of a line."""
        return f"{sheet_prefix(self.sheet)}${column_letters(VALUE_COLUMN + index)}${row}"

    def span(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """The address of the values from one (row, index) to another."""
        start = f"${column_letters(VALUE_COLUMN + first[1])}${first[0]}"
        end = f"${column_letters(VALUE_COLUMN + last[1])}${last[0]}"
        return f"{sheet_prefix(self.sheet)}{start}:{end}"


@dataclass(slots=True)
class PendingLine:
    """A line that is added when its first value comes, below its block's title."""

    parameters: Parameters
    line: Line
    title: PendingLine | None = None
    row: int = 0

    def put(self, given: Given) -> str:
        """Put a value on the line; the cell's address."""
        return self.parameters.put(self.settled(), given)

    def settled(self) -> int:
        """The line's row number; it is added now if it was not."""
        if self.row == 0:
            if self.title is not None:
                self.title.settled()
            self.row = self.parameters.add(self.line)
        return self.row
