"""Words and days as the solver's numbers, and back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jiangzhi.formula.types.types import WORDS, Kind, Scalar, Type


class Vocabulary:
    """Each word by a number of its own, capitals or not, as comparisons take them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []

    def number_of(self, word: str) -> int:
        """The word's number, a new one if it is new."""
        folded = word.casefold()
        if folded not in self._numbers:
            self._numbers[folded] = len(self._words)
            self._words.append(word)
        return self._numbers[folded]

    def term_of(self, value: Scalar) -> Fraction | bool:
        """A known value as a number or truth of the solver."""
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            return Fraction(self.number_of(value))
        if isinstance(value, date):
            return Fraction(value.toordinal())
        return Fraction(value)

    def value_of(self, number: Fraction, kind: Type) -> Scalar | None:
        """What a number of the solver stands for; ``None`` where it stands for nothing."""
        if kind.kind in WORDS:
            at = int(number)
            return self._words[at] if 0 <= at < len(self._words) else f"其他{at}"
        if kind.kind is Kind.DATE:
            day = int(number)
            return date.fromordinal(day) if 1 <= day <= date.max.toordinal() else None
        return number
