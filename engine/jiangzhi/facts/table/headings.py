"""Which column holds which field, by one row of headings or several stacked ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from jiangzhi.facts.grid import Area, Formatted, Grid, Raw, column_index, column_letters
from jiangzhi.facts.table.model import Column, Field, Heading
from jiangzhi.facts.table.units import split_unit, unit_in
from jiangzhi.facts.words import heading_of, letters_of, without_blanks

#: How far down headings are looked for, and how many rows they may take.
_LOOKED_AT: Final = 60
_MOST_ROWS: Final = 4
_WIDEST: Final = 400
#: Rows above the headings that may still say of what time a column is.
_LOOKED_ABOVE: Final = 2
_YEAR: Final = re.compile(
    r"^(?:截至|截止)?(?:(?:19|20)\d\d(?:年度?|-)?(?:1-12月|全年|末|底)?|本年度?|当年|今年|本期|全年)"
)
_YEAR_BEHIND: Final = re.compile(r"[(（]?(?:19|20)\d\d年度?[)）]?$")
#: A heading below one of these speaks of another time than the heading alone would say.
_OTHER_TIME: Final = re.compile(r"上年|去年|上期|同期|以前年度|上一年|前年|次年|明年|下年")


def find_heading(
    grid: Grid, fields: Sequence[Field], mapping: Mapping[str, str], *, needed: frozenset[str]
) -> Heading | None:
    """The rows that name the most fields, the uppermost and fewest of equal ones.

    ``mapping`` says by field which heading to use. ``needed`` are fields without one of
    which there is no table.
    """
    words = _Words(fields)
    best: Heading | None = None
    for top in range(min(len(grid.rows), _LOOKED_AT)):
        if not any(isinstance(cell, str) for cell in grid.rows[top][:_WIDEST]):
            continue
        for bottom in range(top, min(top + _MOST_ROWS, len(grid.rows))):
            if _has_figures(grid.rows[bottom]):
                break
            heading = _heading(grid, (top, bottom), words, mapping)
            if not needed & {*heading.columns, *heading.rivals}:
                continue
            if best is None or _rank(heading) > _rank(best):
                best = heading
    return best


def _has_figures(cells: Sequence[Raw]) -> bool:
    """Whether a row has a number that no heading has; years and column numbers may be there."""
    return any(isinstance(cell, Formatted) for cell in cells) or any(
        type(cell) is float and not (cell % 1 == 0 and cell <= 2100) for cell in cells
    )


def _rank(heading: Heading) -> tuple[int, int, int]:
    return heading.found, heading.top - heading.bottom, -heading.top


class _Words:
    """All spellings of all fields, looked up by comparable text."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.by_name = {field.name: field for field in fields}
        self.by_spelling: dict[str, list[Field]] = {}
        for field in fields:
            for spelling in field.spellings:
                self.by_spelling.setdefault(spelling, []).append(field)

    def fits(self, text: str) -> tuple[list[Field], str, bool]:
        """The fields that a comparable heading names, its unit, and whether it names them
        exactly (not only when the year is put aside)."""
        words, unit, extra = split_unit(text)
        for candidate in (text, words, letters_of(text)):
            if candidate in self.by_spelling:
                return self.by_spelling[candidate], unit, True
        inner, inner_unit, _ = split_unit(words)
        for candidate in (inner, letters_of(words)):
            if candidate in self.by_spelling and not _OTHER_TIME.search(extra):
                return self.by_spelling[candidate], unit or inner_unit, True
        for candidate in (words, inner):
            bare = _YEAR_BEHIND.sub("", _YEAR.sub("", candidate))
            if bare and bare != candidate and bare in self.by_spelling:
                return self.by_spelling[bare], unit or inner_unit, False
        return [], unit, False


