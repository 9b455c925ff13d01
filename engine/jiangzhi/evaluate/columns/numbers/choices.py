"""One of two vectors, row by row, whatever they are vectors of."""

from __future__ import annotations

import numpy as np

from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import choose_states
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Flags,
    Numbers,
    States,
    Vector,
    Words,
    worst_of,
)


def choose(mask: Array, a: Vector, b: Vector) -> Vector:
    """``a`` where the mask holds, else ``b``; states likewise."""
    if isinstance(a, Numbers):
        assert isinstance(b, Numbers)
        return fractions.choose(mask, a, b)
    state = choose_states(mask, a.state, b.state)
    if isinstance(a, Flags):
        assert isinstance(b, Flags)
        return Flags(np.where(mask, a.truth, b.truth), state)
    assert isinstance(b, Words)
    return Words(np.where(mask, a.codes, b.codes), a.book, state)


def with_state(a: Vector, state: States) -> Vector:
    """The same values in other states."""
    if isinstance(a, Numbers):
        return Numbers(a.num, a.den, a.low, a.high, state, a.top)
    if isinstance(a, Flags):
        return Flags(a.truth, state)
    return Words(a.codes, a.book, state)


def under(condition: Flags, a: Vector, b: Vector) -> Vector:
    """``a`` where the condition is true, ``b`` where it is false; unknown as the condition is."""
    found = choose(condition.truth, a, b)
    if condition.state is None:
        return found
    state = found.state
    if state is None:
        return with_state(found, condition.state)
    return with_state(found, np.where(condition.state != 0, condition.state, state))


def conjunction(flags: list[Flags]) -> Flags:
    """True where all are; false where one is known to be; else as unknown as the worst."""
    if all(flag.state is None for flag in flags):
        truth = flags[0].truth
        for flag in flags[1:]:
            truth = truth & flag.truth
        return Flags(truth)
    truth = np.ones(1, dtype=np.bool_)
    refuted = np.zeros(1, dtype=np.bool_)
    for flag in flags:
        truth = truth & flag.truth
        refuted = refuted | (~flag.truth if flag.state is None else ~flag.truth & (flag.state == 0))
    state = worst_of(*(flag.state for flag in flags))
    assert state is not None
    return Flags(truth & ~refuted, np.where(refuted, np.uint8(0), state))


def negation(flag: Flags) -> Flags:
    """True where it is false."""
    return Flags(~flag.truth, flag.state)


def disjunction(flags: list[Flags]) -> Flags:
    """True where one is known to be; false where all are; else as unknown as the worst."""
    return negation(conjunction([negation(flag) for flag in flags]))
