"""Facts: what was read from workbooks, by level, with the place of every value.

Columns, not cells: a level has its rows once (keys, parent row, source and row number),
and each input one column of values beside the raw cells they were read from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jiangzhi.diagnostic import CellPlace, Diagnostic, Place
from jiangzhi.formula.types.types import Scalar


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of one file, and the column letter in which each input stands."""

    file: str
    sha256: str
    sheet: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FactColumn:
    """``values[i]`` of row i (money in 分; ``None`` = missing), and ``raw[i]`` the text found.

    ``readings[i]`` says how the text was read where it was changed on the way.
    """

    values: Sequence[Scalar | None]
    raw: Sequence[str]
    readings: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """The rows of one level, in the order of the workbook.

    ``keys[i]`` are the names from the highest keyed level down to the row's own; a detail
    row repeats its parent's. ``parents[i]`` is the row of the parent level (0 under the whole).
    ``source_of[i]`` is -1 for a row that stands in no sheet of its own. ``cells`` holds the
    places of values that stand elsewhere than in the row's own sheet, by input and row.
    """

    level: str
    keys: Sequence[tuple[str, ...]]
    parents: Sequence[int]
    sources: tuple[Source, ...]
    source_of: Sequence[int]
    row_of: Sequence[int]
    columns: Mapping[str, FactColumn]
    cells: Mapping[str, Mapping[int, CellPlace]] = field(default_factory=dict)

    def place(self, name: str, row: int) -> CellPlace | None:
        """The cell that holds an input of a row, or ``None`` where there is no such cell."""
        elsewhere = self.cells.get(name, {}).get(row)
        if elsewhere is not None:
            return elsewhere
        index = self.source_of[row]
        if index < 0 or name not in self.sources[index].columns:
            return None
        source = self.sources[index]
        return CellPlace(source.file, source.sheet, f"{source.columns[name]}{self.row_of[row]}")


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter's value from a 参数 sheet or the command line."""

    value: Scalar
    raw: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class PriorRun:
    """Last year's run: its name, and the hash that stands for all that went into it."""

    run: str
    seal: str


@dataclass(frozen=True, slots=True)
class Facts:
    """One data set. ``levels`` has every level of the policy; the whole has one row.

    ``prior_run`` is where ``prior`` comes from, ``year`` the year that the workbooks say they
    are of.
    """

    levels: Mapping[str, LevelFacts]
    given: Mapping[str, Given]
    prior: Mapping[str, Mapping[tuple[str, ...], Scalar | None]]
    files: Mapping[str, str]
    notes: tuple[Diagnostic, ...]
    prior_run: PriorRun | None = None
    year: int | None = None

    def __repr__(self) -> str:
        rows = ", ".join(f"{name} {len(level.keys)}" for name, level in self.levels.items())
        return f"<Facts: {rows}; {len(self.notes)} notes>"