def _heading(
    grid: Grid, rows: tuple[int, int], words: _Words, mapping: Mapping[str, str]
) -> Heading:
    top, bottom = rows
    stacks = heading_texts(grid, top, bottom)
    above = heading_texts(grid, max(top - _LOOKED_ABOVE, 0), top - 1) if top else {}
    fits: dict[str, list[Column]] = {}
    doubtful: dict[int, tuple[str, ...]] = {}
    texts = {index: "".join(stack) for index, stack in stacks.items() if stack}
    taken = set()
    for name, wanted in mapping.items():
        field = words.by_name.get(name)
        for index, stack in stacks.items():
            if field is not None and _is_wanted(index, stack, wanted):
                unit = next((u for u in map(_unit_of, reversed(stack)) if u), "")
                column = Column(field, index, texts.get(index, ""), unit, bottom, exact=True)
                fits.setdefault(name, []).append(column)
                taken.add(index)
    for index, stack in stacks.items():
        if index in taken or not stack:
            continue
        found, unit, exact = _fitting(stack, words)
        if _OTHER_TIME.search("".join(above.get(index, ()))) and not _is_title(above, index):
            found = [field for field in found if field.input is None]
        free = [field for field in found if field.name not in mapping]
        if len(free) > 1:
            doubtful[index] = tuple(field.name for field in free)
        elif free:
            column = Column(free[0], index, texts[index], unit, bottom, exact)
            fits.setdefault(free[0].name, []).append(column)
    return Heading(
        grid=grid,
        top=top,
        bottom=bottom,
        columns={name: found[0] for name, found in fits.items() if len(found) == 1},
        rivals={name: tuple(found) for name, found in fits.items() if len(found) > 1},
        doubtful=doubtful,
        texts=texts,
    )


def _is_title(above: Mapping[int, Sequence[str]], index: int) -> bool:
    """Whether the texts above a column stand above the first one as well."""
    return bool(set(above[index]) & set(above.get(0, ())))


def _fitting(stack: Sequence[str], words: _Words) -> tuple[list[Field], str, bool]:
    """The fields named by headings one above the other: together first, then the lowest."""
    parts = [heading_of(text) for text in stack]
    units = [unit_in(text) for text in stack]
    named = [part for part, unit in zip(parts, units, strict=True) if not unit]
    own = next((unit for unit in reversed(units) if unit), "")
    forms = ["".join(named[start:]) for start in range(len(named))]
    for depth, form in enumerate(forms):
        above = "".join(named[:depth])
        if depth and _OTHER_TIME.search(above):
            continue
        found, unit, exact = words.fits(form)
        if found:
            return found, unit or own, exact
    for form in named[:-1]:
        found, unit, exact = words.fits(form)
        below = named[named.index(form) + 1 :]
        if found and all(split_unit(text)[0] in ("小计", "合计", "金额", "数值") for text in below):
            return found, unit or own, exact
    return [], own, False


def _is_wanted(index: int, stack: Sequence[str], wanted: str) -> bool:
    if re.fullmatch(r"[A-Za-z]{1,3}列?", wanted.strip()):
        return index == column_index(wanted.strip().rstrip("列").upper())
    parts = [heading_of(text) for text in stack]
    whole = heading_of(wanted)
    forms = {"".join(parts[start:]) for start in range(len(parts))} | set(parts)
    forms |= {split_unit(form)[0] for form in forms}
    return whole in forms


def _unit_of(text: str) -> str:
    return unit_in(text) or split_unit(heading_of(text))[1]


def heading_texts(grid: Grid, top: int, bottom: int) -> dict[int, list[str]]:
    """For each column the texts down the heading rows; merged cells count for all they cover."""
    width = min(max((len(grid.rows[r]) for r in range(top, bottom + 1)), default=0), _WIDEST)
    spread: dict[tuple[int, int], str] = {}
    for area in grid.merged:
        if area.top <= bottom and area.bottom >= top and area.right < _WIDEST:
            _spread(grid, area, top, bottom, spread)
            width = max(width, area.right + 1)
    stacks: dict[int, list[str]] = {}
    for index in range(width):
        stack: list[str] = []
        for row in range(top, bottom + 1):
            raw = grid.cell(row, index)
            if isinstance(raw, int | float) and not isinstance(raw, bool) and 1990 <= raw <= 2100:
                raw = f"{int(raw)}年"
            text = raw if isinstance(raw, str) else spread.get((row, index), "")
            if text and without_blanks(text) and (not stack or stack[-1] != text):
                stack.append(text)
        stacks[index] = stack
    return stacks


def _spread(
    grid: Grid, area: Area, top: int, bottom: int, spread: dict[tuple[int, int], str]
) -> None:
    text = grid.cell(area.top, area.left)
    if not isinstance(text, str):
        return
    for row in range(max(area.top, top), min(area.bottom, bottom) + 1):
        for column in range(area.left, area.right + 1):
            spread[row, column] = text


def shown(column: Column) -> str:
    """A column for a message: its letter and heading."""
    return f"{column_letters(column.index)} 列“{without_blanks(column.heading)}”"
