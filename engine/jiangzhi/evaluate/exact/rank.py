"""Ranks within a group, with the rule for equal values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

from jiangzhi.formula.expr import Ties
from jiangzhi.formula.types.value import State, Unknown, Value, worst


def ranks(
    values: Sequence[Value],
    flags: Sequence[Value] | None = None,
    *,
    descending: bool,
    ties: Ties,
) -> list[Value]:
    """The rank of every row of one group, 1 for the first.

    A row whose flag is false is ``NOT_RANKED``. One unknown flag, or one unknown value of a
    row that is ranked, makes the ranks of all other rows unknown in the worst of their
    states. Where ties are refused, equal values fail as ``TIED``; the rest keep their ranks.
    """
    taking_part = [flag is not False for flag in flags or [True] * len(values)]
    needed = [v for i, v in enumerate(values) if flags is None or flags[i] is True]
    unknown = worst([*(flags or ()), *needed])
    if unknown is not None:
        return [unknown if ranked else Unknown(State.NOT_RANKED) for ranked in taking_part]
    rank_of = _rank_of_each(needed, descending=descending, ties=ties)
    return [
        rank_of[value] if ranked else Unknown(State.NOT_RANKED)
        for value, ranked in zip(values, taking_part, strict=True)
    ]


def _rank_of_each(values: Sequence[Value], *, descending: bool, ties: Ties) -> dict[Value, Value]:
    counts: dict[Fraction | date, int] = {}
    for value in values:
        assert isinstance(value, Fraction | date)
        counts[value] = counts.get(value, 0) + 1
    before = 0
    found: dict[Value, Value] = {}
    for place, value in enumerate(sorted(counts, reverse=descending), start=1):
        equal = counts[value]
        found[value] = _rank(before, place, equal, ties)
        before += equal
    return found


def _rank(before: int, place: int, equal: int, ties: Ties) -> Value:
    match ties:
        case Ties.SAME:
            return Fraction(before + 1)
        case Ties.DENSE:
            return Fraction(place)
        case Ties.MEAN:
            return before + Fraction(equal + 1, 2)
        case Ties.REFUSED:
            return Unknown(State.TIED) if equal > 1 else Fraction(before + 1)
        case _:
            assert_never(ties)
