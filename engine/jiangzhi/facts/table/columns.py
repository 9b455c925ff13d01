"""A column of a table → exact values, with a note or problem for each cell that needs one."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.cells.cell_result import (
    BLANK,
    BY_FIFTEEN,
    Reading,
    Taken,
    digits,
    is_noisy,
    to_fifteen,
)
from jiangzhi.facts.cells.numerals import read_numeral
from jiangzhi.facts.cells.read import read_cell
from jiangzhi.facts.grid import Formatted, Grid, Percent, Raw
from jiangzhi.facts.model import FactColumn
from jiangzhi.facts.table.accept import Where, is_unreadable, refuse_unreadable, take
from jiangzhi.facts.table.column_view import Cells
from jiangzhi.facts.table.noted import Noted
from jiangzhi.facts.table.raw import RawTexts, text_of
from jiangzhi.facts.table.scaled import Scaled, scaled
from jiangzhi.facts.words import shortened
from jiangzhi.formula.types.types import NUMERIC, Kind, Scalar
from jiangzhi.formula.typing.typerules import in_words
from jiangzhi.money import FEN_IN
from jiangzhi.policy.model import Input

#: Fewer cells are read one by one.
_MANY: Final = 500
_DISTINCT: Final = 100


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
        numbers = _numbers_at_once(cells, given, unit)
        if numbers is not None:
            values, noisy = numbers
            _note_noise(grid, column, [(rows[n], cells[n]) for n in noisy], given, found)
            return FactColumn(values, RawTexts(cells), dict.fromkeys(noisy, BY_FIFTEEN[0]))
        words = _words_at_once(cells, given)
        if words is not None:
            return FactColumn(words, RawTexts(cells))
    return _one_by_one(grid, column, rows, cells, given=given, unit=unit, found=found)


def read_blocks(
    lines: Cells,
    column: int,
    rows: Sequence[int],
    given: Input,
    *,
    blocks: Sequence[tuple[int, str]],
    found: list[Diagnostic],
) -> FactColumn:
    """The values of a column that counts in one unit from each of some rows on."""
    if len(blocks) == 1:
        return read_column(lines, column, rows, given, unit=blocks[0][1], found=found)
    values: list[Scalar | None] = []
    readings: dict[int, str] = {}
    starts = [bisect(rows, row) for row, _ in blocks]
    for (_, unit), start, end in zip(blocks, starts, [*starts[1:], len(rows)], strict=True):
        part = read_column(lines, column, rows[start:end], given, unit=unit, found=found)
        readings.update({start + n: how for n, how in part.readings.items()})
        values += part.values
    return FactColumn(values, RawTexts(lines.column(column, rows)), readings)


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


def _numbers_at_once(
    cells: Sequence[Raw], given: Input, unit: str
) -> tuple[Scaled, list[int]] | None:
    """A column of nothing but plain numbers that all pass, ``None`` for any other."""
    kind = given.type.kind
    if kind not in NUMERIC or set(map(type, cells)) != {float}:
        return None
    exact = scaled(cells)  # type: ignore[arg-type]
    if exact is None:
        return None
    numerators, scale, noisy = exact
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
    return (Scaled(numerators, scale), noisy) if all(map(given.range.holds, ends)) else None


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
    noisy: list[tuple[int, Raw]] = []
    noted = Noted(found, given.name)
    seen: dict[tuple[type, Raw], Reading] = {}
    spans = _spans(grid, column, rows)
    if spans and given.type.kind not in NUMERIC:
        cells = _filled(grid, column, rows, cells, spans=spans, given=given, found=found)
        spans = {}
    for number, raw in enumerate(cells):
        value = given.blank
        where = partial(grid.place, rows[number], column)
        if number in spans:
            value = _refuse_span(text_of(spans[number]), given, where, noted)
        elif raw is not None and is_unreadable(raw):
            value = None
            refuse_unreadable(raw, given, where, noted)
        elif raw is not None:
            key = (type(raw), raw)
            reading = seen.get(key)
            if reading is None:
                reading = seen[key] = read_cell(
                    raw, given, unit=unit, typed=grid.typed, epoch_1904=grid.epoch_1904
                )
            if reading is not BLANK:
                if isinstance(reading, Taken) and (reading.how == BY_FIFTEEN or _is_noisy(raw)):
                    noisy.append((rows[number], raw))
                    readings[number] = BY_FIFTEEN[0]
                    reading = replace(
                        reading, how=None if reading.how == BY_FIFTEEN else reading.how
                    )
                value = take(reading, raw, given, where, noted)
                if isinstance(reading, Taken):
                    value = given.blank if value is None and not reading.open else value
                    if reading.how is not None or reading.rounded:
                        readings[number] = reading.how[0] if reading.how else "四舍五入到分"
        values.append(value)
    noted.close()
    _note_noise(grid, column, noisy, given, found)
    return FactColumn(values, RawTexts(cells), readings)


def _is_noisy(raw: Raw) -> bool:
    number = raw.value if isinstance(raw, Percent | Formatted) else raw
    return isinstance(number, float) and is_noisy(number)


def _note_noise(
    grid: Grid, column: int, cells: Sequence[tuple[int, Raw]], given: Input, found: list[Diagnostic]
) -> None:
    """One note for a column whose cells are stored otherwise than shown, with its first cell."""
    if not cells:
        return
    row, raw = cells[0]
    number = raw.value if isinstance(raw, Percent | Formatted) else raw
    numeral = read_numeral(raw) if isinstance(raw, str) else None
    value = digits(to_fifteen(numeral.number)) if numeral is not None else text_of(raw)
    found.append(
        problems.BY_FIFTEEN_DIGITS.at(
            grid.place(row, column), name=given.name, count=len(cells),
            found=number if isinstance(number, str) else repr(number), value=value,
        )
    )  # fmt: skip


def _spans(grid: Grid, column: int, rows: Sequence[int]) -> dict[int, Raw]:
    """Positions in ``rows`` whose cell is merged with that of another, and what the cell says."""
    found: dict[int, Raw] = {}
    if not grid.merged:
        return found
    at = {row: number for number, row in enumerate(rows)}
    for area in grid.merged:
        if area.left <= column <= area.right and area.top < area.bottom:
            inside = [
                at[row] for row in range(area.top, min(area.bottom, rows[-1]) + 1) if row in at
            ]
            if len(inside) > 1:
                found.update(dict.fromkeys(inside, grid.cell(area.top, area.left)))
    return found


def _filled(
    grid: Grid,
    column: int,
    rows: Sequence[int],
    cells: Sequence[Raw],
    *,
    spans: Mapping[int, Raw],
    given: Input,
    found: list[Diagnostic],
) -> list[Raw]:
    """The cells with what merged ones say in each row that they cover: a class, a flag or a day
    may hold for several rows; a number would be whose?"""
    place = grid.place(rows[min(spans)], column)
    found.append(problems.MERGED_DOWN.at(place, name=given.name, count=len(spans)))
    return [spans.get(number, raw) for number, raw in enumerate(cells)]


def _refuse_span(shown: str, given: Input, where: Where, noted: Noted) -> None:
    def make() -> Diagnostic:
        return problems.CELL_BAD.at(
            where(),
            name=given.name,
            type=in_words(given.type),
            found=shortened(shown),
            reason="合并单元格横跨几行,说不清是哪一行的",
            reason_en="a merged cell spans several rows",
            right="取消合并,逐行填写",
            right_en="unmerge it and fill in each row",
        )

    noted.add(problems.CELL_BAD, make)
