"""ROUND, ROUNDUP, ROUNDDOWN: to so many decimals, of money in 元."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from jiangzhi.evaluate.columns.functions.shape import numbers, wholes
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.rounding import round_to
from jiangzhi.evaluate.columns.numbers.vectors import Numbers, Vector, failing, worst_of
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import State
from jiangzhi.formula.typing.digits import MOST_PLACES, ROUNDING, one_of
from jiangzhi.rounding import Mode


def _to_places(mode: Mode) -> Callable[[Sequence[Vector], Sequence[Type]], Vector]:
    def to_places(args: Sequence[Vector], types: Sequence[Type]) -> Vector:
        value, given = numbers(args)
        (places,), state = wholes([given], worst_of(value.state, given.state))
        one = one_of(types[0])
        found: Numbers | None = None
        outside = (places.num < -MOST_PLACES) | (places.num > MOST_PLACES)
        state = failing(state, outside, State.NOT_IN_DOMAIN)
        wanted, known = np.broadcast_arrays(
            places.num, np.zeros(1, dtype=np.uint8) if state is None else state
        )
        wanted = wanted[known == 0]
        for count in np.unique(wanted):
            rounded = round_to(value, Fraction(one) / Fraction(10) ** int(count), mode)
            if found is None:
                found = rounded
            else:
                found = fractions.choose(places.num == count, rounded, found)
        if found is None:
            found = value
        return Numbers(found.num, found.den, found.low, found.high, state, found.top)

    return to_places


FUNCTIONS = {name: _to_places(mode) for name, mode in ROUNDING.items()}
