"""Which column holds which field, by one row of headings or several stacked ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from jiangzhi.facts.cells.numerals import read_numeral
from jiangzhi.facts.grid import Formatted, Grid, Raw, column_index, column_letters
from jiangzhi.facts.table.fitting import OTHER_TIME, Spellings
from jiangzhi.facts.table.model import Column, Field, Heading
from jiangzhi.facts.table.qualifiers import YEAR, Meaning, meaning, say
from jiangzhi.facts.table.stacks import WIDEST, heading_texts
from jiangzhi.facts.table.units import unit_in
from jiangzhi.facts.words import heading_of, letters_of, without_blanks
from jiangzhi.money import FEN_IN

#: How far down headings are looked for, and how many rows they may take.
_LOOKED_AT: Final = 60
_MOST_ROWS: Final = 4
#: Rows above the headings that may still say of what time a column is.
_LOOKED_ABOVE: Final = 2
_TITLE_YEAR: Final = re.compile(r"((?:19|20)\d\d)(?:年度|年(?!\d{1,2}月\d))")


def find_heading(
    grid: Grid, fields: Sequence[Field], mapping: Mapping[str, str], *, needed: frozenset[str]
) -> Heading | None:
    """The rows that name the most fields, the uppermost and fewest of equal ones.

    ``mapping`` says by field which heading to use. ``needed`` are fields without one of
    which there is no table.
    """
    words = Spellings(fields)
    best: Heading | None = None
    for top in range(min(len(grid.rows), _LOOKED_AT)):
        if not any(isinstance(cell, str) for cell in grid.rows[top][:WIDEST]):
            continue
        for bottom in range(top, min(top + _MOST_ROWS, len(grid.rows))):
            if _has_figures(grid.rows[bottom]) or (
                bottom > top and _has_further_figures(grid.rows[bottom])
            ):
                break
            heading = _heading(grid, (top, bottom), words, mapping)
            if not needed & {*heading.columns, *heading.rivals}:
                continue
            if best is None or _rank(heading) > _rank(best):
                best = heading
    while best is not None and _has_branches_below(best):
        deeper = _heading(grid, (best.top, best.bottom + 1), words, mapping)
        if not needed & {*deeper.columns, *deeper.rivals, *deeper.barred}:
            break
        best = deeper
    return best


def _has_branches_below(heading: Heading) -> bool:
    """Whether the row below tells the headings apart (本年, 上年) and holds nothing else."""
    grid, row = heading.grid, heading.bottom + 1
    if row >= len(grid.rows) or row - heading.top >= _MOST_ROWS:
        return False
    keys = [c.index for c in heading.columns.values() if c.field.input is None]
    texts = {}
    for index, raw in enumerate(grid.rows[row]):
        if raw is None or (isinstance(raw, str) and not without_blanks(raw)):
            continue
        if not isinstance(raw, str) or index in keys or read_numeral(raw) is not None:
            return False
        texts[index] = heading_of(raw)
    branches = [text for text in texts.values() if not unit_in(text) and len(text) > 1]
    return any(
        meaning(word, (), None) is not Meaning.UNKNOWN or YEAR.search(word)
        for text in branches
        for word in (say(text).words,)
    )


def _year_of(grid: Grid, bottom: int) -> int | None:
    """The year that the title, else the sheet's name, says the table is about."""
    titles = [row for row in grid.rows[:bottom] if sum(cell is not None for cell in row) <= 2]
    texts = [cell for row in titles for cell in row if isinstance(cell, str)]
    for text in (*texts, grid.sheet):
        match = _TITLE_YEAR.search(without_blanks(text))
        if match is not None:
            return int(match.group(1))
    return None


def _has_figures(cells: Sequence[Raw]) -> bool:
    """Whether a row has a number that no heading has; years and column numbers may be there."""
    return any(isinstance(cell, Formatted) for cell in cells) or any(
        type(cell) is float and not (cell % 1 == 0 and cell <= 2100) for cell in cells
    )


def _has_further_figures(cells: Sequence[Raw]) -> bool:
    """Whether a row below a heading has numbers that are neither years nor the numbers of the
    columns, as cells or as text: a row of data, not of headings."""
    numbers = [number for cell in cells[:WIDEST] if (number := _number(cell)) is not None]
    others = [number for number in numbers if not 1990 <= number <= 2100]
    if not others:
        return False
    words = [cell for cell in cells[:WIDEST] if isinstance(cell, str) and _number(cell) is None]
    counted = [others[0] + at for at in range(len(others))]
    # A row that numbers the columns has one word at the most, such as 栏次.
    is_numbering = others == counted and others[0] in (1, 2) and len(list(filter(None, words))) < 2
    return not is_numbering


