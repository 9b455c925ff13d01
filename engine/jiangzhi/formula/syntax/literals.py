"""Literals at a position of a line: numbers, percentages, money, dates and texts.

Each reader is handed the line in half-width form and gives the literal's end, value and
type, ``None`` where there is no such literal, or raises ``Malformed``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Problem
from jiangzhi.formula import problems
from jiangzhi.formula.syntax.characters import is_name_character, name_continues
from jiangzhi.formula.types.types import DATE, MONEY, NUMBER, RATE, ZERO, Scalar, Type
from jiangzhi.money import FEN_IN, fen


@dataclass(frozen=True, slots=True)
class Found:
    """A literal that ends before ``end``."""

    end: int
    value: Scalar
    type: Type


class Malformed(Exception):
    """Something that can only be meant as a literal, but is none. ``end`` is where it ends,
    ``words`` fill in the problem's message."""

    def __init__(self, problem: Problem, end: int, **words: str) -> None:
        self.problem = problem
        self.end = end
        self.words = words
        super().__init__(problem.code)


#: What money is usually paid for, in a unit price such as ``5元/担``. Another word after the
#: stroke may be a misspelt name.
PRICED_UNITS: Final = frozenset({
    "担", "吨", "公斤", "千克", "斤", "微克", "微克/立方米", "亩", "公顷", "平方米", "立方米",
    "米", "公里", "千米", "度", "千瓦时", "人", "户", "人次", "个", "件", "次", "项", "条",
    "头", "只", "株", "台", "套", "辆", "座", "处", "所", "年", "月", "日", "天", "季", "季度",
    "分", "百分点", "个百分点", "万吨", "万亩", "万人",
})  # fmt: skip
_MOST_DIGITS: Final = 40
_LONGEST_UNIT: Final = 5
_UNITS: Final = "|".join(sorted(FEN_IN, key=len, reverse=True))
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?|\.\d+", re.ASCII)
_UNIT: Final = re.compile(rf"[ \t\u00a0\u3000]*({_UNITS})")
_PERCENT: Final = re.compile(r"[ \t\u00a0\u3000]*%")
_DATE_DASHED: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?![\d.])", re.ASCII)
_DATE_CARELESS: Final = re.compile(r"(?:1[89]|2[01])\d\d([-/])\d{1,2}\1\d{1,2}(?![\d.])", re.ASCII)
_DATE_WORDED: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII)
_THOUSANDS: Final = re.compile(rf"[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?(?:{_UNITS})", re.ASCII)
_SCIENTIFIC: Final = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+", re.ASCII)
_SHORT_UNIT: Final = re.compile(r"(百万|千万|万|亿|千|百|块)")


def read_date(line: str, start: int) -> Found | None:
    """``2024-01-31`` or ``2024年1月31日``."""
    dashed = _DATE_DASHED.match(line, start)
    if dashed is not None:
        return _date(dashed.end(), *dashed.groups())
    careless = _DATE_CARELESS.match(line, start)
    if careless is not None:
        raise Malformed(
            problems.DATE_MALFORMED, careless.end(), reason="写法不对", reason_en="malformed"
        )
    worded = _DATE_WORDED.match(line, start)
    if worded is None or name_continues(line, worded.end()):
        return None
    return _date(worded.end(), *worded.groups())


def _date(end: int, year: str, month: str, day: str) -> Found:
    try:
        return Found(end, date(int(year), int(month), int(day)), DATE)
    except ValueError:
        raise Malformed(
            problems.DATE_MALFORMED, end, reason="没有这一天", reason_en="there is no such day"
        ) from None


def read_number(line: str, start: int) -> Found | None:
    """A number, percentage, amount of money or unit price; ``None`` where a name begins."""
    match = _NUMBER.match(line, start)
    if match is None or (line[start] == "." and start and is_name_character(line[start - 1])):
        return None
    _refuse_malformed(line, start, match.end())
    end, digits = match.end(), match.group()
    unit = _UNIT.match(line, end)
    if unit is not None and not name_continues(line, unit.end()):
        amount = fen(Fraction(digits), unit.group(1))
        return Found(_end_of_unit_price(line, unit.end()), amount, MONEY)
    if name_continues(line, end):
        return _refuse_or_name(line, start, end, digits)
    percent = _PERCENT.match(line, end)
    if percent is not None:
        return Found(percent.end(), Fraction(digits) / 100, RATE)
    value = Fraction(digits)
    return Found(end, value, NUMBER if value else ZERO)


def _refuse_malformed(line: str, start: int, end: int) -> None:
    thousands = _THOUSANDS.match(line, start)
    if thousands is not None:
        raise Malformed(
            problems.THOUSANDS_SEPARATED, thousands.end(), plain=thousands.group().replace(",", "")
        )
    scientific = _SCIENTIFIC.match(line, start)
    if scientific is not None and not name_continues(line, scientific.end()):
        raise _not_a_number(scientific.end(), "不用科学记数法", "no scientific notation")
    if line[end : end + 1] == ".":
        raise _not_a_number(_run_end(line, end), "小数点的位置不对", "misplaced decimal point")
    if end - start > _MOST_DIGITS:
        raise _not_a_number(end, f"超过 {_MOST_DIGITS} 位", f"more than {_MOST_DIGITS} digits")


def _refuse_or_name(line: str, start: int, end: int, digits: str) -> Found | None:
    run = _run_end(line, end)
    short = _SHORT_UNIT.match(line, end)
    if short is not None and short.end() == run:
        raise _not_a_number(
            run, "单位要写全,如 5万元;不是金额就写出全部数字", "write the whole unit, such as 5万元"
        )
    if "." in digits:
        raise _not_a_number(run, "后面的单位不认识", "its unit is unknown")
    return None


def _not_a_number(end: int, reason: str, reason_en: str) -> Malformed:
    return Malformed(problems.NUMBER_MALFORMED, end, reason=reason, reason_en=reason_en)


def _end_of_unit_price(line: str, end: int) -> int:
    """Where a price's unit ends: Chinese words right behind the stroke (``元/担``, ``元/人·月``),
    each of a few characters. Whether one is meant as a name is for the policy to ask."""
    run = end
    while line[run : run + 1] in ("/", "·") and (run > end or line[run] == "/"):
        word = run + 1
        while word < len(line) and not line[word].isascii() and is_name_character(line[word]):
            word += 1
        if not 0 < word - run - 1 <= _LONGEST_UNIT or name_continues(line, word):
            break
        run = word
    return run


def _run_end(line: str, start: int) -> int:
    while start < len(line) and (is_name_character(line[start]) or line[start] == "."):
        start += 1
    return start
