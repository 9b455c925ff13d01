"""The alphabet in which a function tells a solver what it means.

A function states its ``term`` over the operations of a ``Logic``; which solver carries them out
is known to the stage ``prove`` alone. Numbers are exact: money in 分, a date its ordinal number,
a word the number of the word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, assert_never

from jiangzhi.formula.types.types import Type
from jiangzhi.rounding import Mode

#: A solver's own number or truth; Python's ``True`` and ``False`` are truths too.
Number = Any
Truth = Any


class Logic(Protocol):
    """What a solver can say."""

    def number(self, value: Fraction | int) -> Number:
        """A number that is known."""

    def add(self, terms: Sequence[Number]) -> Number:
        """The sum."""

    def times(self, one: Number, other: Number) -> Number:
        """The product."""

    def divided(self, one: Number, other: Number) -> Number:
        """The quotient; anything where the divisor is zero."""

    def floor(self, term: Number) -> Number:
        """The greatest whole number that is not above."""

    def less(self, one: Number, other: Number) -> Truth:
        """Whether the one is below the other."""

    def same(self, one: Number, other: Number) -> Truth:
        """Whether two numbers, or two truths, are equal."""

    def every(self, truths: Sequence[Truth]) -> Truth:
        """Whether all are so."""

    def some(self, truths: Sequence[Truth]) -> Truth:
        """Whether one is so."""

    def no(self, truth: Truth) -> Truth:
        """Whether it is not so."""

    def choose(self, truth: Truth, then: Any, otherwise: Any) -> Any:
        """The one where it is so, else the other."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A value that is not yet any: its ``term``, whether it is ``known``, and where it is not,
    whether it is ``missing`` (else it failed)."""

    term: Any
    known: Truth = True
    missing: Truth = False


Term = Callable[[Logic, Sequence[Symbol], Sequence[Type]], Symbol]


def strict_term(of: Callable[[Logic, Sequence[Any], Sequence[Type]], Any]) -> Term:
    """A function of known values: any unknown makes it unknown, as ``kleene.strict`` does."""

    def term(logic: Logic, symbols: Sequence[Symbol], types: Sequence[Type]) -> Symbol:
        found = of(logic, [symbol.term for symbol in symbols], types)
        return all_known(logic, symbols, found)

    return term


def partial_term(of: Callable[[Logic, Sequence[Any], Sequence[Type]], tuple[Any, Truth]]) -> Term:
    """A function that fails where the second of what ``of`` gives is not so."""

    def term(logic: Logic, symbols: Sequence[Symbol], types: Sequence[Type]) -> Symbol:
        found, defined = of(logic, [symbol.term for symbol in symbols], types)
        whole = all_known(logic, symbols, found)
        known = logic.every([whole.known, defined])
        missing = whole.missing
        return Symbol(found, known, missing)

    return term


def all_known(logic: Logic, symbols: Sequence[Symbol], found: Any) -> Symbol:
    """A value made of others: failed where one failed, else missing where one is missing."""
    known = logic.every([symbol.known for symbol in symbols])
    failed = logic.some(
        [logic.no(logic.some([symbol.known, symbol.missing])) for symbol in symbols]
    )
    missing = logic.every([logic.no(known), logic.no(failed)])
    return Symbol(found, known, missing)


def chosen(logic: Logic, condition: Symbol, then: Symbol, otherwise: Symbol) -> Symbol:
    """The value of the branch that is taken; as unknown as the condition where that is."""
    term = logic.choose(condition.term, then.term, otherwise.term)
    branch_known = logic.choose(condition.term, then.known, otherwise.known)
    branch_missing = logic.choose(condition.term, then.missing, otherwise.missing)
    known = logic.every([condition.known, branch_known])
    missing = logic.choose(condition.known, branch_missing, condition.missing)
    return Symbol(term, known, missing)


def least(logic: Logic, terms: Sequence[Number]) -> Number:
    """The least of several."""
    found = terms[0]
    for term in terms[1:]:
        found = logic.choose(logic.less(term, found), term, found)
    return found


def greatest(logic: Logic, terms: Sequence[Number]) -> Number:
    """The greatest of several."""
    found = terms[0]
    for term in terms[1:]:
        found = logic.choose(logic.less(found, term), term, found)
    return found


def negated(logic: Logic, term: Number) -> Number:
    """The number with the other sign."""
    return logic.times(logic.number(-1), term)


def conjunction(logic: Logic, symbols: Sequence[Symbol]) -> Symbol:
    """AND: false where one is known to be false, however little is known of the others."""
    refuted = logic.some([logic.every([s.known, logic.no(s.term)]) for s in symbols])
    whole = all_known(logic, symbols, logic.every([s.term for s in symbols]))
    return Symbol(
        logic.every([logic.no(refuted), whole.term]),
        logic.some([refuted, whole.known]),
        logic.every([logic.no(refuted), whole.missing]),
    )


def opposite(logic: Logic, symbol: Symbol) -> Symbol:
    """NOT."""
    return Symbol(logic.no(symbol.term), symbol.known, symbol.missing)


def disjunction(logic: Logic, symbols: Sequence[Symbol]) -> Symbol:
    """OR: true where one is known to be true, however little is known of the others."""
    return opposite(logic, conjunction(logic, [opposite(logic, one) for one in symbols]))


def whole_term(logic: Logic, term: Number, mode: Mode) -> Number:
    """A number as a whole one, as ``rounding.to_whole`` makes it."""
    minus, zero = logic.number(-1), logic.number(0)
    size = logic.choose(logic.less(term, zero), logic.times(minus, term), term)
    match mode:
        case Mode.HALF_AWAY:
            whole = logic.floor(logic.add([size, logic.number(Fraction(1, 2))]))
        case Mode.TOWARD_ZERO:
            whole = logic.floor(size)
        case Mode.AWAY_FROM_ZERO:
            whole = logic.times(minus, logic.floor(logic.times(minus, size)))
        case Mode.HALF_EVEN:
            half, two = logic.number(Fraction(1, 2)), logic.number(2)
            above = logic.add([size, half])
            whole = logic.floor(above)
            even = logic.times(two, logic.floor(logic.times(half, whole)))
            tied = logic.every([logic.same(whole, above), logic.no(logic.same(whole, even))])
            whole = logic.choose(tied, logic.add([whole, minus]), whole)
        case _:
            assert_never(mode)
    return logic.choose(logic.less(term, zero), logic.times(minus, whole), whole)


def is_day(logic: Logic, term: Number) -> Truth:
    """Whether a number is that of a day of the calendar."""
    last = logic.number(date.max.toordinal())
    whole = logic.same(logic.floor(term), term)
    return logic.every([whole, logic.less(logic.number(0), term), logic.no(logic.less(last, term))])
