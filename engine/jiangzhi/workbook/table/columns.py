"""A column of a table → exact values, with a note or problem for each cell that needs one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import CellPlace, Diagnostic, Problem
from jiangzhi.formula.types import NUMERIC, Kind, Scalar
from jiangzhi.money import FEN_IN
from jiangzhi.policy.model import Input
from jiangzhi.workbook import limits, problems
from jiangzhi.workbook.cells.read import read_cell
from jiangzhi.workbook.cells.reading import Reading, Taken, Wrong
from jiangzhi.workbook.grid import ErrorCell, Grid, Raw, Uncomputed
from jiangzhi.workbook.model import FactColumn
from jiangzhi.workbook.table.lines import Cells
from jiangzhi.workbook.table.raw import RawTexts, text_of
from jiangzhi.workbook.table.scaled import Scaled, scaled
from jiangzhi.workbook.table.show import show_value
from jiangzhi.workbook.words import meant, shortened

_ERROR_TEXT: Final = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|#{3,}")
#: Fewer cells are read one by one.
_MANY: Final = 500
_DISTINCT: Final = 100


class Noted:
    """Collects diagnostics of one column, the first of each kind of note one by one."""

    def __init__(self, found: list[Diagnostic], name: str) -> None:
        self.found, self.name = found, name
        self.counts: dict[str, int] = {}
        self.places: dict[str, CellPlace] = {}

    def add(self, problem: Problem, place: CellPlace, **args: str) -> None:
        """Report a note at a cell, or count it where there are too many already."""
        count = self.counts[problem.code] = self.counts.get(problem.code, 0) + 1
        if count <= limits.NOTES:
            self.found.append(problem.at(place, because=(), name=self.name, **args))
            self.places[problem.code] = place

    def close(self) -> None:
        """Report what was only counted."""
        for code, count in self.counts.items():
            if count > limits.NOTES:
                more = problems.MORE_NOTES.at(
                    self.places[code], name=self.name, count=count - limits.NOTES
                )
                self.found.append(more)


def read_column(
    lines: Cells,
    column: int,
    rows: Sequence[int],
    given: Input,
    *,
    unit: str,
    found: list[Diagnostic],
) -> FactColumn:
    """The values of a column in some rows of a grid; ``unit`` as for ``read_cell``.

    A cell that is refused is reported and left missing.
    """
    grid, cells = lines.grid, lines.column(column, rows)
    if len(cells) >= _MANY and not grid.merged:
        fast = _numbers_at_once(cells, given, unit) or _words_at_once(cells, given)
        if fast is not None:
            return FactColumn(fast, RawTexts(cells))
    return _one_by_one(grid, column, rows, cells, given=given, unit=unit, found=found)


def _words_at_once(cells: Sequence[Raw], given: Input) -> list[Scalar | None] | None:
    """A column of texts from a few that all pass without a word, ``None`` for any other."""
    distinct = set(cells)
    if len(distinct) > _DISTINCT or any(type(cell) is not str for cell in distinct):
        return None
    if given.type.kind not in (Kind.CHOICE, Kind.FLAG):
        return None
    values: dict[Raw, Scalar | None] = {}
    for cell in distinct:
        reading = read_cell(cell, given)
        if not isinstance(reading, Taken) or reading.how is not None or reading.value is None:
            return None
        values[cell] = reading.value
    return [values[cell] for cell in cells]


def _numbers_at_once(cells: Sequence[Raw], given: Input, unit: str) -> Scaled | None:
    """A column of nothing but plain numbers that all pass, ``None`` for any other."""
    kind = given.type.kind
    if kind not in NUMERIC or set(map(type, cells)) != {float}:
        return None
    exact = scaled(cells)  # type: ignore[arg-type]
    if exact is None:
        return None
    numerators, scale = exact
    if kind is Kind.MONEY:
        factor, rest = divmod(FEN_IN[unit], scale)
        if rest:
            return None
        if factor != 1:
            numerators = [n * factor for n in numerators]
        scale = 1
    elif (kind is Kind.RATE and (unit or max(numerators) > scale or min(numerators) < -scale)) or (
        kind is Kind.COUNT and scale != 1
    ):
        return None
    ends = (Fraction(min(numerators), scale), Fraction(max(numerators), scale))
    return Scaled(numerators, scale) if all(map(given.range.holds, ends)) else None


def _one_by_one(
    grid: Grid,
    column: int,
    rows: Sequence[int],
    cells: Sequence[Raw],
    *,
    given: Input,
    unit: str,
    found: list[Diagnostic],
) -> FactColumn:
    values: list[Scalar | None] = []
    readings: dict[int, str] = {}
    noted = Noted(found, given.name)
    seen: dict[tuple[type, Raw], Reading] = {}
    spans = _spans(grid, column, rows)
    for number, raw in enumerate(cells):
        if raw is None and number not in spans:
            values.append(given.blank)
            continue
        place = grid.place(rows[number], column)
        if number in spans:
            noted.found.append(_across_rows(given, spans[number], place))
            values.append(None)
            continue
        refused = refuse_unreadable(raw, given, place)
        if refused is not None:
            noted.found.append(refused)
            values.append(None)
            continue
        key = (type(raw), raw)
        reading = seen.get(key)
        if reading is None:
            reading = seen[key] = read_cell(
                raw, given, unit=unit, typed=grid.typed, epoch_1904=grid.epoch_1904
            )
        value = take(reading, raw, given, place, noted)
        if isinstance(reading, Taken) and (reading.how or reading.rounded):
            readings[number] = reading.how[0] if reading.how else "四舍五入到分"
        values.append(given.blank if value is None and isinstance(reading, Taken) else value)
    noted.close()
    return FactColumn(values, RawTexts(cells), readings)


def refuse_unreadable(raw: Raw, given: Input, place: CellPlace) -> Diagnostic | None:
    """The problem of an error cell or of a formula without a result."""
    if isinstance(raw, ErrorCell) or (isinstance(raw, str) and _ERROR_TEXT.fullmatch(raw.strip())):
        shown = raw.text if isinstance(raw, ErrorCell) else raw
        return problems.CELL_ERROR.at(
            place, name=given.name, found=shortened(shown), type=given.type
        )
    if isinstance(raw, Uncomputed):
        return problems.FORMULA_UNCOMPUTED.at(place, name=given.name)
    return None


def take(reading: Reading, raw: Raw, given: Input, place: CellPlace, noted: Noted) -> Scalar | None:
    """A reading's value, with its note or problem reported; the range is checked here."""
    shown = shortened(text_of(raw))
    if isinstance(reading, Wrong):
        noted.found.append(_wrong(reading, shown, given, place))
        return None
    value = reading.value
    if value is None:
        if reading.how is not None:
            noted.add(problems.NOTHING, place, found=shown)
        return None
    if isinstance(value, Fraction | date) and not given.range.holds(value):
        noted.found.append(_out_of_range(value, given, place))
        return None
    if reading.rounded:
        noted.add(problems.ROUNDED, place, found=shown, value=show_value(value, given.type))
    if reading.how is not None:
        how, how_en = reading.how
        noted.add(
            problems.CHANGED, place, found=shown, how=how, how_en=how_en,
            value=show_value(value, given.type),
        )  # fmt: skip
    return value


