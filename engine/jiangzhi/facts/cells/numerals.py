"""Numbers that people wrote as text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from jiangzhi.facts.words import without_blanks
from jiangzhi.money import FEN_IN

#: Signs that mean a negative number before digits: minus, dashes, the triangles of accountants.
_NEGATIVE: Final = r"\-−–—‐‑﹣△▲"
_UNITS: Final = "|".join(sorted(FEN_IN, key=len, reverse=True))
_PLAIN: Final = r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|\.\d+"
_NUMERAL: Final = re.compile(
    rf"(?P<sign>[+{_NEGATIVE}]?)(?:人民币|RMB|CNY)?[¥$]?(?P<sign2>-?)(?P<digits>{_PLAIN})"
    rf"(?P<suffix>[^\d.,+\-()¥]*)",
    re.ASCII | re.IGNORECASE,
)
_BRACKETED: Final = re.compile(r"\((?P<inner>[^()]+)\)(?P<suffix>[^\d()]*)")
#: 1 234 and 1 234 567 are one number; 100 200, or one below the other, may be two.
_GROUPED_BY_BLANKS: Final = re.compile(
    r"[^\d]*(?:\d{1,2} \d{3}|\d{1,3}(?: \d{3}){2,})(?:\.\d+)?[^\d]*"
)
#: Marks of footnotes behind a number.
_FOOTNOTE: Final = re.compile(r"(?<=[\d元万亿%)）])\s*(?:[*＊※†‡]+|[①-⒇⓪-⓿❶-➓㉑-㉟㊱-㊿])\s*$")
_MOST_DIGITS: Final = 30


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with what stands behind it; ``plain`` where it is digits and nothing else,
    ``marked`` where the mark of a footnote stood behind it."""

    number: Decimal
    suffix: str
    plain: bool
    marked: bool = False


def read_numeral(text: str) -> Numeral | None:
    """The one number that a text can only mean, ``None`` where it means none or several."""
    unmarked = _FOOTNOTE.sub("", text)
    if unmarked != text and any(char.isdigit() for char in unmarked):
        numeral = read_numeral(unmarked)
        return None if numeral is None else replace(numeral, plain=False, marked=True)
    if any(map(_is_another_digit, text)):
        return None
    folded = unicodedata.normalize(
        "NFKC", text.replace("￥", "¥").replace("△", "-").replace("▲", "-")
    )
    stripped = folded.strip()
    if re.search(r"\d\s+\d", stripped) and not _GROUPED_BY_BLANKS.fullmatch(stripped):
        return None
    packed = without_blanks(stripped).removeprefix("'")
    bracketed = _BRACKETED.fullmatch(packed)
    if bracketed is not None:
        inner = _NUMERAL.fullmatch(bracketed.group("inner"))
        if inner is None or inner.group("sign") or inner.group("sign2"):
            return None
        number = _decimal(inner.group("digits"))
        suffix = inner.group("suffix") + bracketed.group("suffix")
        return None if number is None else Numeral(-number, suffix, plain=False)
    match = _NUMERAL.fullmatch(packed)
    if match is None or (match.group("sign") and match.group("sign2")):
        return None
    number = _decimal(match.group("digits"))
    if number is None:
        return None
    sign = match.group("sign") or match.group("sign2")
    if sign and sign != "+":
        number = -number
    plain = re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII) is not None
    return Numeral(number, match.group("suffix"), plain)


def _is_another_digit(char: str) -> bool:
    """Whether a sign stands for a digit that is none of a number: ①, ², ½, ㊿."""
    if char.isascii() or "０" <= char <= "９":
        return False
    return any(each.isdecimal() for each in unicodedata.normalize("NFKC", char))


def _decimal(text: str) -> Decimal | None:
    plain = text.replace(",", "")
    return Decimal(plain) if len(plain) <= _MOST_DIGITS else None
