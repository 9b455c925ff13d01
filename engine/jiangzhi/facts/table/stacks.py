"""The texts of headings, column by column: what stands above what, merged cells spread out."""

from __future__ import annotations

from typing import Final

from jiangzhi.facts.grid import Area, Grid
from jiangzhi.facts.words import without_blanks

#: Columns further right hold no headings.
WIDEST: Final = 400


def heading_texts(grid: Grid, top: int, bottom: int) -> dict[int, list[str]]:
    """For each column the texts down the heading rows; merged cells count for all they cover.

    A heading that is not merged counts for the blank cells to its right as well, as long as
    headings stand below them.
    """
    width = min(max((len(grid.rows[r]) for r in range(top, bottom + 1)), default=0), WIDEST)
    spread: dict[tuple[int, int], str] = {}
    for area in grid.merged:
        if area.top <= bottom and area.bottom >= top and area.right < WIDEST:
            _spread(grid, area, top, bottom, spread)
            width = max(width, area.right + 1)
    texts = [
        [_text(grid, row, index) or spread.get((row, index), "") for index in range(width)]
        for row in range(top, bottom + 1)
    ]
    _over_branches(texts)
    stacks: dict[int, list[str]] = {}
    for index in range(width):
        stack: list[str] = []
        for row in texts:
            text = row[index]
            if text and without_blanks(text) and (not stack or stack[-1] != text):
                stack.append(text)
        stacks[index] = stack
    return stacks


def _text(grid: Grid, row: int, index: int) -> str:
    raw = grid.cell(row, index)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and 1990 <= raw <= 2100:
        return f"{int(raw)}年"
    return raw if isinstance(raw, str) else ""


def _over_branches(texts: list[list[str]]) -> None:
    """Fill a heading to the right over blank cells that have a heading below them."""
    for number, row in enumerate(texts[:-1]):
        if sum(bool(text) for text in row) < 2:
            continue  # a title stands above all
        below = texts[number + 1]
        for index in range(1, len(row)):
            if not row[index] and row[index - 1] and below[index] and below[index - 1]:
                row[index] = row[index - 1]


def _spread(
    grid: Grid, area: Area, top: int, bottom: int, spread: dict[tuple[int, int], str]
) -> None:
    text = grid.cell(area.top, area.left)
    if not isinstance(text, str):
        return
    for row in range(max(area.top, top), min(area.bottom, bottom) + 1):
        for column in range(area.left, area.right + 1):
            spread[row, column] = text