def _wrong(reading: Wrong, shown: str, given: Input, place: CellPlace) -> Diagnostic:
    if given.type.kind is Kind.CHOICE:
        known = "、".join(given.type.choices)
        return problems.CHOICE_UNKNOWN.at(
            place, name=given.name, found=shown, known=known, **meant(shown, given.type.choices)
        )
    (reason, reason_en), (right, right_en) = reading.reason, reading.right
    return problems.CELL_BAD.at(
        place, name=given.name, type=given.type, found=shown,
        reason=reason, reason_en=reason_en, right=right, right_en=right_en,
    )  # fmt: skip


def _out_of_range(value: Fraction | date, given: Input, place: CellPlace) -> Diagnostic:
    return problems.OUT_OF_RANGE.at(
        place,
        name=given.name,
        found=show_value(value, given.type),
        range=given.range.text or _range_text(given),
    )


def _range_text(given: Input) -> str:
    low, high = given.range.low, given.range.high
    return f"{show_value(low, given.type)} 至 {show_value(high, given.type)}"


def _spans(grid: Grid, column: int, rows: Sequence[int]) -> dict[int, str]:
    """Positions in ``rows`` whose cell is merged with that of another of the rows."""
    found: dict[int, str] = {}
    if not grid.merged:
        return found
    at = {row: number for number, row in enumerate(rows)}
    for area in grid.merged:
        if area.left <= column <= area.right and area.top < area.bottom:
            inside = [
                at[row] for row in range(area.top, min(area.bottom, rows[-1]) + 1) if row in at
            ]
            if len(inside) > 1:
                text = text_of(grid.cell(area.top, area.left))
                found.update(dict.fromkeys(inside, text))
    return found


def _across_rows(given: Input, shown: str, place: CellPlace) -> Diagnostic:
    return problems.CELL_BAD.at(
        place,
        name=given.name,
        type=given.type,
        found=shortened(shown),
        reason="合并单元格横跨几行,说不清是哪一行的",
        reason_en="a merged cell spans several rows",
        right="取消合并,逐行填写",
        right_en="unmerge it and fill in each row",
    )
