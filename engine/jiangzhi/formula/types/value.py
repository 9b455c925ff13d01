"""Values while they are computed: known, missing, or failed with a reason.

A blank is missing, not zero; a failure (a division by zero, two rules at once) is named.
Both travel as ``Unknown`` through everything that needs them. A condition takes the
truth that its known parts suffice for (Kleene's three values).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Final

from jiangzhi.formula.types.types import Scalar
from jiangzhi.words import Words


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


#: What each state is called, and why a value could not be computed.
STATE_WORDS: Final[Mapping[State, Words]] = {
    State.KNOWN: Words("已知", "known"),
    State.MISSING: Words("缺", "missing"),
    State.NO_RULE: Words("没有一条规则适用", "no rule applies"),
    State.TWO_RULES: Words("两条规则同时成立", "two rules apply at once"),
    State.DIVIDED_BY_ZERO: Words("除数为零", "division by zero"),
    State.NOT_RANKED: Words("没有名次", "not ranked"),
    State.TIED: Words("名次并列而办法不许", "tied, which the document does not allow"),
    State.NO_ROWS: Words("没有可以计算的行", "there are no rows"),
    State.POOL_NEGATIVE: Words("资金池是负数", "the pool is negative"),
    State.FLOORS_EXCEED_POOL: Words("资金池不够保底", "the pool cannot bear the floors"),
    State.CLAIM_NEGATIVE: Words("应得或权数是负数", "a claim or weight is negative"),
    State.NOT_IN_DOMAIN: Words(
        "函数在该处没有值,或下限高于上限",
        "a function has no value there, or a floor is above its cap",
    ),
}


def not_known(state: State) -> Words:
    """What stands in place of a value that is not known."""
    if state is State.MISSING:
        return Words("待定", "provisional")
    words = STATE_WORDS[state]
    return Words(f"不能算({words.zh})", f"not computable ({words.en})")


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
