"""The largest, the smallest, the middle one, and what is held between two limits."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.evaluate.columns.functions.shape import numbers
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import extreme
from jiangzhi.evaluate.columns.numbers.vectors import Numbers, Vector, worst_of
from jiangzhi.formula.types.types import Type


def _median(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    ordered = numbers(args)
    state = worst_of(*(one.state for one in ordered))
    for end in range(len(ordered) - 1, 0, -1):
        for at in range(end):
            pair = ordered[at : at + 2]
            ordered[at : at + 2] = [extreme(pair, largest=False), extreme(pair, largest=True)]
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    middle = low if low is high else fractions.scaled(fractions.add(low, high), 1, 2)
    return Numbers(middle.num, middle.den, middle.low, middle.high, state, middle.top)


def _clamp(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    value, low, high = numbers(args)
    return extreme([extreme([value, low], largest=True), high], largest=False)


FUNCTIONS = {
    "MIN": lambda args, types: extreme(numbers(args), largest=False),
    "MAX": lambda args, types: extreme(numbers(args), largest=True),
    "MEDIAN": _median,
    "限定": _clamp,
}
