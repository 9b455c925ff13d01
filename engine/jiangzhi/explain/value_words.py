"""Values as a reader sees them: thousands separated, units named, inexact decimals marked.

A number whose decimals do not end, or are longer than six places, is shown rounded
behind ``≈``; ``exact_text`` gives it whole.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.formula.types.value import State
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.words import Language

PLACES: Final = 6
_UNIT_EN: Final = {"元": "yuan", "万元": "wan yuan", "亿元": "yi yuan"}
_MISSING: Final = {"zh": "缺", "en": "missing"}
_OPEN: Final = {"zh": "待定", "en": "open"}
_FAILED: Final = {"zh": "不能算", "en": "not computable"}


def number_text(value: Fraction, least: int = 0) -> str:
    """A number with separated thousands, at least ``least`` decimals and no idle zeros."""
    exact = decimal_text(value)
    decimals = len(exact.partition(".")[2])
    if "/" in exact or decimals > PLACES:
        text = decimal_text(value, places=PLACES, group=True)
        return f"≈{_trim(text, least)}"
    return decimal_text(value, places=max(least, decimals), group=True)


def _trim(text: str, least: int) -> str:
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    return f"{whole}.{rest}" if rest else whole


def unit_text(kind: Type, money_unit: str, lang: Language) -> str:
    """The unit that stands behind a value of the type, with its space; "" for none."""
    if kind.kind is Kind.MONEY:
        return f" {money_unit if lang == 'zh' else _UNIT_EN.get(money_unit, money_unit)}"
    if kind.kind in (Kind.NUMBER, Kind.COUNT) and kind.unit:
        return f" {kind.unit}"
    return ""


def value_text(value: Scalar, kind: Type, money_unit: str, lang: Language = "zh") -> str:
    """A known value without its unit; a rate is in percent."""
    if isinstance(value, bool):
        return {("zh", True): "是", ("zh", False): "否"}.get(
            (lang, value), "yes" if value else "no"
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if kind.kind is Kind.MONEY:
        return number_text(in_unit(value, money_unit), 2)
    if kind.kind is Kind.RATE:
        return f"{number_text(value * 100)}%"
    return number_text(Fraction(value))


def shown(
    value: Scalar | None,
    state: int,
    kind: Type,
    *,
    money_unit: str,
    lang: Language = "zh",
    unit: bool = True,
    given: bool = False,
) -> str:
    """A value, or the word for its being open or failed. ``given``: it is read and not computed,
    so that it is itself what is missing."""
    if state != State.KNOWN or value is None:
        return unknown_text(State(state), lang, given=given)
    text = value_text(value, kind, money_unit, lang)
    return text + unit_text(kind, money_unit, lang) if unit else text


def unknown_text(state: State, lang: Language, *, given: bool = False) -> str:
    """The word that stands in place of a value."""
    if state.failed:
        return _FAILED[lang]
    return (_MISSING if given else _OPEN)[lang]


def exact_text(value: Scalar | None, kind: Type) -> str | None:
    """A value for machines: money in 元, an endless decimal as ``p/q``; ``None`` if unknown."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return decimal_text(in_unit(value, "元") if kind.kind is Kind.MONEY else Fraction(value))
