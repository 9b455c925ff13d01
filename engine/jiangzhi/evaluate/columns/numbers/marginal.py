"""超额累进 over columns: each part of the amount at the rate of its band, summed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from jiangzhi.evaluate.columns.functions.shape import number
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import choose_states, extreme
from jiangzhi.evaluate.columns.numbers.integers import fits
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Book,
    Numbers,
    Vector,
    Words,
    constant,
    failing,
    looked_up,
    worst_of,
)
from jiangzhi.formula.expr import Const, Edge, Expr, Marginal
from jiangzhi.formula.types.value import State

Of = Callable[[Expr], Vector]


def marginal(expr: Marginal, of: Of, book: Book) -> Numbers:
    """The sum over the bands. A band with nothing in it does not need its rate."""
    amount = number(of(expr.amount))
    base = None if expr.base is None else number(of(expr.base))
    edges = [(_edge(band.low, base, of), _edge(band.high, base, of)) for band in expr.bands]
    column = None if expr.selector is None else _columns(expr, of(expr.selector), book)
    ends = [end for pair in edges for end in pair if end is not None]
    state = worst_of(
        amount.state,
        None if base is None else base.state,
        None if column is None else column.state,
        *(end.state for end in ends),
    )
    if base is not None and base.low <= 0:
        state = failing(state, base.num <= 0, State.DIVIDED_BY_ZERO)
    if column is not None and column.low < 0:
        state = failing(state, column.num < 0, State.NO_RULE)
    found: Numbers | None = None
    for index, (low, high) in enumerate(edges):
        part = _part(amount, low, high)
        rate = _rate([rates[index] for rates in expr.rates], column, of)
        needed = None if rate.state is None else choose_states(part.num != 0, rate.state, None)
        product = fractions.multiply(part, rate)
        product.state = needed
        found = product if found is None else fractions.add(found, product)
    assert found is not None
    if state is None:
        state = found.state
    elif found.state is not None:
        # What all bands need comes first, however bad the rates are.
        state = np.where(state != 0, state, found.state)
    return Numbers(found.num, found.den, found.low, found.high, state, found.top)


def _edge(edge: Edge, base: Numbers | None, of: Of) -> Numbers | None:
    if edge.at is None:
        return None
    at = number(of(edge.at))
    return at if base is None else fractions.multiply(at, base)


def _part(amount: Numbers, low: Numbers | None, high: Numbers | None) -> Numbers:
    part = amount if high is None else extreme([amount, high], largest=False)
    if low is None:
        return part
    return extreme([fractions.subtract(part, low), constant(0)], largest=True)


def _columns(expr: Marginal, selector: Vector, book: Book) -> Numbers:
    """The column of the table for each row, -1 where there is none."""
    assert isinstance(selector, Words)
    codes = [book.code(word) for word in expr.columns]
    table = np.full(len(book.words), -1, dtype=np.int64)
    for column, code in reversed(list(enumerate(codes))):
        table[code] = column
    found: Array = looked_up(table, selector.codes)
    least = -1 if not found.size or (found < 0).any() else 0
    return Numbers(found, 1, least, len(codes) - 1, selector.state)


def _rate(rates: Sequence[Expr], column: Numbers | None, of: Of) -> Numbers:
    if column is None:
        return number(of(rates[0]))
    constants = [rate.value for rate in rates if isinstance(rate, Const)]
    values = [number(of(rate)) for rate in rates]
    if len(constants) == len(rates):
        return _looked_up(values, column)
    found = values[0]
    for index, value in enumerate(values[1:], start=1):
        found = fractions.choose(column.num == index, value, found)
    return found


def _looked_up(values: Sequence[Numbers], column: Numbers) -> Numbers:
    den = math.lcm(*(value.top for value in values))
    nums = [value.low * (den // value.top) for value in values]
    kind = np.int64 if fits(min(nums), max(nums)) else object
    # Row -1 takes the last column: it has failed already.
    table = np.array(nums, dtype=kind)
    return Numbers(looked_up(table, column.num), den, min(nums), max(nums))
