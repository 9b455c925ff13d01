"""The cells of worked cases, read as values of a type."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from jiangzhi.document.model import Text
from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.types.types import PLAIN_NUMBERS, WORDS, Kind, Scalar, Type
from jiangzhi.formula.typing.typerules import in_english, unify
from jiangzhi.money import FEN_IN, fen
from jiangzhi.policy import problems
from jiangzhi.policy.names.constants import constant
from jiangzhi.policy.names.flags import FLAG_WORDS
from jiangzhi.policy.names.plain_rates import is_rate_written_plain
from jiangzhi.policy.names.scope import Scope
from jiangzhi.policy.written.text import cut, nearest


def read_value(
    name: str, kind: Type, text: Text, scope: Scope, money_unit: str, *, compared: bool = False
) -> Scalar | None:
    """A cell as a value of that type, money in ``money_unit`` where it names no unit.

    ``None`` where a problem was reported. A number that is only ``compared`` may be written as a
    rate, or a rate as a number: what differs then shows.
    """
    if kind.kind in WORDS:
        word = text.text.strip('“”"')
        if kind.kind is Kind.CHOICE and word not in kind.choices:
            scope.found.append(
                problems.CHOICE_UNKNOWN.at(
                    text.place,
                    word=word,
                    name=name,
                    known="、".join(kind.choices),
                    **nearest(word, kind.choices),
                )
            )
            return None
        return word
    if kind.kind is Kind.FLAG and text.text.lower() in FLAG_WORDS:
        return FLAG_WORDS[text.text.lower()]
    if kind.unit and kind.kind in PLAIN_NUMBERS and text.text.endswith(kind.unit):
        text = cut(text, 0, len(text.text) - len(kind.unit))
    given = constant(text, scope, name)
    if given is None:
        return None
    value, found = given
    unitless = found.kind in (Kind.NUMBER, Kind.COUNT, Kind.ZERO)
    if kind.kind is Kind.MONEY and isinstance(value, Fraction) and unitless:
        return fen(value, money_unit)
    stated = value if isinstance(value, Fraction) else None
    try:
        unify([kind, replace(found, fixed=True, value=stated)])
    except Mismatch as mismatch:
        numbers = kind.kind in PLAIN_NUMBERS and found.kind in PLAIN_NUMBERS
        if is_rate_written_plain(value, found, kind) or (compared and numbers):
            return value
        scope.found.append(
            problems.CASE_BAD.at(
                text.place, text=text.text, reason=f"“{name}”是{kind}:{mismatch.reason}",
                reason_en=f"“{name}” is {in_english(kind)}: {mismatch.reason_en}",
            )
        )  # fmt: skip
        return None
    return value


def unit_of(text: str) -> str:
    """The unit of money that a text ends with, or nothing."""
    return next((u for u in sorted(FEN_IN, key=len, reverse=True) if text.endswith(u)), "")
