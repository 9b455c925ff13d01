"""Values while they are computed: known, missing, or failed with a reason.

A blank is missing, not zero; a failure (a division by zero, two rules at once) is named.
Both travel as ``Unknown`` through everything that needs them. A condition takes the
truth that its known parts suffice for (Kleene's three values).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from jiangzhi.formula.types.types import Scalar


class State(IntEnum):
    """Whether a value is known, and if not, why. A value takes the worst state it needs."""

    KNOWN = 0
    MISSING = 1
    NO_RULE = 2
    TWO_RULES = 3
    DIVIDED_BY_ZERO = 4
    NOT_RANKED = 5
    TIED = 6
    NO_ROWS = 7
    POOL_NEGATIVE = 8
    FLOORS_EXCEED_POOL = 9
    CLAIM_NEGATIVE = 10
    NOT_IN_DOMAIN = 11  # a function has no value there (past the calendar, k of LARGE)

    @property
    def failed(self) -> bool:
        """Neither known nor merely missing."""
        return self > State.MISSING


@dataclass(frozen=True, slots=True)
class Unknown:
    """In place of a value: it is missing, or could not be computed."""

    state: State


Value = Scalar | Unknown


def worst(values: Iterable[Value]) -> Unknown | None:
    """The worst of the unknown among values, or ``None`` where all are known."""
    found: Unknown | None = None
    for value in values:
        if isinstance(value, Unknown) and (found is None or value.state > found.state):
            found = value
    return found


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a step's known values lie between (money in 分), and a number that every value
    times it is whole, where one is known. ``None`` is not known."""

    low: Fraction | None = None
    high: Fraction | None = None
    denominator: int | None = None


UNBOUNDED = Bounds()
