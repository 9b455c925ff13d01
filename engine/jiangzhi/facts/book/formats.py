"""How a number format shows a number: plainly, as a percentage, or as a date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final

from jiangzhi.facts.book.displayed import Altered, altered


class Shown(Enum):
    """What a reader of the sheet sees in place of the number."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"


#: The numbers of built-in formats, ECMA-376 part 1, 18.8.30, with the Chinese ones (27–36, 50–58).
_BUILT_IN_DATES: Final = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)})
_BUILT_IN_TIMES: Final = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47})
_NOT_LETTERS: Final = re.compile(
    r'"[^"]*"|[\\!].|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE
)
_ELAPSED_OR_CLOCK: Final = re.compile(r"[hs]|\[m+\]", re.IGNORECASE)


def shown_as(number: int, code: str | None) -> Shown | Altered:
    """What format ``number`` does; ``code`` is its text where the file states one."""
    if code is None:
        if number in (9, 10):
            return Shown.PERCENT
        if number in _BUILT_IN_DATES:
            return Shown.DATE
        return Shown.TIME if number in _BUILT_IN_TIMES else Shown.PLAIN
    first = _NOT_LETTERS.sub("", code).split(";")[0]
    if first.lower().strip() in ("general", "g/通用格式", "@", ""):
        return altered(code) or Shown.PLAIN
    if "%" in first:
        return Shown.PERCENT
    letters = first.lower().replace("general", "")
    if "y" in letters or "d" in letters or ("m" in letters and not _has_digits(letters)):
        return Shown.DATE
    if _ELAPSED_OR_CLOCK.search(letters):
        return Shown.TIME
    return altered(code) or Shown.PLAIN


def _has_digits(letters: str) -> bool:
    return any(char in letters for char in "0#?hs:")


def date_of_serial(serial: float, *, epoch_1904: bool) -> date | datetime | None:
    """The day a serial number stands for, ``None`` where it stands for none.

    The 1900 system counts a 29 February 1900 that never was (serial 60).
    """
    if epoch_1904:
        epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    elif serial < 60:
        epoch = datetime(1899, 12, 31)  # noqa: DTZ001
    else:
        epoch = datetime(1899, 12, 30)  # noqa: DTZ001
    if not 0 < serial < 2_958_466 or (not epoch_1904 and 60 <= serial < 61):
        return None
    try:
        moment = epoch + timedelta(days=int(serial), seconds=round((serial % 1) * 86400))
    except OverflowError:
        return None
    return moment if (moment.hour or moment.minute or moment.second) else moment.date()
