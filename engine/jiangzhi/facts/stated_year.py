"""The year that a workbook says it is of: in a title above its tables, or in a sheet's name.

Never the digits of a file's name, and never a heading's: 实际收入(2018年) is another year's column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.raw import text_of

_TITLES: Final = 8
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
#: 2025年度; or 2025年 where no month follows, as in a date.
_OF_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年度")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!\s*\d+\s*月)(?!\s*[至\-—~])")


def stated_year(grids: Sequence[Grid]) -> int | None:
    """The year that all titles agree on, those that say 年度 before others; ``None`` where there
    is none, or more than one."""
    titles = [words.translate(_DIGITS) for grid in grids for words in _titles(grid)]
    for pattern in (_OF_YEAR, _YEAR):
        found = {int(year) for words in titles for year in pattern.findall(words)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _titles(grid: Grid) -> Iterator[str]:
    yield grid.sheet
    for cells in grid.rows[:_TITLES]:
        filled = [cell for cell in cells if cell is not None]
        if len(filled) > 2:
            return
        yield from (text_of(cell) for cell in filled if isinstance(cell, str))
