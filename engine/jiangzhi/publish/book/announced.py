"""The unit in which amounts are announced: the policy's own, with as many places as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Final

from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Value
from jiangzhi.money import FEN_IN
from jiangzhi.publish.book.cached import Cached, nearest
from jiangzhi.publish.book.sheets.shown import shown_value

_YUAN: Final = FEN_IN["元"]


@dataclass(frozen=True, slots=True)
class AnnouncedUnit:
    """``scale`` 元 make one of the unit; ``places`` decimals are shown, at least two."""

    LEAST_PLACES: ClassVar[int] = 2

    name: str
    scale: int
    places: int

    @classmethod
    def of(cls, outcome: Outcome) -> AnnouncedUnit:
        """The unit of the policy, 元 where it states none or one smaller than 元."""
        name = outcome.plan.money_unit or "元"
        scale = FEN_IN[name] // _YUAN
        if scale <= 1:
            return cls("元", 1, cls.LEAST_PLACES)
        places = cls.LEAST_PLACES
        while places < len(str(FEN_IN[name])) - 1 and not _fit(outcome, FEN_IN[name], places):
            places += 1
        return cls(name, scale, places)

    @property
    def number_format(self) -> str:
        """How amounts are shown."""
        zeros = "0" * self.places
        return f"#,##0.{zeros};[Red]-#,##0.{zeros};0.{zeros}"

    def formula(self, text: str, kind: Kind, *, whole: bool) -> str:
        """A formula in 元 as one in the unit; of other kinds as it is. A ``whole`` number of 分
        is rounded to itself, whatever doubles make of the quotient."""
        if kind is not Kind.MONEY or self.scale == 1:
            return text
        quotient = f"{text}/{self.scale}"
        return f"ROUND({quotient},{len(str(self.scale)) + 1})" if whole else quotient

    def shown(self, value: Value, kind: Kind) -> Cached:
        """What stands beside the formula."""
        if kind is Kind.MONEY and isinstance(value, Fraction):
            return nearest(value.numerator, value.denominator * self.scale * _YUAN)
        return shown_value(value, kind)


def _fit(outcome: Outcome, fen: int, places: int) -> bool:
    """Whether all announced amounts are whole at so many places of the unit."""
    for name in outcome.plan.results:
        if outcome.plan.step(name).head.type.kind is not Kind.MONEY:
            continue
        whole = (
            value.numerator
            for value in outcome.steps[name].values
            if isinstance(value, Fraction) and value.denominator == 1
        )
        if any(number * 10**places % fen for number in whole):
            return False
    return True
