"""The values of one input at which a condition of the plan turns, found by exact arithmetic.

Between two evaluations the difference of a comparison's two sides is taken to be a straight
line; where it crosses zero is a value worth trying. The guesses decide nothing: they are
evaluated like any other value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.evaluate.exact.compiled import Ready, compiled
from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.formula.expr import Call, Expr
from jiangzhi.formula.shape import shape_of
from jiangzhi.plan.model import Plan, RuleStep
from jiangzhi.policy.names.reads import parts_of

_COMPARISONS: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})


#: The two sides of a comparison.
Comparison = tuple[Ready, Ready]
#: The difference of the two sides of each comparison; ``None`` where one is no known number.
Gaps = Sequence[Fraction | None]


def gaps(comparisons: Sequence[Comparison], read: Reader) -> Gaps:
    """How far each comparison is from turning, as one row reads its sides."""
    return [_gap(comparison, read) for comparison in comparisons]


def crossings(low: Fraction, before: Gaps, high: Fraction, after: Gaps) -> set[Fraction]:
    """Values of the input above ``low`` at which a comparison, if it is linear in the input, is
    an equality: from how far it is from turning with ``low`` and with ``high``."""
    found: set[Fraction] = set()
    for one, other in zip(before, after, strict=True):
        if one is not None and other is not None and one != other:
            found.add(low + (high - low) * one / (one - other))
    return {value for value in found if value > low}


def comparisons_on(plan: Plan, level: str) -> tuple[Comparison, ...]:
    """Both sides of all comparisons in the rules of a level, each once."""
    found = (
        comparison
        for step in plan.steps
        if isinstance(step, RuleStep) and step.head.level == level
        for case in step.cases
        for expr in (*case.guards, case.value)
        for comparison in _comparisons(expr)
    )
    distinct = {tuple(map(shape_of, one.args)): one for one in found}
    return tuple((compiled(one.args[0]), compiled(one.args[1])) for one in distinct.values())


def _comparisons(expr: Expr) -> Iterator[Call]:
    if isinstance(expr, Call) and expr.function in _COMPARISONS:
        yield expr
    for part in parts_of(expr):
        yield from _comparisons(part)


def _gap(comparison: Comparison, read: Reader) -> Fraction | None:
    one, other = (side(read) for side in comparison)
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one - other
    return None
