"""Cells of numbers: money, rates, numbers and counts, exact whatever they were written as."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiangzhi.facts.cells.cell_result import (
    BY_FIFTEEN,
    Reading,
    Taken,
    Words,
    Wrong,
    as_shown,
    digits,
    to_fifteen,
)
from jiangzhi.facts.cells.numerals import read_numeral
from jiangzhi.facts.grid import Formatted, Percent, Raw
from jiangzhi.facts.units_of_money import SHORT, foreign_in
from jiangzhi.facts.words import heading_of
from jiangzhi.formula.types.types import Kind
from jiangzhi.money import FEN_IN, round_half_away
from jiangzhi.policy.model import Input

_RIGHT: Final[dict[Kind, Words]] = {
    Kind.MONEY: ("填金额的数字,如 1234.56", "write the amount in digits, such as 1234.56"),
    Kind.RATE: ("填比例,如 8%", "write a rate, such as 8%"),
    Kind.NUMBER: ("填数字,如 87.5", "write a number, such as 87.5"),
    Kind.COUNT: ("填整数,如 12", "write a whole number, such as 12"),
}
_RATE_UNCLEAR: Final[Wrong] = Wrong(
    (
        "大于 1 又没有百分号,说不清是倍数还是百分数",
        "above 1 without a percent sign: times or percent?",
    ),
    (
        "写成百分数(如 85%),或在表头写明“(%)”",
        "write a percentage such as 85%, or put (%) into the heading",
    ),
)
#: What numbers are counted in where the policy names no unit.
_COUNTED: Final = frozenset("分人个户项亩次件名家条")
_PARTS: Final = {"%": 100, "‰": 1000}
#: Ranges wider than this were not stated by anyone.
_WIDEST: Final = 10**6
#: What 万, 亿, 千 beside a number that is no money multiply it by.
_COUNTS: Final = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}
_FOREIGN: Final[Words] = ("这是外币", "this is a foreign currency")
_NO_NUMBER: Final[Words] = ("不是数字", "no number")


def read_number(raw: Raw, given: Input, *, unit: str, typed: bool) -> Reading:
    """A cell of a column of numbers. ``unit`` is the unit of money, or ``%`` or ``‰``, that the
    column states; ``typed`` is false where all cells of the file are text."""
    kind = given.type.kind
    if isinstance(raw, date):
        return Wrong(
            ("这是日期", "this is a date"),
            (
                f"把格式改为常规后,{_RIGHT[kind][0]}",
                f"set the format to General, {_RIGHT[kind][1]}",
            ),
        )
    if isinstance(raw, Percent):
        if kind is not Kind.RATE:
            return Wrong(("这是百分数", "this is a percentage"), _RIGHT[kind])
        return Taken(Fraction(as_shown(raw.value)))
    if isinstance(raw, Formatted):
        return _formatted(raw, given, unit=unit)
    if isinstance(raw, bool):
        return Wrong(("这是“是/否”", "this is a flag"), _RIGHT[kind])
    if isinstance(raw, int | float | Decimal):
        return _of_type(as_shown(raw), given, unit=unit, how=None)
    if not isinstance(raw, str):
        return Wrong(_NO_NUMBER, _RIGHT[kind])
    return _written(raw, given, unit=unit, typed=typed)


def _written(text: str, given: Input, *, unit: str, typed: bool) -> Reading:
    kind = given.type.kind
    numeral = read_numeral(text)
    if numeral is None:
        return Wrong(_why(text), _RIGHT[kind])
    how: Words | None = ("文字形式的数字", "a number stored as text")
    if numeral.plain and not typed:
        how = None
    if numeral.marked:
        how = ("去掉脚注记号", "the mark of a footnote aside")
    number = to_fifteen(numeral.number)
    if number != numeral.number and how is None:
        how = BY_FIFTEEN
    suffix = numeral.suffix
    if "$" in text or foreign_in(suffix):
        return Wrong(_FOREIGN, _RIGHT[kind])
    if not suffix:
        return _of_type(number, given, unit=unit, how=how)
    if suffix in _PARTS:
        if kind is not Kind.RATE:
            return Wrong(("这是百分数", "this is a percentage"), _RIGHT[kind])
        percent = ("文字形式的百分数", "a percentage stored as text") if typed else None
        return Taken(Fraction(number) / _PARTS[suffix], percent)
    if kind is Kind.MONEY:
        suffix = suffix.removesuffix("整").removesuffix("正")
        own = suffix if suffix in FEN_IN else f"{suffix}元"
        if own in FEN_IN:
            how = (f"按格子里写的“{own}”", f"in the unit {own} written in the cell")
            return _of_type(number, given, unit=own, how=how)
    elif heading_of(suffix) == heading_of(given.type.unit) or (
        not given.type.unit and kind is not Kind.RATE and suffix in _COUNTED
    ):
        return _of_type(number, given, unit=unit, how=how)
    return Wrong(
        (f"“{suffix}”不是这一列的单位", f"“{suffix}” is no unit of this column"), _RIGHT[kind]
    )


def _formatted(raw: Formatted, given: Input, *, unit: str) -> Reading:
    """A number whose format shows another: taken where both are the same value."""
    kind = given.type.kind
    if foreign_in(raw.words):
        return Wrong(_FOREIGN, _RIGHT[kind])
    stored = _of_type(as_shown(raw.value), given, unit=unit, how=None)
    words = SHORT.get(raw.words, raw.words) if kind is Kind.MONEY else raw.words
    number = Fraction(as_shown(raw.value)) / 10**raw.shift
    if kind is Kind.MONEY and words not in _PARTS:
        seen, held = number * FEN_IN[words or unit], Fraction(as_shown(raw.value)) * FEN_IN[unit]
        same = seen == held
    elif kind is Kind.RATE:
        same = number / _PARTS.get(words or unit, 1) == (
            stored.value if isinstance(stored, Taken) else None
        )
    else:
        counted = _COUNTS.get(words[:1], 1) if words not in FEN_IN else 1
        same = words not in _PARTS and number * counted == Fraction(as_shown(raw.value))
    if same and not raw.otherwise:
        return stored
    shown, held_text = f"{digits(number)}{raw.words}", digits(raw.value)
    beside = unit if kind in (Kind.MONEY, Kind.RATE) else ""
    if raw.otherwise:
        shown = "另一个样子"
    return Wrong(
        (
            f"格式把它显示成{shown},存的数按表上的单位却是 {held_text}{beside}",
            f"its format shows {shown}, though by the sheet's unit {held_text}{beside} is stored",
        ),
        (
            "把格式改为常规,再核对数字和单位",
            "set the format to General, then check the figure and its unit",
        ),
    )


def _why(text: str) -> Words:
    if any(char.isdigit() and not char.isdecimal() for char in text):
        return ("带上标或带圈的数字,说不清是不是脚注", "a raised or ringed digit: a footnote?")
    if len(re.findall(r"\d[\d,.]*", text)) > 1 and re.search(r"\d\s+\d", text):
        return ("一格里有两个数", "two numbers in one cell")
    folded = unicodedata.normalize("NFKC", text).strip()
    if folded.startswith("="):
        return ("以文字存放的公式", "a formula stored as text")
    if "," in folded and any(char.isdigit() for char in folded):
        return ("逗号的位置不是千分位", "the commas separate no thousands")
    if any(char.isdigit() for char in folded):
        return ("不是一个确定的数", "not one definite number")
    return _NO_NUMBER


def _of_type(number: Decimal, given: Input, *, unit: str, how: Words | None) -> Reading:
    kind = given.type.kind
    if number.adjusted() > 30:
        return Wrong(("数字太大", "the number is too large"), _RIGHT[kind])
    value = Fraction(number)
    if kind is Kind.MONEY:
        amount = value * FEN_IN[unit]
        if amount.denominator == 1:
            return Taken(amount, how)
        return Taken(Fraction(round_half_away(amount)), how, rounded=True)
    if kind is Kind.RATE:
        if unit in _PARTS:
            return Taken(value / _PARTS[unit], how)
        high = given.range.high
        stated = isinstance(high, Fraction) and high < _WIDEST
        if abs(value) > 1 and not (stated and value <= high):  # type: ignore[operator]
            return _RATE_UNCLEAR
    if kind is Kind.COUNT and value.denominator != 1:
        return Wrong(("不是整数", "not a whole number"), _RIGHT[kind])
    return Taken(value, how)
