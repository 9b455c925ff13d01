"""Fractions of very long integers stand to each other as exact fractions do."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.columns.numbers.fractions import difference
from jiangzhi.evaluate.columns.numbers.long import signs_of_fractions
from jiangzhi.evaluate.columns.numbers.vectors import Numbers

LONG = 3**400  # some 630 binary digits

short = st.fractions(-(10**9), 10**9, max_denominator=10**9)
# next to a short one, by far less than is looked at first
beside = st.tuples(short, st.sampled_from([-1, 0, 1])).map(
    lambda drawn: drawn[0] + Fraction(drawn[1], LONG)
)


def sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def arrays(values: list[Fraction], dtype) -> tuple[np.ndarray, np.ndarray]:
    return (
        np.array([value.numerator for value in values], dtype=dtype),
        np.array([value.denominator for value in values], dtype=dtype),
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(short, beside), min_size=1, max_size=6))
def test_signs_are_those_of_exact_fractions(pairs):
    short_ones, long_ones = [one for one, _ in pairs], [other for _, other in pairs]
    expected = [sign(one - other) for one, other in pairs]
    parts = (*arrays(short_ones, np.int64), *arrays(long_ones, object))
    assert signs_of_fractions(*parts).tolist() == expected
    assert signs_of_fractions(*parts[2:], *parts[:2]).tolist() == [-one for one in expected]


@settings(max_examples=100, deadline=None)
@given(st.lists(short, min_size=1, max_size=6), beside)
def test_one_long_fraction_for_all_rows(values, long_one):
    num, den = arrays(values, np.int64)
    one, other = arrays([long_one], object)
    a = Numbers(num, den, int(num.min()), int(num.max()), None, int(den.max()))
    b = Numbers(one, other, int(one[0]), int(one[0]), None, int(other[0]))
    x, y = difference(a, b)
    expected = [sign(value - long_one) for value in values]
    assert (np.asarray(x > y).astype(int) - np.asarray(x < y).astype(int)).tolist() == expected


def test_values_far_beyond_int64():
    num, den = arrays([Fraction(LONG, 7), Fraction(-LONG)], object)
    other, below = arrays([Fraction(LONG + 1, 7), Fraction(3)], object)
    assert signs_of_fractions(num, den, other, below).tolist() == [-1, -1]
