"""Dates as cells hold them: real dates, serial numbers, and the ways people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from jiangzhi.facts.book.formats import date_of_serial
from jiangzhi.facts.cells.cell_result import Reading, Taken, Words, Wrong, digits
from jiangzhi.facts.grid import Raw
from jiangzhi.facts.words import without_blanks

_WRITTEN: Final = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])"
    r"(?:[T ]?00:00(?::00(?:\.0+)?)?)?",
    re.ASCII,
)
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
RIGHT: Final[Words] = (
    "写成日期,如 2024-01-31 或 2024年1月31日",
    "write a date, such as 2024-01-31",
)
#: Serial numbers of 1954 to 2119; other plain numbers are not taken for dates.
_SERIALS: Final = range(20_000, 80_000)


def read_day(raw: Raw, *, epoch_1904: bool) -> Reading:
    """A cell of a date column that is not blank, an error or a formula."""
    if isinstance(raw, datetime):
        return Taken(raw.date(), ("只取日期,不取时刻", "the time of day was dropped"))
    if isinstance(raw, date):
        return Taken(raw)
    if isinstance(raw, str):
        return _written(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal) or raw % 1:
        return Wrong(("不是日期", "no date"), RIGHT)
    packed = _PACKED.fullmatch(digits(raw))
    if packed is not None:
        return _day(*packed.groups(), how=("八位数字当作年月日", "eight digits as a date"))
    if int(raw) in _SERIALS:
        day = date_of_serial(int(raw), epoch_1904=epoch_1904)
        system = "1904" if epoch_1904 else "1900"
        how = (f"{system} 日期系统的序号", f"a serial number of the {system} date system")
        if isinstance(day, date):
            return Taken(day, how)
    return Wrong(("不是日期", "no date"), RIGHT)


def _written(text: str) -> Reading:
    folded = unicodedata.normalize("NFKC", text).strip()
    for candidate in (folded, without_blanks(folded)):
        match = _WRITTEN.fullmatch(candidate)
        if match is not None:
            year, _, *parts = match.groups()
            month, day = [part for part in parts if part is not None]
            how = (
                None
                if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII)
                else ("文字日期", "a date as text")
            )
            return _day(year, month, day, how=how)
    packed = _PACKED.fullmatch(without_blanks(folded))
    if packed is not None:
        return _day(*packed.groups(), how=("八位数字当作年月日", "eight digits as a date"))
    if re.fullmatch(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", folded):
        return Wrong(("年月日的次序不清楚", "the order of year, month and day is not clear"), RIGHT)
    if re.fullmatch(r"\d{4}(年|[-/.])\d{1,2}月?", folded):
        return Wrong(("缺“日”", "the day is missing"), RIGHT)
    return Wrong(("不是日期", "no date"), RIGHT)


def _day(year: str, month: str, day: str, *, how: Words | None) -> Reading:
    try:
        return Taken(date(int(year), int(month), int(day)), how)
    except ValueError:
        return Wrong(("没有这一天", "there is no such day"), RIGHT)
