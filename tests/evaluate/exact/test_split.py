"""An amount split between recipients."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.evaluate.exact.split import split
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.policy.model import Remainder
from jiangzhi.rounding import Mode, Rounding

UNIT = Rounding(Fraction(1), Mode.HALF_AWAY, "0.01元", 0)
LARGEST, FIRST, LAST = Remainder.LARGEST_REMAINDER, Remainder.TO_FIRST, Remainder.TO_LAST
MISSING = Unknown(State.MISSING)


def parts(amount, weights, remainder=LARGEST, rounding=UNIT):
    return split(Fraction(amount), [Fraction(w) for w in weights], rounding, remainder)


@pytest.mark.parametrize(
    ("remainder", "expected"),
    [(LARGEST, [10, 20, 71]), (FIRST, [10, 20, 71]), (LAST, [10, 20, 71])],
)
def test_what_needs_no_choice(remainder, expected):
    # 10.1, 20.2, 70.7
    assert parts(101, [10, 20, 70], remainder) == expected


@pytest.mark.parametrize(
    ("remainder", "expected"),
    [(LARGEST, [34, 33, 33]), (FIRST, [34, 33, 33]), (LAST, [33, 33, 34])],
)
def test_the_unit_left_over(remainder, expected):
    assert parts(100, [1, 1, 1], remainder) == expected


@pytest.mark.parametrize(
    ("remainder", "expected"), [(LARGEST, [1, 0]), (FIRST, [0, 1]), (LAST, [1, 0])]
)
def test_a_half_each(remainder, expected):
    # each half is rounded up, so that the first or last bears one unit less
    assert parts(1, [1, 1], remainder) == expected


def test_no_part_turns_negative_by_its_remainder():
    assert parts(2, [1, 1, 1, 1], FIRST) == [0, 0, 1, 1]
    assert parts(2, [1, 1, 1, 1], LAST) == [1, 1, 0, 0]


def test_a_negative_amount_mirrors_the_positive():
    assert parts(-100, [1, 1, 1]) == [-34, -33, -33]


def test_the_amount_is_rounded_first():
    yuan = Rounding(Fraction(100), Mode.HALF_AWAY, "元", 0)
    assert parts(1050, [1, 2], rounding=yuan) == [400, 700]


def test_a_weight_of_zero_gets_nothing():
    assert parts(99, [0, 1]) == [0, 99]


def test_weights_that_add_to_zero_cannot_split():
    assert parts(99, [0, 0]) == [Unknown(State.DIVIDED_BY_ZERO)] * 2


def test_negative_weights_cannot_split():
    assert parts(99, [-1, 2]) == [Unknown(State.CLAIM_NEGATIVE)] * 2


def test_anything_unknown_leaves_all_parts_open():
    assert split(MISSING, [Fraction(1)], UNIT, LARGEST) == [MISSING]
    assert split(Fraction(1), [Fraction(1), MISSING], UNIT, LARGEST) == [MISSING] * 2


@given(
    st.fractions(-1000, 1000, max_denominator=30),
    st.lists(st.fractions(0, 9, max_denominator=7), min_size=1, max_size=6).filter(any),
    st.sampled_from([LARGEST, FIRST, LAST]),
    st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(100)]),
)
def test_the_parts_add_up_to_the_rounded_amount(amount, weights, remainder, unit):
    rounding = Rounding(unit, Mode.HALF_AWAY, "", 0)
    found = split(amount, weights, rounding, remainder)
    assert sum(found) == rounding.apply(amount)
    assert all((part / unit).denominator == 1 for part in found)
    assert all(part * amount >= 0 for part in found)
    if remainder is LARGEST:
        exact = [rounding.apply(amount) * w / sum(weights) for w in weights]
        assert all(abs(p - e) < unit for p, e in zip(found, exact, strict=True))
