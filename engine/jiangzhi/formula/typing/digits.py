"""What ROUND, ROUNDUP and ROUNDDOWN share: money counts its decimal places in 元."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Number, Truth, partial_term, whole_term
from jiangzhi.formula.types.intervals import point_of, rising
from jiangzhi.formula.types.kleene import NO_VALUE, strict_typed, whole
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import UNBOUNDED, Bounds, Value
from jiangzhi.formula.typing.typerules import unify_amounts, want_plain
from jiangzhi.money import FEN_IN
from jiangzhi.rounding import Mode, to_whole

#: Spreadsheets count no further.
MOST_PLACES: Final = 15
#: Which way each function rounds.
ROUNDING: Final[Mapping[str, Mode]] = {
    "ROUND": Mode.HALF_AWAY,
    "ROUNDUP": Mode.AWAY_FROM_ZERO,
    "ROUNDDOWN": Mode.TOWARD_ZERO,
}


def rounding_function(name: str) -> Function:
    """A function of an amount and a number of decimal places."""
    mode = ROUNDING[name]

    def result(types: Sequence[Type]) -> Type:
        want_plain(types, 1)
        return unify_amounts(types[:1])

    def exact(values: Sequence[Fraction], types: Sequence[Type]) -> Value:
        unit = unit_of(values[1], types[0])
        return NO_VALUE if unit is None else unit * to_whole(values[0] / unit, mode)

    def bounds(of: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
        places = point_of(of[1])
        unit = None if places is None else unit_of(places, types[0])
        if unit is None:
            return UNBOUNDED
        return rising(of[0], lambda end: unit * to_whole(end / unit, mode), unit.denominator)

    def term(logic: Logic, of: Sequence[Number], types: Sequence[Type]) -> tuple[Number, Truth]:
        found, places = of[0], [logic.number(at) for at in range(-MOST_PLACES, MOST_PLACES + 1)]
        for at in range(-MOST_PLACES, MOST_PLACES + 1):
            unit = one_of(types[0]) / Fraction(10) ** at
            whole = whole_term(logic, logic.times(of[0], logic.number(1 / unit)), mode)
            rounded = logic.times(logic.number(unit), whole)
            found = logic.choose(logic.same(of[1], logic.number(at)), rounded, found)
        return found, logic.some([logic.same(of[1], place) for place in places])

    return Function(
        name=name,
        aliases=(),
        arity=(2, 2),
        result=result,
        exact=strict_typed(exact),
        bounds=bounds,
        term=partial_term(term),
    )


def one_of(kind: Type) -> int:
    """What counts as one when digits are counted: one 元, or the number one."""
    return FEN_IN["元"] if kind.kind is Kind.MONEY else 1


def unit_of(places: Fraction, kind: Type) -> Fraction | None:
    """What a value is a multiple of when rounded to so many places (分 for money); nothing for
    parts of a place or more than ``MOST_PLACES``."""
    count = whole(places)
    if count is None or abs(count) > MOST_PLACES:
        return None
    return one_of(kind) / Fraction(10) ** count
