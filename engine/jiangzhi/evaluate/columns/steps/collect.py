"""All rules that apply together, over columns: their sum, the greatest, the least, or a list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jiangzhi.evaluate.columns.functions.shape import number
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.choices import choose, with_state
from jiangzhi.evaluate.columns.numbers.fractions import extreme
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Flags,
    States,
    Vector,
    Words,
    constant,
    worst_of,
)
from jiangzhi.formula.types.value import State
from jiangzhi.policy.model import Hit


def collected(hit: Hit, truths: Sequence[Flags], values: Sequence[Vector]) -> Vector:
    """What the cases that hold give together; the value after the last case is the otherwise.
    A case that might hold, or a value of one that holds, leaves the row unknown."""
    held = [known_to_hold(flag) for flag in truths]
    applied: Array = np.zeros(1, dtype=np.bool_)
    for known in held:
        applied = applied | known
    if hit is Hit.SUM:
        found = _sum(held, values)
    elif hit is Hit.LISTED:
        found = _list(held, values)
    else:
        found = _extreme(held, values, largest=hit is Hit.GREATEST)
    if len(values) > len(truths):
        found = choose(applied, found, values[-1])
    elif hit is not Hit.SUM:
        # not the state of a value whose rule does not hold
        found = with_state(found, np.where(applied, _own(found), np.uint8(State.NO_RULE)))
    state = worst_of(*(flag.state for flag in truths))
    if state is None:
        return found
    return with_state(found, np.where(state != 0, state, _own(found)))


def _own(vector: Vector) -> Array:
    return np.zeros(1, dtype=np.uint8) if vector.state is None else vector.state


def known_to_hold(flag: Flags) -> Array:
    """True where a flag is known to be true."""
    return flag.truth if flag.state is None else flag.truth & (flag.state == 0)


def _sum(held: Sequence[Array], values: Sequence[Vector]) -> Vector:
    total = constant(0)
    for known, value in zip(held, values, strict=False):
        total = fractions.add(total, fractions.choose(known, number(value), constant(0)))
    return total


def _extreme(held: Sequence[Array], values: Sequence[Vector], *, largest: bool) -> Vector:
    best = number(values[0])
    some = held[0]
    for known, value in zip(held[1:], values[1:], strict=False):
        one = number(value)
        both = extreme([best, one], largest=largest)
        best = fractions.choose(known, fractions.choose(some, both, one), best)
        some = some | known
    return best


def _list(held: Sequence[Array], values: Sequence[Vector]) -> Vector:
    """The texts of the cases that hold, in their order, joined."""
    words = [value for value in values if isinstance(value, Words)]
    book = words[0].book
    codes: list[Array] = []
    state: States = None
    for known, value in zip(held, words, strict=False):
        codes.append(np.where(known, value.codes, np.int64(-1)))
        if value.state is not None:
            state = worst_of(state, np.where(known, value.state, np.uint8(0)))
    stacked = np.stack(np.broadcast_arrays(*codes))
    every, which = np.unique(stacked, axis=1, return_inverse=True)
    joined = [
        book.code("、".join(book.words[code] for code in row if code >= 0)) for row in every.T
    ]
    table = np.array(joined, dtype=np.int64)
    return Words(table[which.reshape(-1)], book, state)
