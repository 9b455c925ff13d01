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
from jiangzhi.formula.value import Unknown, Value
from jiangzhi.plan.shape import shape_of

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

Literal = tuple[Expr, Operator]
Clause = tuple[Literal, ...]


class TooWide(Exception):
    """A condition has more alternatives, or longer ones, than a network should hold."""


def clauses_of(conditions: Sequence[Expr], *, sure: bool) -> tuple[Clause, ...]:
    """The alternatives under which all conditions hold for sure, or might hold.

    Each atom is compared with 0. Raises ``TooWide``.
    """
    return _all(conditions, holds=True, sure=sure)


def code_of(truth: Value) -> int:
    """An atom's truth as the network knows it. Raises ``TypeError`` for what is no truth."""
    if truth is True:
        return 1
    if truth is False:
        return -1
    if isinstance(truth, Unknown):
        return 0
    raise TypeError(f"{truth!r} is no truth")


def _clauses(expr: Expr, *, holds: bool, sure: bool) -> tuple[Clause, ...]:
    if isinstance(expr, Const):
        return ((),) if (expr.value is True) == holds else ()
    if isinstance(expr, Call):
        if expr.function == "NOT":
            return _clauses(expr.args[0], holds=not holds, sure=sure)
        if expr.function in _DENIED:
            atom = replace(expr, function=_DENIED[expr.function])
            return (((atom, _ASKED[not holds, sure]),),)
        if expr.function in ("AND", "OR"):
            join = _all if (expr.function == "AND") == holds else _any
            return join(expr.args, holds=holds, sure=sure)
    return (((expr, _ASKED[holds, sure]),),)


def _any(parts: Sequence[Expr], *, holds: bool, sure: bool) -> tuple[Clause, ...]:
    found = [clause for part in parts for clause in _clauses(part, holds=holds, sure=sure)]
    return _bounded(found)


def _all(parts: Sequence[Expr], *, holds: bool, sure: bool) -> tuple[Clause, ...]:
    found: tuple[Clause, ...] = ((),)
    for part in parts:
        further = _clauses(part, holds=holds, sure=sure)
        found = _bounded([(*one, *other) for one, other in product(found, further)])
    return found


def _bounded(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    distinct = tuple({shape_of(clause): clause for clause in map(_once, clauses)}.values())
    if len(distinct) > MOST_ALTERNATIVES or any(len(c) > MOST_LITERALS for c in distinct):
        raise TooWide
    return distinct


def _once(clause: Clause) -> Clause:
    return tuple({shape_of(literal): literal for literal in clause}.values())
