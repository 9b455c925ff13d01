"""A compiled expression has the value of the plain one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiangzhi.evaluate.exact.compiled import compiled
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Call, Const, Read
from jiangzhi.formula.types.types import FLAG, NUMBER
from jiangzhi.formula.types.value import State, Unknown

X, Y = Read("x", NUMBER), Read("y", NUMBER)
TWO = Const(Fraction(2), NUMBER)


@pytest.mark.parametrize(
    "expr",
    [
        TWO,
        X,
        Call("negate", (X,), NUMBER),
        Call("divide", (X, Y), NUMBER),
        Call("IF", (Call("gt", (X, TWO), FLAG), X, Y), NUMBER),
        Call("MAX", (X, Y, TWO), NUMBER),
    ],
)
@pytest.mark.parametrize("y", [Fraction(0), Fraction(3, 7), Unknown(State.MISSING)])
def test_it_is_the_plain_value(expr, y):
    read = {"x": Fraction(5), "y": y}.__getitem__
    assert compiled(expr)(read) == value_of(expr, read)
