"""Which names an expression or a quantity reads."""

from __future__ import annotations

from collections.abc import Iterator

from jiangzhi.formula.expr import (
    Aggregate,
    Call,
    Const,
    Expr,
    Lookup,
    Marginal,
    Prior,
    Rank,
    Read,
)
from jiangzhi.policy.model import Allocation, Quantity, Rules


def parts_of(expr: Expr) -> Iterator[Expr]:
    """The expressions directly inside an expression."""
    if isinstance(expr, Const | Read):
        return
    if isinstance(expr, Call):
        yield from expr.args
    elif isinstance(expr, Marginal):
        yield expr.amount
        yield from (part for part in (expr.base, expr.selector) if part is not None)
        for band in expr.bands:
            yield from (e.at for e in (band.low, band.high) if e.at is not None)
        for column in expr.rates:
            yield from column
    elif isinstance(expr, Aggregate):
        yield expr.element
        yield from (part for part in (expr.where, expr.k) if part is not None)
        yield from (part for match in expr.matches for part in (match.theirs, match.own))
    elif isinstance(expr, Rank):
        yield expr.value
        if expr.where is not None:
            yield expr.where
    elif isinstance(expr, Lookup):
        yield expr.selector
    elif isinstance(expr, Prior) and expr.instead is not None:
        yield expr.instead


def names_read(expr: Expr) -> set[str]:
    """All names read in an expression, tables and last year's quantities included."""
    names = {name for part in parts_of(expr) for name in names_read(part)}
    if isinstance(expr, Read | Prior):
        names.add(expr.name)
    elif isinstance(expr, Marginal | Lookup):
        names.add(expr.table)
    return names


def tables_read_in_bands(expr: Expr) -> set[str]:
    """The scales that 超额累进 uses in an expression."""
    names = {name for part in parts_of(expr) for name in tables_read_in_bands(part)}
    return names | {expr.table} if isinstance(expr, Marginal) else names


def expressions_of(quantity: Quantity) -> list[Expr]:
    """All expressions that define a quantity."""
    definition = quantity.definition
    if isinstance(definition, Rules):
        cases = [*definition.cases, *([definition.otherwise] if definition.otherwise else [])]
        return [expr for case in cases for expr in (*case.guards, case.value)]
    if isinstance(definition, Allocation):
        optional = (definition.takes_part, definition.cap, definition.floor, definition.tier)
        return [definition.claim, definition.pool, *(e for e in optional if e is not None)]
    return [definition.amount, *definition.weights]


def names_read_by(quantity: Quantity) -> set[str]:
    """All names that a quantity's definition reads."""
    return {name for expr in expressions_of(quantity) for name in names_read(expr)}
