"""Ranks with each rule for equal values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.evaluate.exact.rank import ranks
from jiangzhi.formula.expr import Ties
from jiangzhi.formula.types.value import State, Unknown

MISSING = Unknown(State.MISSING)
OUT = Unknown(State.NOT_RANKED)
TIED = Unknown(State.TIED)


def numbers(*values):
    return [Fraction(v) if isinstance(v, int) else v for v in values]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        (Ties.SAME, [2, 2, 1, 4]),
        (Ties.DENSE, [2, 2, 1, 3]),
        (Ties.MEAN, [Fraction(5, 2), Fraction(5, 2), 1, 4]),
        (Ties.REFUSED, [TIED, TIED, 1, 4]),
    ],
)
def test_equal_values(ties, expected):
    assert ranks(numbers(5, 5, 9, 1), descending=True, ties=ties) == expected


def test_ascending():
    assert ranks(numbers(5, 9, 1), descending=False, ties=Ties.SAME) == [2, 3, 1]


def test_who_is_left_out_has_no_rank_and_takes_none():
    found = ranks(numbers(5, 9, 1), [True, False, True], descending=True, ties=Ties.SAME)
    assert found == [1, OUT, 2]


def test_one_unknown_value_leaves_the_group_open_but_for_those_left_out():
    values = [Fraction(5), MISSING, Fraction(1)]
    found = ranks(values, [True, True, False], descending=True, ties=Ties.SAME)
    assert found == [MISSING, MISSING, OUT]


def test_an_unknown_value_that_is_left_out_does_not_matter():
    found = ranks([Fraction(5), MISSING], [True, False], descending=True, ties=Ties.SAME)
    assert found == [1, OUT]


def test_an_unknown_flag_leaves_the_group_open():
    found = ranks(numbers(5, 6, 7), [True, MISSING, False], descending=True, ties=Ties.SAME)
    assert found == [MISSING, MISSING, OUT]


def test_nobody_is_ranked():
    assert ranks([], descending=True, ties=Ties.SAME) == []
    assert ranks(numbers(1), [False], descending=True, ties=Ties.REFUSED) == [OUT]


@given(st.lists(st.integers(0, 5).map(Fraction)), st.booleans())
def test_a_rank_is_one_more_than_those_before(values, descending):
    found = ranks(values, descending=descending, ties=Ties.SAME)
    mean = ranks(values, descending=descending, ties=Ties.MEAN)
    for value, rank in zip(values, found, strict=True):
        before = sum((v > value) if descending else (v < value) for v in values)
        assert rank == before + 1
    assert sum(mean) == len(values) * (len(values) + 1) / Fraction(2)
