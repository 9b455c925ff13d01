"""How wide columns are: as wide as what stands in them, in characters of the common font."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Value
from jiangzhi.publish.book.cached import cached

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid

#: What one A4 page across holds at 8 points, and the most that it is given.
PAGE: Final = 185.0
_FULL_PAGE: Final = 240.0
_MOST_COLUMNS: Final = 15
_MARGIN: Final = 1.8
_LEAST: Final = 7.0
_LINES: Final = 2
_PATTERNS: Final = {Kind.MONEY: "{:,.2f}", Kind.COUNT: "{:,.0f}", Kind.NUMBER: "{:,.4g}"}


def text_width(text: str) -> float:
    """The width of a text: a Chinese character is as wide as two digits."""
    return sum(2.0 if east_asian_width(c) in "WFA" else 1.0 for c in text)


def words_width(words: Iterable[str], *, most: float = 22) -> float:
    """The width of a column of words, each on one line."""
    widest = max((text_width(word) for word in words), default=0.0)
    return min(most, max(_LEAST - 1, widest + _MARGIN + 1))


def value_width(
    heading: str, values: Iterable[Value], kind: Kind, *, lines: int = _LINES, most: float = 22
) -> float:
    """The width of a column of values below a heading of a few lines."""
    shown = (cached(value, kind) for value in values)
    pattern = _PATTERNS.get(kind)
    if pattern:
        texts = (
            pattern.format(value)
            for value in shown
            if isinstance(value, int | float) and not isinstance(value, bool)
        )
        widest = max((len(text) for text in texts), default=0)
    elif kind in (Kind.TEXT, Kind.CHOICE):
        widest = max((int(text_width(v)) for v in shown if isinstance(v, str)), default=0)
    else:
        widest = 10 if kind is Kind.DATE else 7
    return min(most, max(_LEAST, widest + _MARGIN, text_width(heading) / lines + _MARGIN))


def set_widths(page: Grid, widths: Sequence[float]) -> None:
    """Set the widths of all columns."""
    for at, width in enumerate(widths):
        page.set_column(at, at, width)


def pages_wide(widths: Sequence[float], keys: int) -> int:
    """Over how many pages a sheet goes so that it can be read; the first ``keys`` columns
    are repeated on each."""
    if sum(widths) <= PAGE or (len(widths) <= _MOST_COLUMNS and sum(widths) <= _FULL_PAGE):
        return 1
    repeated = sum(widths[:keys])
    room = max(PAGE - repeated, PAGE / 3)
    pages, used = 1, 0.0
    for width in widths[keys:]:
        if used + width > room:
            pages, used = pages + 1, 0.0
        used += width
    return pages
