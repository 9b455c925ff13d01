"""Periods in force and days, as written in documents."""

from __future__ import annotations

from datetime import date

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Text
from jiangzhi.policy import problems
from jiangzhi.policy.model import Period


def read_day(text: str) -> date | None:
    """``2020-01-31`` or ``2020年1月31日`` as a day, ``None`` for anything else."""
    shape = text.strip().replace("年", "-").replace("月", "-").removesuffix("日")
    parts = shape.split("-")
    if len(parts) != 3 or not all(part.strip().isdecimal() for part in parts):
        return None
    year, month, day = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_period(text: Text, found: list[Diagnostic]) -> Period:
    """``起日 至 止日``, ``起日 起`` or ``至 止日`` (``to``, ``from``, ``until`` in English)."""
    shape = text.text.replace(" to ", "至").replace("until ", "至").strip()
    start: date | None = None
    end: date | None = None
    good = False
    if "至" in shape:
        first, _, last = shape.partition("至")
        start, end = read_day(first) if first.strip() else None, read_day(last)
        good = end is not None and (start is not None or not first.strip())
    elif shape.endswith("起") or shape.startswith("from "):
        start = read_day(shape.removesuffix("起").removeprefix("from "))
        good = start is not None
    if not good or (start is not None and end is not None and start > end):
        found.append(problems.PERIOD_BAD.at(text.place, text=text.text))
        return Period()
    return Period(start, end)


def overlap(one: Period, other: Period) -> bool:
    """Whether a day lies in both."""
    starts = [p.start for p in (one, other) if p.start is not None]
    ends = [p.end for p in (one, other) if p.end is not None]
    return not starts or not ends or max(starts) <= min(ends)


def period_text(period: Period) -> str:
    """A period as a regulation writes it."""
    start, end = (None if day is None else day.isoformat() for day in (period.start, period.end))
    if end is None:
        return f"{start} 起" if start else "不限"
    return f"{start} 至 {end}" if start else f"至 {end}"
