"""Units of money as sheets state them: in a heading, below it, or once above the table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from jiangzhi.facts.grid import Grid
from jiangzhi.facts.units_of_money import SHORT
from jiangzhi.facts.words import without_blanks
from jiangzhi.money import FEN_IN

_MONEY: Final = "|".join(sorted(FEN_IN, key=len, reverse=True))
_STATED: Final = re.compile(
    rf"(?:计量|金额|货币)?单位(?:均?为|是)?[:：]?[(（]?(?:人民币)?"
    rf"({_MONEY}|[十百千万亿]*(?:[美欧日港台韩]元|港币|英镑|澳门元|卢布))(?![/\w])"
)
_LABEL: Final = re.compile(r"(?:计量|金额|货币)?单位(?:为|是)?[:：]?")
_RATES: Final = frozenset({"%", "‰"})
_BRACKETED: Final = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]$")
_TAIL: Final = re.compile(rf"[,，/:：;、_\-—]+(?:单位[:：]?)?({_MONEY}|%|‰)$")


def unit_in(text: str) -> str:
    """The unit that a text is, with or without 单位: before it; nothing for other texts."""
    plain = without_blanks(unicodedata.normalize("NFKC", text)).strip("()[]【】")
    plain = re.sub(r"^(?:计量|金额|货币|计价)?单位(?:均?为|是)?[:：]?|^[以按]", "", plain)
    plain = plain.removeprefix("人民币").removeprefix(":")
    plain = re.sub(r"(?<=元)(?:人民币|计|为单位|为计量单位)$", "", plain).removesuffix("(人民币)")
    if plain in FEN_IN or plain in _RATES:
        return plain
    return SHORT.get(plain, "")


def tail_unit(heading: str) -> tuple[str, str] | None:
    """A heading's words and the unit set off behind them, ``None`` where there is none."""
    match = _TAIL.search(heading)
    if match is None or match.start() == 0:
        return None
    return heading[: match.start()], unit_in(match.group(1))


def split_unit(heading: str) -> tuple[str, str, str]:
    """A comparable heading as its words, its unit, and brackets at its end that are no unit."""
    match = _BRACKETED.search(heading)
    if match is not None and match.start() > 0:
        unit = unit_in(match.group(1))
        words = heading[: match.start()]
        return (words, unit, "") if unit else (words, "", match.group(1))
    match = _TAIL.search(heading)
    if match is not None and match.start() > 0:
        return heading[: match.start()], unit_in(match.group(1)), ""
    return heading, "", ""


def stated_units(grid: Grid, bottom: int, below: Sequence[int] = ()) -> dict[str, tuple[int, int]]:
    """The units of money stated for the whole table, each with its cell: in the rows down to
    ``bottom``, else in the rows ``below``, else in the sheet's name."""
    found = _stated(grid, range(min(bottom + 1, len(grid.rows)))) or _stated(grid, below)
    if not found:
        name = without_blanks(unicodedata.normalize("NFKC", grid.sheet))
        match = re.search(rf"\(({_MONEY})\)", name) or re.search(rf"单位[:_]?({_MONEY})", name)
        if match is not None:
            found[match.group(1)] = (0, 0)
    return found


def unit_lines(grid: Grid, rows: Sequence[int]) -> dict[int, tuple[str, tuple[int, int]]]:
    """The rows that state a unit of money for what stands below them, each with its cell."""
    found = {}
    for row in rows:
        units = _stated(grid, [row])
        if len(units) == 1:
            found[row] = next(iter(units.items()))
    return found


def _stated(grid: Grid, rows: Sequence[int]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        cells = grid.rows[row]
        texts = [
            without_blanks(unicodedata.normalize("NFKC", raw)) if isinstance(raw, str) else ""
            for raw in cells
        ]
        for column, own in enumerate(texts):
            # 单位: in one cell, the unit in the next one that is filled.
            label = own and _LABEL.fullmatch(own)
            text = own + next((t for t in texts[column + 1 :] if t), "") if label else own
            if "元" not in text:
                continue
            for match in _STATED.finditer(text):
                found.setdefault(match.group(1), (row, column))
            if not found:
                alone = re.search(rf"(?:^|[(（])({_MONEY})(?:[)）]|$)$", text)
                if alone is not None and _title(cells):
                    found.setdefault(alone.group(1), (row, column))
    return found


def _title(cells: Sequence[object]) -> bool:
    """A row with one filled cell is a title."""
    return sum(cell is not None for cell in cells) == 1
