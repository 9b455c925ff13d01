"""What the functions over columns expect of their arguments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jiangzhi.evaluate.columns.numbers.fractions import written_den
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Flags,
    Numbers,
    States,
    Vector,
    Words,
    failing,
)
from jiangzhi.formula.types.value import State


def numbers(args: Sequence[Vector]) -> list[Numbers]:
    """Arguments that are all numbers or dates."""
    return [number(arg) for arg in args]


def number(arg: Vector) -> Numbers:
    """An argument that is a number or a date."""
    assert isinstance(arg, Numbers)
    return arg


def flags(args: Sequence[Vector]) -> list[Flags]:
    """Arguments that are all conditions."""
    found = [arg for arg in args if isinstance(arg, Flags)]
    assert len(found) == len(args)
    return found


def word(arg: Vector) -> str:
    """The single word of an argument that is written out."""
    assert isinstance(arg, Words)
    return arg.book.words[int(arg.codes[0])]


def wholes(given: Sequence[Numbers], state: States) -> tuple[list[Numbers], States]:
    """Whole numbers over 1, none with a state of its own; a known fraction fails."""
    found = []
    for one in given:
        if isinstance(one.den, int) and one.den == 1:
            found.append(Numbers(one.num, 1, one.low, one.high))
            continue
        den = written_den(one)
        quotient = one.num // den
        state = failing(state, one.num != quotient * den, State.NOT_IN_DOMAIN)
        found.append(Numbers(quotient, 1, min(one.low, 0), max(one.high, 0)))
    return found, state


def within(a: Numbers, low: int, high: int) -> Numbers:
    """Whole numbers as int64 between two bounds; what lies outside fails."""
    outside = (a.num < low) | (a.num > high)
    state = failing(a.state, outside, State.NOT_IN_DOMAIN)
    kept: Array = np.where(outside, low, a.num).astype(np.int64)
    return Numbers(kept, 1, low, high, state)
