"""What the six comparisons share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import Logic, Number, Truth, strict_term
from jiangzhi.formula.types.intervals import ALWAYS, EITHER, NEVER, point_of, subtract
from jiangzhi.formula.types.kleene import same, strict
from jiangzhi.formula.types.types import FLAG, Type
from jiangzhi.formula.types.value import Bounds
from jiangzhi.formula.typing.typerules import unify_ordered, want_comparable


def below(one: Bounds, other: Bounds) -> bool:
    """Every value of the one is less than every value of the other."""
    return one.high is not None and other.low is not None and one.high < other.low


def not_above(one: Bounds, other: Bounds) -> bool:
    """No value of the one is greater than any value of the other."""
    return one.high is not None and other.low is not None and one.high <= other.low


def equality_bounds(one: Bounds, other: Bounds) -> Bounds:
    """Whether two values are equal, as far as their bounds tell."""
    if below(one, other) or below(other, one):
        return NEVER
    at = point_of(one)
    return ALWAYS if at is not None and at == point_of(other) else EITHER


def ordering(
    name: str,
    *,
    holds: Callable[[Fraction, Fraction], bool],
    term: Callable[[Logic, Number, Number], Truth],
    always: Callable[[Bounds, Bounds], bool],
    never: Callable[[Bounds, Bounds], bool],
) -> Function:
    """A comparison of what has an order. ``always`` and ``never`` decide it on bounds."""

    def result(types: Sequence[Type]) -> Type:
        want_comparable(types[0], types[1])
        unify_ordered(types)
        return FLAG

    def bounds(of: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
        if always(*of):
            return ALWAYS
        return NEVER if never(*of) else EITHER

    return Function(
        name=name,
        aliases=(),
        arity=(2, 2),
        result=result,
        exact=strict(lambda values: holds(values[0], values[1])),
        bounds=bounds,
        term=strict_term(lambda logic, of, types: term(logic, of[0], of[1])),
    )


def equality(name: str, *, equal: bool) -> Function:
    """Whether two values are equal, or differ."""

    def result(types: Sequence[Type]) -> Type:
        want_comparable(types[0], types[1])
        return FLAG

    def bounds(of: Sequence[Bounds], types: Sequence[Type]) -> Bounds:
        holds = equality_bounds(of[0], of[1])
        return holds if equal else subtract(ALWAYS, holds)

    return Function(
        name=name,
        aliases=(),
        arity=(2, 2),
        result=result,
        exact=strict(lambda values: same(values[0], values[1]) is equal),
        bounds=bounds,
        term=strict_term(
            lambda logic, of, types: (
                logic.same(of[0], of[1]) if equal else logic.no(logic.same(of[0], of[1]))
            )
        ),
    )
