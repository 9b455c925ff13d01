"""Which path each step of a plan takes, proved for all data within the declared ranges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from jiangzhi.evaluate.columns.expressions import days_of
from jiangzhi.evaluate.columns.functions.dates import FIRST_DAY, LAST_DAY
from jiangzhi.evaluate.columns.numbers.paths import Path, watching
from jiangzhi.evaluate.columns.numbers.vectors import Book, Flags, Numbers, Vector, Words
from jiangzhi.evaluate.columns.rows.frame import Frame, Result
from jiangzhi.evaluate.columns.rows.layout import Layout
from jiangzhi.evaluate.columns.steps import follow
from jiangzhi.evaluate.columns.steps.outside import GIVEN
from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.model import InputStep, Plan, PriorStep

#: What is taken for granted where a plan does not say.
ROWS_OF_A_GROUP: Final = 10_000
DECIMALS_OF_A_NUMBER: Final = 4
_UNSTATED: Final = 10**14
#: From here on a denominator is the product of those of many rows.
_LONG: Final = 2**1000

_SHOWN: Final = {
    Path.NARROW: "int64",
    Path.WRAPPED: "int64,余数校正",
    Path.LIMBS: "两段 64 位",
    Path.WIDE: "长整数",
}


@dataclass(frozen=True, slots=True)
class StepPath:
    """A step's slowest path, and what its numerators and denominators lie between.

    ``low`` to ``high`` is ``None`` for flags and words. ``below`` is the largest denominator;
    ``fixed`` says that it is the same for every row.
    """

    step: str
    path: Path
    low: int | None
    high: int | None
    below: int
    fixed: bool

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return f"{self.step}: {_SHOWN[self.path]}"
        sign = "/" if self.fixed else "/ 逐行分母 ≤ "
        below = "" if self.fixed and self.below == 1 else f" {sign}{_short(self.below)}"
        slow = "" if self.below < _LONG else ",各行分母连乘,行数越多越慢"
        span = f"[{_short(self.low)}, {_short(self.high)}]"
        return f"{self.step}: {_SHOWN[self.path]},{span}{below}{slow}"


def describe_paths(
    plan: Plan,
    *,
    rows_of_a_group: int = ROWS_OF_A_GROUP,
    decimals: int = DECIMALS_OF_A_NUMBER,
) -> tuple[StepPath, ...]:
    """The path of every step for any data within the declared ranges, in groups of at most
    ``rows_of_a_group`` rows, rates and numbers with at most so many ``decimals``.

    This runs the evaluator itself over no rows: what it must assume then is what it may
    have to do at worst. Over rows it looks at the numbers and takes a faster path where
    they allow one; the result is the same.
    """
    rows = {level.name: 0 for level in plan.levels}
    none = np.zeros(0, dtype=np.int64)
    layout = Layout(
        {level.name: level.parent for level in plan.levels},
        rows,
        {level.name: none for level in plan.levels},
        rows_of_a_group,
    )
    levels = {step.head.name: step.head.level for step in plan.steps}
    levels |= {GIVEN + name: level for name, level in levels.items()}
    frame = Frame(layout, Book(), levels, {})
    return tuple(_described(plan, frame, decimals))


def _described(plan: Plan, frame: Frame, decimals: int) -> Iterator[StepPath]:
    for step in plan.steps:
        name = step.head.name
        if isinstance(step, InputStep | PriorStep):
            interval = step.input.range if isinstance(step, InputStep) else None
            low, high = (None, None) if interval is None else (interval.low, interval.high)
            vector = _of_range(step.head.type.kind, low, high, frame.book, decimals)
            frame.results[GIVEN + name] = Result(vector)
        with watching() as taken:
            frame.results[name] = result = follow(step, frame)
        path = max(taken, default=Path.NARROW)
        found = result.vector
        if isinstance(found, Numbers):
            fixed = isinstance(found.den, int)
            yield StepPath(name, path, found.low, found.high, found.top, fixed)
        else:
            yield StepPath(name, path, None, None, 1, fixed=True)


def _of_range(kind: Kind, low: object, high: object, book: Book, decimals: int) -> Vector:
    nothing = np.zeros(0, dtype=np.int64)
    if kind is Kind.FLAG:
        return Flags(np.zeros(0, dtype=np.bool_))
    if kind in (Kind.TEXT, Kind.CHOICE):
        return Words(nothing, book)
    if kind is Kind.DATE:
        from datetime import date

        first = days_of(low) if isinstance(low, date) else FIRST_DAY
        last = days_of(high) if isinstance(high, date) else LAST_DAY
        return Numbers(nothing, 1, first, last)
    den = 1 if kind in (Kind.MONEY, Kind.COUNT) else 10**decimals
    least = low if isinstance(low, Fraction) else Fraction(-_UNSTATED)
    most = high if isinstance(high, Fraction) else Fraction(_UNSTATED)
    return Numbers(nothing, den, math.floor(least * den), math.ceil(most * den))


def _short(number: int) -> str:
    return str(number) if abs(number) < 10**6 else f"{'-' if number < 0 else ''}2^{_log2(number)}"


def _log2(number: int) -> int:
    return (abs(number) - 1).bit_length()
