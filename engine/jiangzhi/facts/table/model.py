"""What was found of a table in a grid, before its values are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jiangzhi.facts.grid import Grid
from jiangzhi.policy.model import Input


@dataclass(frozen=True, slots=True)
class Field:
    """Something a column may hold: an input, or the names of a level (``input`` is ``None``).

    ``spellings`` are its headings, made comparable.
    """

    name: str
    spellings: frozenset[str]
    input: Input | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that holds a field. ``unit`` is the unit its own heading states,
    ``heading`` the heading as it stands, ``row`` the heading's last row; ``doubt`` are words
    of the heading of which it is not known whether they make it another column."""

    field: Field
    index: int
    heading: str
    unit: str
    row: int
    exact: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """All headings of a table: rows ``top`` to ``bottom`` of the grid, and each column's text
    down these rows, joined. ``rivals`` are fields with several columns, ``doubtful`` columns
    whose heading fits several fields, ``barred`` by field the columns whose heading names it
    with words that make it another one."""

    grid: Grid
    top: int
    bottom: int
    columns: Mapping[str, Column]
    rivals: Mapping[str, tuple[Column, ...]]
    doubtful: Mapping[int, tuple[str, ...]]
    texts: Mapping[int, str]
    barred: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """How many fields were found, once or more often."""
        return len(self.columns) + len(self.rivals)


class RowKind(Enum):
    """What a row below the headings is. ``STATISTIC`` is a mean, a growth, a part of an amount;
    ``UNCLEAR`` a row of figures that may be data or a part of the row above."""

    DATA = "data"
    TOTAL = "total"
    STATISTIC = "statistic"
    UNCLEAR = "unclear"
    HEADING = "heading"
    NOTE = "note"
    BLANK = "blank"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid and what it is. ``label`` is the text that tells."""

    index: int
    kind: RowKind
    label: str = ""
