"""Guarded rules and table rows: which of them apply, and the value they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.evaluate.exact.compiled import compiled
from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.formula.types.value import State, Unknown, Value, worst
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
    - all that are collected: all that hold; none is the otherwise, or for a sum 0. Any that
      might hold leaves the value unknown.

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


class ReadyRules:
    """A rule step made ready to be evaluated on many rows."""

    def __init__(self, step: RuleStep) -> None:
        last = () if step.otherwise is None else (step.otherwise,)
        self.step = step
        self._hit, self._rounding = step.hit, step.rounding
        self._otherwise = bool(last)
        self._guards = tuple(tuple(map(compiled, case.guards)) for case in step.cases)
        self._values = tuple(compiled(case.value) for case in (*step.cases, *last))
        self._always = Decision((0,)) if self._guards == ((),) else None

    def truth(self, case: int, read: Reader) -> Value:
        """Whether all guards of a case hold."""
        return all_hold([guard(read) for guard in self._guards[case]])

    def decide(self, truths: Sequence[Value]) -> Decision:
        """Which cases apply, from whether each holds."""
        return decide(truths, self._hit, otherwise=self._otherwise)

    def value(self, decision: Decision, read: Reader) -> tuple[Value, int]:
        """The step's value under a decision, rounded as the step says, and the case that gave
        it (``NO_CASE`` where none did, or where several are summed)."""
        if decision.unknown is not None:
            return decision.unknown, NO_CASE
        values = [self._values[index](read) for index in decision.applies]
        if self._hit.collects:
            return rounded(collected(self._hit, values), self._rounding), NO_CASE
        return rounded(values[0], self._rounding), decision.applies[0]

    def evaluate(self, read: Reader) -> tuple[Value, int]:
        """The step's value as seen from one row, and the case that gave it."""
        if self._always is not None:
            return self.value(self._always, read)
        truths = [self.truth(case, read) for case in range(len(self._guards))]
        return self.value(self.decide(truths), read)


def rounded(value: Value, rounding: Rounding | None) -> Value:
    """The value in whole units of the rounding, where there is one."""
    if rounding is None or not isinstance(value, Fraction):
        return value
    return rounding.apply(value)


def collected(hit: Hit, values: Sequence[Value]) -> Value:
    """What the values of all rules that apply give together: their sum, the greatest or least
    of them, or the texts one after the other. Any that is unknown makes it unknown."""
    if hit is Hit.SUM:
        return _total(values)
    unknown = worst(values)
    if unknown is not None:
        return unknown
    if hit is Hit.LISTED:
        return "、".join(text for text in values if isinstance(text, str))
    pick = max if hit is Hit.GREATEST else min
    dates = [value for value in values if isinstance(value, date)]
    if dates:
        return pick(dates)
    return pick(value for value in values if isinstance(value, Fraction))


def _total(values: Sequence[Value]) -> Value:
    total = Fraction(0)
    for value in values:
        if isinstance(value, Fraction):
            total += value
    unknown = worst(values)
    return total if unknown is None else unknown