def _number(cell: Raw) -> Decimal | None:
    if isinstance(cell, str):
        numeral = read_numeral(cell)
        return None if numeral is None else numeral.number
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell))
    return None


def _rank(heading: Heading) -> tuple[int, int, int, int]:
    return (
        heading.found + len(heading.barred),
        -len(heading.rivals),
        heading.top - heading.bottom,
        -heading.top,
    )


def _heading(
    grid: Grid, rows: tuple[int, int], words: Spellings, mapping: Mapping[str, str]
) -> Heading:
    top, bottom = rows
    stacks = heading_texts(grid, top, bottom)
    year = _year_of(grid, bottom)
    barred: dict[str, list[tuple[int, str]]] = {}
    above = heading_texts(grid, max(top - _LOOKED_ABOVE, 0), top - 1) if top else {}
    fits: dict[str, list[Column]] = {}
    doubtful: dict[int, tuple[str, ...]] = {}
    texts = {index: "".join(stack) for index, stack in stacks.items() if stack}
    taken = set()
    for name, wanted in mapping.items():
        field = words.by_name.get(name)
        if field is None:
            continue
        for index in _wanted(stacks, wanted):
            down = [*above.get(index, ()), *stacks.get(index, ())]
            known = (u for u in map(_unit_of, reversed(down)) if u in FEN_IN or u in ("%", "‰"))
            unit = next(known, "")
            column = Column(field, index, texts.get(index, ""), unit, bottom, exact=True)
            fits.setdefault(name, []).append(column)
            taken.add(index)
    for index, stack in stacks.items():
        if index in taken or not stack:
            continue
        beside = (stacks.get(index - 1, []), stacks.get(index + 1, []))
        shared = len(stack) > 1 and any(other[:1] == stack[:1] for other in beside)
        fit = words.fit(stack, year, shared=shared)
        over = [text for text in above.get(index, ()) if text not in above.get(0, ())]
        found = list(fit.fields)
        if OTHER_TIME.search("".join(over)):
            found = [field for field in found if field.input is None]
        free = [field for field in found if field.name not in mapping]
        if fit.barred:
            for field in free:
                barred.setdefault(field.name, []).append((index, fit.barred))
        elif len(free) > 1:
            doubtful[index] = tuple(field.name for field in free)
        elif free:
            unit = fit.unit or next((u for u in map(_unit_of, reversed(over)) if u in FEN_IN), "")
            column = Column(free[0], index, texts[index], unit, bottom, fit.exact, fit.doubt)
            fits.setdefault(free[0].name, []).append(column)
    return Heading(
        grid=grid,
        top=top,
        bottom=bottom,
        columns={name: found[0] for name, found in fits.items() if len(found) == 1},
        rivals={name: tuple(found) for name, found in fits.items() if len(found) > 1},
        doubtful=doubtful,
        texts=texts,
        barred={name: tuple(found) for name, found in barred.items() if name not in fits},
    )


def _wanted(stacks: Mapping[int, Sequence[str]], wanted: str) -> list[int]:
    """The columns that a letter or heading names; a branch is written 实际收入/本年. Those that
    bear it as it stands go before those that bear it beside other words."""
    if re.fullmatch(r"[A-Za-z]{1,3}列?", wanted.strip()):
        return [column_index(wanted.strip().rstrip("列").upper())]
    whole = letters_of(say(heading_of(wanted)).words)
    whole_with_all = letters_of(heading_of(wanted))
    exact, loose = [], []
    for index, stack in stacks.items():
        parts = [heading_of(text) for text in stack]
        forms = {"".join(parts[start:]) for start in range(len(parts))} | set(parts)
        said = [say(part) for part in parts]
        bare = ["".join((s.words, *s.beside)) for s in said]
        forms |= {"".join(bare[start:]) for start in range(len(bare))}
        if {whole, whole_with_all} & {letters_of(form) for form in forms}:
            exact.append(index)
        elif whole in {letters_of(s.words) for s in said}:
            loose.append(index)
    return exact or loose


def _unit_of(text: str) -> str:
    return unit_in(text) or "、".join(say(heading_of(text)).units)


def shown(column: Column) -> str:
    """A column for a message: its letter and heading."""
    return f"{column_letters(column.index)} 列“{without_blanks(column.heading)}”"
