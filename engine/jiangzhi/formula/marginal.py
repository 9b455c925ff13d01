"""超额累进, computed band by band.

The part of the amount in a band is what lies between the band's edges, nothing where the
amount does not reach the low edge. A band without a low edge takes all up to its high edge,
and a band without a high edge all above its low one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.formula.expr import Const, Edge, Expr, Marginal
from jiangzhi.formula.types import intervals
from jiangzhi.formula.types.intervals import NEVER
from jiangzhi.formula.types.kleene import DIVIDED_BY_ZERO
from jiangzhi.formula.types.value import Bounds, State, Unknown, Value, worst


@dataclass(frozen=True, slots=True)
class MarginalLine:
    """A band's edges times the base, the part of the amount in it, its rate, their product.

    Money is in 分. ``rate`` and ``product`` of a band with nothing in it are not needed, and
    may be unknown.
    """

    band: int
    low: Fraction | None
    high: Fraction | None
    part: Fraction
    rate: Value
    product: Value


def value(expr: Marginal, of: Callable[[Expr], Value]) -> Value:
    """The sum over the bands, as unknown as the worst of what it needs."""
    found = lines(expr, of)
    if isinstance(found, Unknown):
        return found
    products = [line.product for line in found if line.part]
    unknown = worst(products)
    if unknown is not None:
        return unknown
    return sum((one for one in products if isinstance(one, Fraction)), Fraction(0))


def lines(expr: Marginal, of: Callable[[Expr], Value]) -> tuple[MarginalLine, ...] | Unknown:
    """A line for each band, or why there are none: something they all need is unknown."""
    amount = of(expr.amount)
    base = Fraction(1) if expr.base is None else of(expr.base)
    word = "" if expr.selector is None else of(expr.selector)
    ends = [
        None if edge.at is None else of(edge.at)
        for band in expr.bands
        for edge in (band.low, band.high)
    ]
    unknown = worst([amount, base, word, *(end for end in ends if end is not None)])
    if unknown is not None:
        return unknown
    assert isinstance(amount, Fraction)
    assert isinstance(base, Fraction)
    if base <= 0:
        return DIVIDED_BY_ZERO
    if expr.selector is not None and word not in expr.columns:
        return Unknown(State.NO_RULE)
    rates = expr.rates[0 if expr.selector is None else expr.columns.index(str(word))]
    edges = [end * base if isinstance(end, Fraction) else None for end in ends]
    return tuple(
        _line(index, amount, edges[2 * index], edges[2 * index + 1], of(rate))
        for index, rate in enumerate(rates)
    )


def _line(
    band: int, amount: Fraction, low: Fraction | None, high: Fraction | None, rate: Value
) -> MarginalLine:
    part = amount if high is None else min(amount, high)
    if low is not None:
        part = max(part - low, Fraction(0))
    product = part * rate if isinstance(rate, Fraction) else rate
    return MarginalLine(band, low, high, part, rate, product)


def bounds(expr: Marginal, of: Callable[[Expr], Bounds]) -> Bounds:
    """The bounds of the sum: the narrower of the bands' sums and the whole amount's."""
    amount = of(expr.amount)
    base = intervals.point(Fraction(1)) if expr.base is None else _positive(of(expr.base))
    total, rates = NEVER, []
    for index, band in enumerate(expr.bands):
        rate = intervals.any_of([of(column[index]) for column in expr.rates])
        part = _part(amount, _edge(band.low, base, of), _edge(band.high, base, of))
        total = intervals.add(total, intervals.multiply(part, rate))
        rates.append(rate)
    whole = _whole_amount(expr, amount, _edge(expr.bands[0].low, base, of), rates)
    return total if whole is None else intervals.intersection(total, whole)


def _whole_amount(
    expr: Marginal, amount: Bounds, start: Bounds | None, rates: list[Bounds]
) -> Bounds | None:
    """The amount above the first edge at any of the rates; known to bound the sum only where
    the bands are known to adjoin."""
    ends = [edge.at for band in expr.bands for edge in (band.low, band.high)]
    if start is None or not all(end is None or isinstance(end, Const) for end in ends):
        return None
    part = _part(amount, start, None)
    product = intervals.multiply(part, intervals.any_of([*rates, NEVER]))
    return Bounds(product.low, product.high)


def _part(amount: Bounds, low: Bounds | None, high: Bounds | None) -> Bounds:
    part = amount if high is None else intervals.least([amount, high])
    return part if low is None else intervals.greatest([intervals.subtract(part, low), NEVER])


def _edge(edge: Edge, base: Bounds, of: Callable[[Expr], Bounds]) -> Bounds | None:
    return None if edge.at is None else intervals.multiply(of(edge.at), base)


def _positive(base: Bounds) -> Bounds:
    low = Fraction(0) if base.low is None else max(base.low, Fraction(0))
    high = None if base.high is None else max(base.high, Fraction(0))
    return Bounds(low, high, base.denominator)
