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
    rf"(?:计量|金额|货币)?单位(?:均?为|是)?[:：]?[(（]?(?:人民币)?({_MONEY})(?![/\w])"
)
_RATES: Final = frozenset({"%", "‰"})
_BRACKETED: Final = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]$")
_TAIL: Final = re.compile(rf"[,，/:：;、_\-—]+(?:单位[:：]?)?({_MONEY}|%|‰)$")


def unit_in(text: str) -> str:
    """The unit that a text is, with or without 单位: before it; nothing for other texts."""
    plain = without_blanks(unicodedata.normalize("NFKC", text)).strip("()[]【】")
    plain = re.sub(r"^(?:计量|金额|货币)?单位[:：]?", "", plain).removeprefix("人民币")
    if plain in FEN_IN or plain in _RATES:
        return plain
    return SHORT.get(plain, "")


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


def is_foreign(words: str) -> bool:
    """Whether brackets in a heading name a unit of money that is not known here (万美元)."""
    return re.fullmatch(r"\S{0,4}[元圆镑]", words) is not None


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


def _stated(grid: Grid, rows: Sequence[int]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        cells = grid.rows[row]
        for column, raw in enumerate(cells):
            if not isinstance(raw, str) or "元" not in raw:
                continue
            text = without_blanks(unicodedata.normalize("NFKC", raw))
            for match in _STATED.finditer(text):
                found.setdefault(match.group(1), (row, column))
            if not found:
                alone = re.search(rf"(?:^|[(（])({_MONEY})(?:[)）]|$)$", text)
                if not _title(cells):
                    continue
                if alone is not None:
                    found.setdefault(alone.group(1), (row, column))
    return found


def _title(cells: object) -> bool:
    """A row with one filled cell is a title."""
    return sum(cell is not None for cell in cells) == 1  # type: ignore[attr-defined]
