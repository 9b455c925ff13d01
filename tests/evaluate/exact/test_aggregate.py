"""Columns reduced to one value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jiangzhi.evaluate.exact.aggregate import aggregate
from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.types.value import State, Unknown

MISSING = Unknown(State.MISSING)
FAILED = Unknown(State.NO_RULE)


def numbers(*values):
    return [Fraction(v) if isinstance(v, int) else v for v in values]


@pytest.mark.parametrize(
    ("how", "value"),
    [
        (Reduce.SUM, 10),
        (Reduce.COUNT, 4),
        (Reduce.AVERAGE, Fraction(5, 2)),
        (Reduce.MEDIAN, 2),
        (Reduce.MIN, 1),
        (Reduce.MAX, 5),
    ],
)
def test_each_way(how, value):
    assert aggregate(how, numbers(5, 1, 2, 2)) == value


def test_the_middle_of_an_odd_number():
    assert aggregate(Reduce.MEDIAN, numbers(9, 1, 4)) == 4


@pytest.mark.parametrize(("how", "value"), [(Reduce.LARGE, 4), (Reduce.SMALL, 2)])
def test_the_second(how, value):
    assert aggregate(how, numbers(5, 1, 4, 2), k=Fraction(2)) == value


@pytest.mark.parametrize("k", [Fraction(0), Fraction(-1), Fraction(3), Fraction(3, 2)])
@pytest.mark.parametrize("how", [Reduce.LARGE, Reduce.SMALL])
def test_there_is_no_such_place(how, k):
    assert aggregate(how, numbers(5, 1), k=k) == Unknown(State.NOT_IN_DOMAIN)


@pytest.mark.parametrize("how", [Reduce.SUM, Reduce.COUNT])
def test_no_rows_add_up_to_zero(how):
    assert aggregate(how, []) == 0
    assert aggregate(how, numbers(5), [False]) == 0


@pytest.mark.parametrize("how", [how for how in Reduce if how not in (Reduce.SUM, Reduce.COUNT)])
def test_no_rows_have_nothing_else(how):
    assert aggregate(how, [], k=Fraction(1)) == Unknown(State.NO_ROWS)


def test_only_rows_whose_flag_is_true_count():
    assert aggregate(Reduce.SUM, numbers(5, 1, 2), [True, False, True]) == 7
    assert aggregate(Reduce.COUNT, [True, True, True], [True, False, True]) == 2


@pytest.mark.parametrize("how", [how for how in Reduce if how is not Reduce.COUNT])
def test_one_unknown_element_leaves_the_whole_open(how):
    assert aggregate(how, numbers(5, MISSING), k=Fraction(1)) == MISSING
    assert aggregate(how, numbers(MISSING, FAILED), k=Fraction(1)) == FAILED


def test_rows_are_counted_whatever_is_in_them():
    assert aggregate(Reduce.COUNT, numbers(5, MISSING)) == 2


def test_an_element_that_does_not_count_does_not_matter():
    assert aggregate(Reduce.SUM, numbers(5, FAILED), [True, False]) == 5


@pytest.mark.parametrize("how", list(Reduce))
def test_an_unknown_flag_leaves_the_whole_open(how):
    assert aggregate(how, numbers(5, 6), [True, MISSING], Fraction(1)) == MISSING


def test_an_unknown_place_leaves_the_value_open():
    assert aggregate(Reduce.LARGE, numbers(5, 6), k=MISSING) == MISSING


def test_dates_have_extremes():
    days = [date(2024, 3, 1), date(2023, 3, 1)]
    assert aggregate(Reduce.MIN, days) == date(2023, 3, 1)
    assert aggregate(Reduce.MAX, days) == date(2024, 3, 1)
    assert aggregate(Reduce.LARGE, days, k=Fraction(2)) == date(2023, 3, 1)
