"""Bounds that are as narrow as they should be; that they are never too narrow, the laws say."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import MONEY, NUMBER
from jiangzhi.formula.types.value import Bounds


def bounds(low=None, high=None, denominator=None) -> Bounds:
    return Bounds(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        denominator,
    )


@pytest.mark.parametrize(
    ("name", "args", "wanted"),
    [
        ("add", [bounds(0, 5, 2), bounds(1, 7, 3)], bounds(1, 12, 6)),
        ("subtract", [bounds(0, 5, 1), bounds(1, None, 1)], bounds(None, 4, 1)),
        ("multiply", [bounds(0, None, 1), bounds(0, None, 4)], bounds(0, None, 4)),
        ("multiply", [bounds(-2, 3, 1), bounds(-5, 7, 1)], bounds(-15, 21, 1)),
        ("multiply", [bounds(0, 0, 1), bounds()], bounds(0, 0)),
        ("divide", [bounds(0, 10, 1), bounds(100, 100, 1)], bounds(0, Fraction(1, 10), 100)),
        ("divide", [bounds(0, 10, 1), bounds(2, 5, 1)], bounds(0, 5)),
        ("divide", [bounds(1, 10, 1), bounds(0, None, 1)], bounds(0, None)),
        ("divide", [bounds(1, 10, 1), bounds(-1, 1, 1)], bounds()),
        ("MAX", [bounds(0, 0, 1), bounds(None, 9, 2)], bounds(0, 9, 2)),
        ("MIN", [bounds(0, 5, 1), bounds(None, 9, None)], bounds(None, 5)),
        ("限定", [bounds(), bounds(0, 0, 1), bounds(3, 3, 1)], bounds(0, 3)),
        ("ABS", [bounds(-3, 2, 1)], bounds(0, 3, 1)),
        ("ABS", [bounds(-3, -2, 1)], bounds(2, 3, 1)),
        ("SIGN", [bounds(1, None)], bounds(1, 1, 1)),
        ("INT", [bounds(Fraction(-1, 2), Fraction(5, 2))], bounds(-1, 2, 1)),
        ("MOD", [bounds(None, None, 1), bounds(3, 3, 1)], bounds(0, 3, 1)),
        ("AND", [bounds(1, 1, 1), bounds(0, 1, 1)], bounds(0, 1, 1)),
        ("AND", [bounds(0, 0, 1), bounds(0, 1, 1)], bounds(0, 0, 1)),
        ("OR", [bounds(1, 1, 1), bounds(0, 1, 1)], bounds(1, 1, 1)),
        ("NOT", [bounds(1, 1, 1)], bounds(0, 0, 1)),
        ("ge", [bounds(0, 100), bounds(0, 0, 1)], bounds(1, 1, 1)),
        ("gt", [bounds(0, 100), bounds(0, 0, 1)], bounds(0, 1, 1)),
        ("lt", [bounds(0, 100), bounds(0, 0, 1)], bounds(0, 0, 1)),
        ("le", [bounds(0, 5), bounds(5, 9)], bounds(1, 1, 1)),
        ("eq", [bounds(0, 5), bounds(6, 9)], bounds(0, 0, 1)),
        ("ne", [bounds(4, 4), bounds(4, 4)], bounds(0, 0, 1)),
        ("IF", [bounds(1, 1, 1), bounds(1, 2, 1), bounds(8, 9, 3)], bounds(1, 2, 1)),
        ("IF", [bounds(0, 1, 1), bounds(1, 2, 1), bounds(8, 9, 3)], bounds(1, 9, 3)),
        ("power", [bounds(0, 3, 2), bounds(2, 2, 1)], bounds(0, 9, 4)),
        ("MEDIAN", [bounds(0, 3, 1), bounds(1, 5, 1)], bounds(0, 5, 2)),
        ("AVERAGE", [bounds(0, 3, 1), bounds(1, 5, 1)], bounds(Fraction(1, 2), 4, 2)),
    ],
)
def test_bounds_of_functions(name, args, wanted):
    assert FUNCTIONS[name].bounds(args, [NUMBER] * len(args)) == wanted


def test_rounding_of_money_counts_places_of_yuan():
    cents = FUNCTIONS["ROUND"].bounds([bounds(0, 1049), bounds(1, 1, 1)], [MONEY, NUMBER])
    assert cents == bounds(0, 1050, 1)
    plain = FUNCTIONS["ROUND"].bounds([bounds(0, 1049), bounds(1, 1, 1)], [NUMBER, NUMBER])
    assert plain == bounds(0, 1049, 10)
