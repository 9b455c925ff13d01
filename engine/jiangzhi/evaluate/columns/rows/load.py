"""Facts as vectors, checked against the ranges that the inputs declare."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.evaluate.columns.expressions import days_of, of_constant
from jiangzhi.evaluate.columns.numbers.choices import choose
from jiangzhi.evaluate.columns.numbers.fractions import difference
from jiangzhi.evaluate.columns.numbers.integers import fits
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Book,
    Flags,
    Numbers,
    Vector,
    Words,
    whole,
)
from jiangzhi.evaluate.columns.rows.layout import Arranged, taken
from jiangzhi.evaluate.columns.rows.values import ColumnValues
from jiangzhi.facts.model import Facts
from jiangzhi.facts.problems import OUT_OF_RANGE
from jiangzhi.facts.table.show import range_refuted, show_value
from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import InputStep, ParameterStep, Plan, PriorStep

#: Denominators that have a common multiple up to here are brought to it.
_COMMON = 10**12
_MOST_SHOWN = 20


def load(plan: Plan, facts: Facts, arranged: Arranged, book: Book) -> dict[str, Vector]:
    """The vector given from outside for each step that has one, in the layout's order.

    Raises ``Refused`` for a value outside the range its input declares.
    """
    given: dict[str, Vector] = {}
    wrong: list[Diagnostic] = []
    for step in plan.steps:
        name, level = step.head.name, step.head.level
        order = arranged.order[level]
        if isinstance(step, InputStep):
            vector = _input(step, facts, book)
            wrong.extend(_outside(step, vector, facts))
        elif isinstance(step, ParameterStep) and name in facts.given:
            vector = of_constant(facts.given[name].value, book)
        elif isinstance(step, PriorStep):
            column = facts.prior.get(step.of, {})
            keys = facts.levels[level].keys
            vector = encoded([column.get(key) for key in keys], step.head.type, book)
        else:
            continue
        given[name] = vector if order is None else taken(vector, order)
    if wrong:
        raise Refused(wrong)
    return given


def _input(step: InputStep, facts: Facts, book: Book) -> Vector:
    given = step.input
    of = facts.levels[given.level]
    if given.name == given.level:
        names = [key[-1] if key else given.level for key in of.keys]
        return encoded(names, given.type, book)
    if given.name in facts.given:
        return of_constant(facts.given[given.name].value, book)
    column = of.columns.get(given.name)
    values: Sequence[Scalar | None] = [None] * len(of.keys) if column is None else column.values
    vector = _as_given(values, given.type, book)
    if given.blank is None or vector.state is None:
        return vector
    return choose(vector.state == State.MISSING, of_constant(given.blank, book), vector)


def _as_given(values: Sequence[Scalar | None], kind: Type, book: Book) -> Vector:
    if not isinstance(values, ColumnValues):
        return encoded(values, kind, book)
    vector = values.in_facts_order()
    if not isinstance(vector, Words):
        return vector
    codes = np.array([book.code(word) for word in vector.book.words], dtype=np.int64)
    return Words(codes[vector.codes], book, vector.state)


def encoded(values: Sequence[Scalar | None], kind: Type, book: Book) -> Vector:
    """Python's values as a vector; ``None`` is missing."""
    state = None
    if any(value is None for value in values):
        missing = np.array([value is None for value in values])
        state = np.where(missing, np.uint8(State.MISSING), np.uint8(0))
    if kind.kind is Kind.FLAG:
        return Flags(np.array([value is True for value in values], dtype=np.bool_), state)
    if kind.kind in (Kind.TEXT, Kind.CHOICE):
        codes = [book.code(value) if isinstance(value, str) else 0 for value in values]
        return Words(np.array(codes, dtype=np.int64), book, state)
    if kind.kind is Kind.DATE:
        days = [days_of(value) if isinstance(value, date) else 0 for value in values]
        return whole(
            np.array(days, dtype=np.int64), min(days, default=0), max(days, default=0), state
        )
    if state is not None:
        values = [v if isinstance(v, Fraction) else Fraction(0) for v in values]
    return _numbers(values, state)


def _numbers(values: Sequence[Any], state: Array | None) -> Numbers:
    pairs = list(map(Fraction.as_integer_ratio, values))
    common = 1
    for den in {den for _, den in pairs}:
        common = math.lcm(common, den)
        if common > _COMMON:
            break
    if common > _COMMON:
        nums = [num for num, _ in pairs]
        dens = [den for _, den in pairs]
        den_or_all: int | Array = np.array(dens, dtype=np.int64 if fits(0, max(dens)) else object)
    else:
        nums = [num if den == common else num * (common // den) for num, den in pairs]
        den_or_all = common
    low, high = min(nums, default=0), max(nums, default=0)
    num = np.array(nums, dtype=np.int64 if fits(low, high) else object)
    top = common if isinstance(den_or_all, int) else int(den_or_all.max())
    return Numbers(num, den_or_all, low, high, state, top)


def _outside(step: InputStep, vector: Vector, facts: Facts) -> list[Diagnostic]:
    if not isinstance(vector, Numbers) or vector.num.size == 0:
        return []
    interval = step.input.range
    outside: Array = np.zeros(1, dtype=np.bool_)
    for end, closed, sign in (
        (interval.low, interval.low_closed, 1),
        (interval.high, interval.high_closed, -1),
    ):
        if end is None:
            continue
        at = of_constant(end, Book())
        assert isinstance(at, Numbers)
        x, y = difference(vector, at)
        beyond = (x < y) if sign > 0 else (x > y)
        outside = outside | (beyond if closed else beyond | (x == y))
    if vector.state is not None:
        outside = outside & (vector.state == 0)
    of = facts.levels[step.input.level]
    values = ColumnValues(vector, step.head.type.kind, len(of.keys), None)
    found = []
    for row in np.flatnonzero(np.broadcast_to(outside, (len(of.keys),)))[:_MOST_SHOWN]:
        town, value = "/".join(of.keys[int(row)]) or of.level, values[int(row)]
        assert isinstance(value, Fraction | date)
        found.append(
            OUT_OF_RANGE.at(
                of.place(step.input.name, int(row)) if len(of.source_of) else None,
                name=f"{town} {step.input.name}",
                found=show_value(value, step.head.type),
                range=range_refuted(step.input, value),
            )
        )
    return found
