"""Conditions as alternatives of conjunctions over atoms, for a network that knows nothing else.

An atom is a condition without AND, OR and NOT: a comparison, a flag, any other function. Its
truth enters the network as a number: -1 false, 0 unknown, 1 true. Two questions are asked of
a condition: does it hold for sure, and might it hold? Kleene's logic answers both by
alternatives: a conjunction might hold where each part might, a disjunction where one might.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from jiangzhi.evaluate.firing.adapter import Operator
from jiangzhi.formula.expr import Call, Const, Expr
from jiangzhi.formula.shape import shape_of
from jiangzhi.formula.types.value import Unknown, Value

#: Beyond these a condition becomes an atom as a whole.
MOST_ALTERNATIVES: Final = 8
MOST_LITERALS: Final = 24

#: Half of the comparisons are the other half denied, so that both share an atom.
_DENIED: Final[Mapping[str, str]] = {"lt": "ge", "le": "gt", "ne": "eq"}
_ASKED: Final[Mapping[tuple[bool, bool], Operator]] = {
    (True, True): ">",
    (False, True): "<",
    (True, False): ">=",
    (False, False): "<=",
}

#: An atom by its number, and how its truth must compare with 0.
Literal = tuple[int, Operator]
Clause = tuple[Literal, ...]


class Atoms:
    """The atoms met so far, each once, numbered from 0."""

    def __init__(self) -> None:
        self.exprs: list[Expr] = []
        self._numbers: dict[object, int] = {}

    def number(self, expr: Expr) -> int:
        """The number of an atom; the same for expressions that compute the same."""
        number = self._numbers.setdefault(shape_of(expr), len(self.exprs))
        if number == len(self.exprs):
            self.exprs.append(expr)
        return number


class TooWide(Exception):
    """A condition has more alternatives, or longer ones, than a network should hold."""


def clauses_of(conditions: Sequence[Expr], atoms: Atoms, *, sure: bool) -> tuple[Clause, ...]:
    """The alternatives under which all conditions hold for sure, or might hold.

    Raises ``TooWide``.
    """
    return _all(conditions, atoms, holds=True, sure=sure)


def code_of(truth: Value) -> int:
    """An atom's truth as the network knows it. Raises ``TypeError`` for what is no truth."""
    if truth is True:
        return 1
    if truth is False:
        return -1
    if isinstance(truth, Unknown):
        return 0
    raise TypeError(f"{truth!r} is no truth")


def _clauses(expr: Expr, atoms: Atoms, *, holds: bool, sure: bool) -> tuple[Clause, ...]:
    if isinstance(expr, Const):
        return ((),) if (expr.value is True) == holds else ()
    if isinstance(expr, Call):
        if expr.function == "NOT":
            return _clauses(expr.args[0], atoms, holds=not holds, sure=sure)
        if expr.function in _DENIED:
            atom = replace(expr, function=_DENIED[expr.function])
            return (((atoms.number(atom), _ASKED[not holds, sure]),),)
        if expr.function in ("AND", "OR"):
            join = _all if (expr.function == "AND") == holds else _any
            return join(expr.args, atoms, holds=holds, sure=sure)
    return (((atoms.number(expr), _ASKED[holds, sure]),),)


def _any(parts: Sequence[Expr], atoms: Atoms, *, holds: bool, sure: bool) -> tuple[Clause, ...]:
    return _bounded(
        [clause for part in parts for clause in _clauses(part, atoms, holds=holds, sure=sure)]
    )


def _all(parts: Sequence[Expr], atoms: Atoms, *, holds: bool, sure: bool) -> tuple[Clause, ...]:
    found: tuple[Clause, ...] = ((),)
    for part in parts:
        further = _clauses(part, atoms, holds=holds, sure=sure)
        found = _bounded([(*one, *other) for one, other in product(found, further)])
    return found


def _bounded(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    distinct = tuple(dict.fromkeys(tuple(dict.fromkeys(clause)) for clause in clauses))
    if len(distinct) > MOST_ALTERNATIVES or any(len(c) > MOST_LITERALS for c in distinct):
        raise TooWide
    return distinct
