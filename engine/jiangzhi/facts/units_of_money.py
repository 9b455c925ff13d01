"""Words that are units of money or of counting: of this country, and of others."""

from __future__ import annotations

import re
from typing import Final

from jiangzhi.money import FEN_IN

#: “万” and “亿” alone are units in headings, though not in running text.
SHORT: Final = {"万": "万元", "亿": "亿元", "千": "千元", "百万": "百万元"}
_OWN: Final = re.compile("|".join(sorted(FEN_IN.keys() - {"分", "角"}, key=len, reverse=True)))
_FOREIGN: Final = re.compile(
    r"[十百千万亿]*(?:[美欧日港澳台韩加澳新]元|港币|澳门元|台币|英镑|日圆|韩圜|卢布|法郎|马克|泰铢|卢比|比索)"
    r"|(?<![a-z])(?:us\$|hk\$|usd|eur|hkd|jpy|gbp|mop|twd|krw|aud|cad|chf|rub)(?![a-z])|[$€£₩₽฿₫]",
    re.IGNORECASE,
)
_COUNTING: Final = re.compile(r"^(?:约|共|计)?(亿|千万|百万|万|千)")


def foreign_in(text: str) -> str:
    """The words for a foreign currency in a text, nothing where there are none."""
    found = _FOREIGN.search(text)
    return found.group() if found is not None else ""


def shown_unit(text: str) -> str:
    """The unit that stands beside a number: of money, ``%``, ``‰``, or 万, 亿, 千 alone."""
    own = _OWN.search(text)
    if own is not None:
        return own.group()
    if "%" in text or "％" in text:
        return "%"
    if "‰" in text:
        return "‰"
    counting = _COUNTING.match(text)
    return counting.group(1) if counting is not None else ""
