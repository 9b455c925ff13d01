"""One entity of every level of a plan, its inputs unknown: what each step comes to.

A step that looks at several rows (totals, ranks, pools) is any value that its contract allows, so
that what is proved holds for any number of towns. In a ``single`` world it is what it comes to
where there is one row of each level: that is where a refutation is looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.formula.expr import Call, Const, Expr, Marginal, Read
from jiangzhi.formula.logic import Symbol, Truth, all_known, greatest, least
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import WORDS, Kind, Type
from jiangzhi.plan.model import InputStep, Plan
from jiangzhi.policy.model import Interval
from jiangzhi.prove.solver import Solver
from jiangzhi.prove.worlds.vocabulary import Vocabulary
from jiangzhi.words import Words

#: Inputs that may have decimals, and how many a town is given that refutes something.
DECIMAL: Final = frozenset({Kind.NUMBER, Kind.RATE})
DECIMALS: Final = 4


@dataclass(slots=True)
class World:
    """The symbols of all steps by name, what is known of them, and the steps whose meaning is
    not followed but taken for any value (``opaque``, with why). Where there is another world
    ``beside`` it, only the steps ``apart`` differ."""

    plan: Plan
    solver: Solver
    vocabulary: Vocabulary
    single: bool
    label: str = ""
    beside: World | None = None
    apart: frozenset[str] = frozenset()
    symbols: dict[str, Symbol] = field(default_factory=dict)
    known: list[Truth] = field(default_factory=list)
    opaque: dict[str, Words] = field(default_factory=dict)

    def read(self, name: str) -> Symbol:
        """A step that comes earlier."""
        return self.symbols[name]

    def any_value(self, name: str, kind: Type, *, whole: bool | None = None) -> Symbol:
        """Some value of a type, of which nothing more is known."""
        solver, called = self.solver, f"{name}{self.label}"
        if kind.kind is Kind.FLAG:
            return Symbol(solver.unknown_truth(called))
        if whole is None:
            whole = kind.kind in (Kind.MONEY, Kind.COUNT, Kind.DATE) or kind.kind in WORDS
        term = solver.unknown(called, whole=whole)
        if kind.choices:
            words = [self.vocabulary.term_of(word) for word in kind.choices]
            self.known.append(solver.some([solver.same(term, word) for word in words]))
        elif kind.kind in WORDS:
            self.known.append(solver.no(solver.less(term, Fraction(0))))
        elif kind.kind is Kind.DATE:
            self._within(term, Interval(date(1900, 1, 1), True, date(2199, 12, 31), True))
        return Symbol(term)

    def given(self, step: InputStep) -> Symbol:
        """An input that is filled in, within its declared range."""
        symbol = self.any_value(step.head.name, step.head.type)
        if self.single and step.head.type.kind in DECIMAL:
            # a town is written with decimals that end
            counted = self.solver.unknown(f"{step.head.name}{self.label}", whole=True)
            symbol = Symbol(self.solver.divided(counted, Fraction(10**DECIMALS)))
        self._within(symbol.term, step.input.range)
        return symbol

    def _within(self, term: object, interval: Interval) -> None:
        solver = self.solver
        if interval.low is not None:
            low = self.vocabulary.term_of(interval.low)
            below = solver.less(term, low)
            on = False if interval.low_closed else solver.same(term, low)
            self.known.append(solver.no(solver.some([below, on])))
        if interval.high is not None:
            high = self.vocabulary.term_of(interval.high)
            above = solver.less(high, term)
            on = False if interval.high_closed else solver.same(term, high)
            self.known.append(solver.no(solver.some([above, on])))

    def value(self, expr: Expr) -> Symbol:
        """An expression as the entity sees it."""
        match expr:
            case Const():
                return Symbol(self.vocabulary.term_of(expr.value))
            case Read():
                return self.read(expr.name)
            case Call():
                return self._call(expr)
            case Marginal():
                return self._marginal(expr)
            case _:
                raise TypeError(f"{type(expr).__name__} is no expression of a plan")

    def _call(self, call: Call) -> Symbol:
        symbols = [self.value(arg) for arg in call.args]
        types = [arg.type for arg in call.args]
        term = FUNCTIONS[call.function].term
        if term is not None:
            return term(self.solver, symbols, types)
        self.opaque.setdefault(call.function, Words(call.function, call.function))
        found = self.any_value(f"{call.function}·{len(self.known)}·{id(call)}", call.type)
        return all_known(self.solver, symbols, found.term)

    def _marginal(self, expr: Marginal) -> Symbol:
        """The sum over the bands, of the column that the selector takes."""
        solver = self.solver
        amount = self.value(expr.amount)
        base = Symbol(Fraction(1)) if expr.base is None else self.value(expr.base)
        column = None if expr.selector is None else self.value(expr.selector)
        needs, parts = [amount, base, *([column] if column else [])], []
        for index, band in enumerate(expr.bands):
            ends = [None if e.at is None else self.value(e.at) for e in (band.low, band.high)]
            low, high = (None if e is None else solver.times(e.term, base.term) for e in ends)
            needs.extend(end for end in ends if end is not None)
            part = amount.term if high is None else least(solver, [amount.term, high])
            if low is not None:
                minus = solver.times(Fraction(-1), low)
                part = greatest(solver, [solver.add([part, minus]), Fraction(0)])
            rate = self._rate(expr, index, column)
            needs.append(rate)
            parts.append(solver.times(part, rate.term))
        whole = all_known(solver, needs, solver.add(parts))
        positive = solver.less(Fraction(0), base.term)
        return Symbol(whole.term, solver.every([whole.known, positive]), whole.missing)

    def _rate(self, expr: Marginal, band: int, column: Symbol | None) -> Symbol:
        if column is None:
            return self.value(expr.rates[0][band])
        solver = self.solver
        found = Symbol(Fraction(0), known=False)
        for word, rates in zip(expr.columns, expr.rates, strict=True):
            taken = solver.same(column.term, self.vocabulary.term_of(word))
            rate = self.value(rates[band])
            found = Symbol(
                solver.choose(taken, rate.term, found.term),
                solver.choose(taken, rate.known, found.known),
            )
        return found


def cone_of(plan: Plan, names: Mapping[str, object] | set[str]) -> set[str]:
    """The steps that rest on any of the named ones, and these."""
    found = set(names)
    for step in plan.steps:
        if found & set(step.head.needs):
            found.add(step.head.name)
    return found


def support_of(plan: Plan, names: set[str]) -> set[str]:
    """The steps that the named ones rest on, and these."""
    found = set(names)
    for step in reversed(plan.steps):
        if step.head.name in found:
            found.update(step.head.needs)
    return found
