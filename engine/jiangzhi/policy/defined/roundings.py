"""取整 clauses: to what unit, which way, by whose order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from jiangzhi.document.model import Article, Text
from jiangzhi.formula.types.types import NUMERIC, Kind, Type
from jiangzhi.formula.typing.typerules import in_chinese, in_english
from jiangzhi.money import FEN_IN, fen
from jiangzhi.policy import problems
from jiangzhi.policy.names.scope import Scope
from jiangzhi.rounding import Mode, Rounding

_MODES = {
    **{mode.value: mode for mode in Mode},
    "half away": Mode.HALF_AWAY, "down": Mode.TOWARD_ZERO, "up": Mode.AWAY_FROM_ZERO,
    "四舍六入": Mode.HALF_EVEN, "half even": Mode.HALF_EVEN,
}  # fmt: skip


class Unit(Enum):
    """What a unit of rounding is of."""

    MONEY = "金额"
    PERCENT = "比例"
    PLAIN = "数"


def read_rounding(
    text: Text, *, article: int, articles: Sequence[Article], scope: Scope
) -> tuple[Rounding, Unit] | None:
    """The rounding that a clause orders, and what its unit is of."""
    words = text.text.split()
    mode = Mode.HALF_AWAY
    cited = article
    if "依" in words:
        at = words.index("依")
        named = "".join(words[at + 1 :])
        matches = [a.index for a in articles if named and a.heading.startswith(named)]
        if not matches:
            reason = f":没有以“{named}”开头的条文", f": no article begins with “{named}”"
            _refuse(text, reason, scope)
            return None
        cited, words = matches[0], words[:at]
    if len(words) > 1 and " ".join(words[1:]) in _MODES:
        mode, words = _MODES[" ".join(words[1:])], words[:1]
    unit = _unit(words[0]) if len(words) == 1 else None
    if unit is None:
        _refuse(text, ("写法不对", " is malformed"), scope)
        return None
    size, of = unit
    return Rounding(size, mode, text.text, cited), of


def fail_if_unit_misfits(text: Text, unit: Unit, name: str, kind: Type, scope: Scope) -> bool:
    """Report a unit of rounding that is not of the quantity's type. True where it fits."""
    if _fits(unit, kind):
        return True
    what, what_en = in_chinese(kind), in_english(kind)
    ways = {Unit.MONEY: "取整 元、取整 0.01万元", Unit.PERCENT: "取整 1%、取整 0.01%"}
    way = ways.get(_unit_of(kind), "取整 1、取整 0.01")
    if kind.kind not in NUMERIC:
        reason = f"用不上:“{name}”是{what},不取整", f": “{name}” is {what_en}, not rounded"
    else:
        reason = f"不合:“{name}”是{what},写成 {way}", f": “{name}” is {what_en}, write {way}"
    _refuse(text, reason, scope)
    return False


def _fits(unit: Unit, kind: Type) -> bool:
    if kind.kind is Kind.ZERO or (kind.loose and unit is not Unit.MONEY):
        return True
    return kind.kind in NUMERIC and unit is _unit_of(kind)


def _unit_of(kind: Type) -> Unit:
    if kind.kind is Kind.MONEY:
        return Unit.MONEY
    return Unit.PERCENT if kind.kind is Kind.RATE else Unit.PLAIN


def _refuse(text: Text, reason: tuple[str, str], scope: Scope) -> None:
    scope.found.append(
        problems.ROUNDING_BAD.at(text.place, text=text.text, reason=reason[0], reason_en=reason[1])
    )


def _unit(word: str) -> tuple[Fraction, Unit] | None:
    for unit in sorted(FEN_IN, key=len, reverse=True):
        if word.endswith(unit):
            size = _positive(word.removesuffix(unit) or "1")
            return None if size is None else (fen(size, unit), Unit.MONEY)
    if word.endswith(("%", "％")):
        size = _positive(word[:-1])
        return None if size is None else (size / 100, Unit.PERCENT)
    size = _positive(word)
    return None if size is None else (size, Unit.PLAIN)


def _positive(digits: str) -> Fraction | None:
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        return None
    size = Fraction(digits)
    return size if size > 0 else None
