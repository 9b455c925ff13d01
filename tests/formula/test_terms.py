"""What a function tells the solver is what it computes: every line of ``expressions.csv``."""

from __future__ import annotations

from fractions import Fraction

import pytest
from formula.test_expressions import cases

from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.logic import Symbol
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.prove.solver import Solver
from jiangzhi.prove.worlds.vocabulary import Vocabulary

#: Functions of the calendar, of sorted values and of powers are taken for any value at all.
OPAQUE = {"DATE", "DATEDIF", "DAY", "EDATE", "MONTH", "YEAR", "MEDIAN", "power"}


def symbol_of(value: Value, kind: Type, words: Vocabulary) -> Symbol:
    if isinstance(value, Unknown):
        any_value = False if kind.kind is Kind.FLAG else Fraction(0)
        return Symbol(any_value, known=False, missing=value.state is State.MISSING)
    return Symbol(words.term_of(value))


def told(expr: Expr, values, words: Vocabulary) -> Symbol | None:
    if isinstance(expr, Const):
        return Symbol(words.term_of(expr.value))
    if isinstance(expr, Read):
        return symbol_of(values[expr.name], expr.type, words)
    assert isinstance(expr, Call)
    parts = [told(arg, values, words) for arg in expr.args]
    term = FUNCTIONS[expr.function].term
    if term is None or any(part is None for part in parts):
        return None
    return term(Solver(), parts, [arg.type for arg in expr.args])


@pytest.mark.parametrize(("expression", "inputs", "expected", "kind"), list(cases()))
def test_the_term_is_the_value(typed, evaluate, expression, inputs, expected, kind):  # noqa: PLR0917
    if expected == "不符":
        return
    expr, values = typed(expression, inputs)
    words = Vocabulary()
    symbol = told(expr, values, words)
    if symbol is None:
        return
    value, _ = evaluate(expression, inputs)
    if isinstance(value, Unknown):
        assert symbol.known is False
        assert symbol.missing is (value.state is State.MISSING)
    else:
        assert symbol.known is True
        assert symbol.term == words.term_of(value)


def test_a_function_without_a_term_is_named():
    assert {one.name for one in FUNCTIONS.values() if one.term is None} == OPAQUE
