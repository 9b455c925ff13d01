"""The solver, behind one small module: exact numbers, truths, and a time limit.

What is known before any solving is simplified here, in Python: most of a plan is constants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import z3

from jiangzhi.formula.logic import Number, Truth

Answer = Literal["yes", "no", "open"]


@dataclass(frozen=True, slots=True)
class Solved:
    """Whether what was asked can be (``yes`` with a model, ``no``, or ``open`` when the time or
    the solver's means ran out)."""

    answer: Answer
    model: Any = None
    reason: str = ""

    def number(self, term: Number) -> Fraction | None:
        """A number's value in the model; ``None`` where it is no fraction."""
        if isinstance(term, Fraction):
            return term
        value = self.model.eval(term, model_completion=True)
        if z3.is_int_value(value):
            return Fraction(value.as_long())
        if z3.is_rational_value(value):
            return Fraction(value.numerator_as_long(), value.denominator_as_long())
        return None

    def truth(self, term: Truth) -> bool:
        """Whether a truth holds in the model."""
        if isinstance(term, bool):
            return term
        return bool(z3.is_true(self.model.eval(term, model_completion=True)))


class Solver:
    """The ``Logic`` of formulas over z3. Numbers that are known stay fractions.

    Each has a context of its own: what was asked before in the process changes no answer.
    """

    def __init__(self) -> None:
        self._context = z3.Context()

    def number(self, value: Fraction | int) -> Number:
        """A number that is known."""
        return Fraction(value)

    def unknown(self, name: str, *, whole: bool) -> Number:
        """Any number, or any whole number."""
        return z3.ToReal(z3.Int(name, self._context)) if whole else z3.Real(name, self._context)

    def unknown_truth(self, name: str) -> Truth:
        """Any truth."""
        return z3.Bool(name, self._context)

    def add(self, terms: Sequence[Number]) -> Number:
        """The sum."""
        known = sum((term for term in terms if isinstance(term, Fraction)), Fraction(0))
        others = [term for term in terms if not isinstance(term, Fraction)]
        if not others:
            return known
        if known:
            others.append(self._real(known))
        return z3.Sum(others) if len(others) > 1 else others[0]

    def times(self, one: Number, other: Number) -> Number:
        """The product."""
        for known, factor in ((one, other), (other, one)):
            if isinstance(known, Fraction):
                if isinstance(factor, Fraction):
                    return known * factor
                if known in (0, 1):
                    return factor if known else Fraction(0)
        return self._real(one) * self._real(other)

    def divided(self, one: Number, other: Number) -> Number:
        """The quotient; anything where the divisor is zero."""
        if isinstance(other, Fraction):
            return self.times(one, 1 / other) if other else Fraction(0)
        return self._real(one) / self._real(other)

    def floor(self, term: Number) -> Number:
        """The greatest whole number that is not above."""
        if isinstance(term, Fraction):
            return Fraction(term.numerator // term.denominator)
        return z3.ToReal(z3.ToInt(self._real(term)))

    def less(self, one: Number, other: Number) -> Truth:
        """Whether the one is below the other."""
        if isinstance(one, Fraction) and isinstance(other, Fraction):
            return one < other
        return self._real(one) < self._real(other)

    def same(self, one: Any, other: Any) -> Truth:
        """Whether two numbers, or two truths, are equal."""
        if isinstance(one, bool | Fraction) and isinstance(other, bool | Fraction):
            return one == other
        if isinstance(one, bool) or isinstance(other, bool) or z3.is_bool(one):
            return self._truth(one) == self._truth(other)
        return self._real(one) == self._real(other)

    def every(self, truths: Sequence[Truth]) -> Truth:
        """Whether all are so."""
        if any(truth is False for truth in truths):
            return False
        open_ones = [truth for truth in truths if truth is not True]
        if not open_ones:
            return True
        return open_ones[0] if len(open_ones) == 1 else z3.And(*open_ones)

    def some(self, truths: Sequence[Truth]) -> Truth:
        """Whether one is so."""
        if any(truth is True for truth in truths):
            return True
        open_ones = [truth for truth in truths if truth is not False]
        if not open_ones:
            return False
        return open_ones[0] if len(open_ones) == 1 else z3.Or(*open_ones)

    def no(self, truth: Truth) -> Truth:
        """Whether it is not so."""
        return not truth if isinstance(truth, bool) else z3.Not(truth)

    def choose(self, truth: Truth, then: Any, otherwise: Any) -> Any:
        """The one where it is so, else the other."""
        if isinstance(truth, bool):
            return then if truth else otherwise
        if (
            isinstance(then, bool | Fraction)
            and then == otherwise
            and type(then) is type(otherwise)
        ):
            return then
        if isinstance(then, bool) or isinstance(otherwise, bool) or z3.is_bool(then):
            return z3.If(truth, self._truth(then), self._truth(otherwise))
        return z3.If(truth, self._real(then), self._real(otherwise))

    def solve(self, asked: Sequence[Truth], *, effort: int) -> Solved:
        """Whether all that is asked can be at once. ``effort`` bounds the work in the solver's own
        units, so that a verdict does not depend on how fast the machine is."""
        whole = self.every(asked)
        if isinstance(whole, bool) and not whole:
            return Solved("no")
        reason = ""
        # Each way decides what the other gives up on, in either order.
        for solver in (z3.SolverFor("AUFLIRA", self._context), z3.Solver(ctx=self._context)):
            solver.set("rlimit", effort)
            solver.set("random_seed", 7)
            solver.add(self._truth(whole))
            answer = solver.check()
            if answer == z3.sat:
                return Solved("yes", solver.model())
            if answer == z3.unsat:
                return Solved("no")
            reason = str(solver.reason_unknown())
        return Solved("open", reason=reason)

    def _real(self, term: Number) -> Any:
        if isinstance(term, Fraction):
            return z3.Q(term.numerator, term.denominator, self._context)
        return term

    def _truth(self, term: Truth) -> Any:
        return z3.BoolVal(term, self._context) if isinstance(term, bool) else term
