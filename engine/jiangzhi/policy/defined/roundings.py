"""取整 clauses: to what unit, which way, by whose order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jiangzhi.document.model import Article, Text
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.money import FEN_IN, fen
from jiangzhi.policy import problems
from jiangzhi.policy.names.scope import Scope
from jiangzhi.rounding import Mode, Rounding

_MODES = {
    **{mode.value: mode for mode in Mode},
    "half away": Mode.HALF_AWAY, "down": Mode.TOWARD_ZERO, "up": Mode.AWAY_FROM_ZERO,
}  # fmt: skip


def read_rounding(
    text: Text, *, article: int, articles: Sequence[Article], scope: Scope
) -> tuple[Rounding, bool] | None:
    """The rounding that a clause orders, and whether its unit is money."""
    words = text.text.split()
    mode = Mode.HALF_AWAY
    cited = article
    if "依" in words:
        at = words.index("依")
        named = "".join(words[at + 1 :])
        matches = [a.index for a in articles if named and a.heading.startswith(named)]
        if not matches:
            scope.found.append(problems.ROUNDING_BAD.at(text.place, text=text.text))
            return None
        cited, words = matches[0], words[:at]
    if len(words) > 1 and " ".join(words[1:]) in _MODES:
        mode, words = _MODES[" ".join(words[1:])], words[:1]
    unit = _unit(words[0]) if len(words) == 1 else None
    if unit is None:
        scope.found.append(problems.ROUNDING_BAD.at(text.place, text=text.text))
        return None
    size, money = unit
    return Rounding(size, mode, text.text, cited), money


def _unit(word: str) -> tuple[Fraction, bool] | None:
    for unit in sorted(FEN_IN, key=len, reverse=True):
        if word.endswith(unit):
            size = _positive(word.removesuffix(unit) or "1")
            return None if size is None else (fen(size, unit), True)
    if word.endswith(("%", "％")):
        size = _positive(word[:-1])
        return None if size is None else (size / 100, False)
    size = _positive(word)
    return None if size is None else (size, False)


def _positive(digits: str) -> Fraction | None:
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        return None
    size = Fraction(digits)
    return size if size > 0 else None


def rounding_fits(money: bool, kind: Type) -> bool:
    """Whether a unit of rounding is of the quantity's kind."""
    return money == (kind.kind is Kind.MONEY)
