"""Guarded rules and table rows: which of them apply, and the value they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.value import State, Unknown, Value, worst
from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.model import Hit
from jiangzhi.rounding import Rounding

#: No single case decided.
NO_CASE: Final = -1


@dataclass(frozen=True, slots=True)
class Decision:
    """The cases that apply, by index; ``len(cases)`` is the otherwise.

    ``unknown`` stands in place of the value where the guards do not decide; ``applies`` then
    holds the cases that are known to apply all the same.
    """

    applies: tuple[int, ...]
    unknown: Unknown | None = None


def all_hold(truths: Iterable[Value]) -> Value:
    """Whether all guards hold: one that is false decides, otherwise an unknown one does."""
    found: Unknown | None = None
    for truth in truths:
        if truth is False:
            return False
        if isinstance(truth, Unknown) and (found is None or truth.state > found.state):
            found = truth
    return True if found is None else found


def decide(truths: Sequence[Value], hit: Hit, *, otherwise: bool) -> Decision:
    """Which cases apply, from whether the guards of each hold.

    - unique: two that hold fail whatever the rest may be; otherwise one that might still
      hold leaves the value unknown; none is the otherwise, or fails.
    - first: the first that holds, unless one before it might hold.
    - sum: all that hold; none is the otherwise, or the sum 0. Any that might hold leaves
      the value unknown.

    An unknown decision takes the worst state of those that might hold.
    """
    holding = tuple(i for i, truth in enumerate(truths) if truth is True)
    if hit is Hit.FIRST:
        before = truths[: holding[0]] if holding else truths
        unknown, holding = worst(before), holding[:1]
    elif hit is Hit.UNIQUE and len(holding) > 1:
        return Decision(holding, Unknown(State.TWO_RULES))
    else:
        unknown = worst(truths)
    if unknown is not None:
        return Decision(holding, unknown)
    if holding:
        return Decision(holding)
    if otherwise:
        return Decision((len(truths),))
    return Decision((), None if hit is Hit.SUM else Unknown(State.NO_RULE))


def value_by(step: RuleStep, decision: Decision, read: Reader) -> tuple[Value, int]:
    """The step's value under a decision, rounded as the step says, and the case that gave it
    (``NO_CASE`` where none did, or where several are summed)."""
    if decision.unknown is not None:
        return decision.unknown, NO_CASE
    values = [value_of(_expr(step, index), read) for index in decision.applies]
    if step.hit is Hit.SUM:
        return rounded(_total(values), step.rounding), NO_CASE
    return rounded(values[0], step.rounding), decision.applies[0]


def rule_value(step: RuleStep, read: Reader) -> tuple[Value, int]:
    """The step's value as seen from one row, and the case that gave it."""
    truths = [all_hold(value_of(guard, read) for guard in case.guards) for case in step.cases]
    return value_by(step, decide(truths, step.hit, otherwise=step.otherwise is not None), read)


def rounded(value: Value, rounding: Rounding | None) -> Value:
    """The value in whole units of the rounding, where there is one."""
    if rounding is None or not isinstance(value, Fraction):
        return value
    return rounding.apply(value)


def _expr(step: RuleStep, index: int) -> Expr:
    if index < len(step.cases):
        return step.cases[index].value
    assert step.otherwise is not None
    return step.otherwise.value


def _total(values: Sequence[Value]) -> Value:
    total = Fraction(0)
    for value in values:
        if isinstance(value, Fraction):
            total += value
    unknown = worst(values)
    return total if unknown is None else unknown
