"""The six comparisons, and membership in a list."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from jiangzhi.evaluate.columns.functions.shape import number
from jiangzhi.evaluate.columns.numbers.choices import disjunction
from jiangzhi.evaluate.columns.numbers.fractions import difference
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Flags,
    Numbers,
    Vector,
    Words,
    looked_up,
    worst_of,
)
from jiangzhi.formula.types.types import Type


def _sides(one: Vector, other: Vector) -> tuple[Array, Array]:
    if isinstance(one, Numbers):
        return difference(one, number(other))
    if isinstance(one, Words):
        assert isinstance(other, Words)
        folded = one.book.folded()
        if folded is None:
            return one.codes, other.codes
        return looked_up(folded, one.codes), looked_up(folded, other.codes)
    assert isinstance(other, Flags)
    return one.truth, other.truth


def compare(holds: Callable[[Any, Any], Any], one: Vector, other: Vector) -> Flags:
    """A comparison of two vectors; texts are equal in capitals or not."""
    x, y = _sides(one, other)
    return Flags(holds(x, y), worst_of(one.state, other.state))


def _comparison(
    holds: Callable[[Any, Any], Any],
) -> Callable[[Sequence[Vector], Sequence[Type]], Vector]:
    return lambda args, types: compare(holds, *args)


def _is_one_of(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    return disjunction([compare(operator.eq, args[0], listed) for listed in args[1:]])


FUNCTIONS = {
    "eq": _comparison(operator.eq),
    "ne": _comparison(operator.ne),
    "lt": _comparison(operator.lt),
    "le": _comparison(operator.le),
    "gt": _comparison(operator.gt),
    "ge": _comparison(operator.ge),
    "属于": _is_one_of,
}
