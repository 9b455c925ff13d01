"""The values of one input at which a condition of the plan turns, found by exact arithmetic.

Between two evaluations the difference of a comparison's two sides is taken to be a straight
line; where it crosses zero is a value worth trying. The guesses decide nothing: they are
evaluated like any other value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.reading import reader
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Expr
from jiangzhi.plan.model import Plan, RuleStep
from jiangzhi.policy.reads import parts_of

_COMPARISONS: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})


#: A value of the input, and the outcome with it.
Point = tuple[Fraction, Outcome]


def crossings(
    comparisons: Sequence[Call], before: Point, after: Point, level: str, row: int
) -> set[Fraction]:
    """Values above the first point's at which a comparison on the row, if it is linear in the
    input, is an equality."""
    (low, one_outcome), (high, other_outcome) = before, after
    one_read, other_read = reader(one_outcome, level, row), reader(other_outcome, level, row)
    found: set[Fraction] = set()
    for comparison in comparisons:
        one, other = _gap(comparison, one_read), _gap(comparison, other_read)
        if one is not None and other is not None and one != other:
            found.add(low + (high - low) * one / (one - other))
    return {value for value in found if value > low}


def comparisons_on(plan: Plan, level: str) -> tuple[Call, ...]:
    """All comparisons in the rules of a level."""
    return tuple(
        comparison
        for step in plan.steps
        if isinstance(step, RuleStep) and step.head.level == level
        for case in step.cases
        for expr in (*case.guards, case.value)
        for comparison in _comparisons(expr)
    )


def _comparisons(expr: Expr) -> Iterator[Call]:
    if isinstance(expr, Call) and expr.function in _COMPARISONS:
        yield expr
    for part in parts_of(expr):
        yield from _comparisons(part)


def _gap(comparison: Call, read: Reader) -> Fraction | None:
    one, other = (value_of(arg, read) for arg in comparison.args)
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one - other
    return None
