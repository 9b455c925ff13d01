"""Totals of fractions with denominators of their own are those of exact fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.columns.numbers import ratios
from jiangzhi.evaluate.columns.numbers.ratios import total_of_ratios
from jiangzhi.evaluate.columns.numbers.vectors import Numbers
from jiangzhi.evaluate.columns.rows.layout import Segments

values = st.one_of(
    st.fractions(-(10**12), 10**12, max_denominator=10**10),
    st.fractions(0, 2, max_denominator=12),
    st.fractions(0, 10**30, max_denominator=10**25),
)
groups = st.lists(st.lists(st.tuples(values, st.booleans()), max_size=9), min_size=1, max_size=6)


def total(drawn, state=None):
    rows = [value for group in drawn for value, _ in group]
    picked = np.array([flag for group in drawn for _, flag in group], dtype=np.bool_)
    nums, dens = [v.numerator for v in rows], [v.denominator for v in rows]
    wide = any(abs(one) >= 2**62 for one in (*nums, *dens))
    num = np.array(nums, dtype=object if wide else np.int64)
    den = np.array(dens, dtype=object if wide else np.int64)
    counts = [len(group) for group in drawn]
    segments = Segments(np.concatenate([[0], np.cumsum(counts)]).astype(int), max(counts))
    low, high, top = min(nums, default=0), max(nums, default=0), max(dens, default=1)
    found = total_of_ratios(Numbers(num, den, low, high, state, top), picked, segments)
    below = found.den if isinstance(found.den, np.ndarray) else [found.den] * len(drawn)
    assert all(found.low <= one <= found.high for one in found.num)
    assert all(1 <= one <= found.top for one in below)
    return [Fraction(int(a), int(b)) for a, b in zip(found.num, below, strict=True)]


@settings(max_examples=300, deadline=None)
@given(groups)
def test_totals_are_exact(drawn):
    assert total(drawn) == [
        sum((value for value, flag in group if flag), Fraction(0)) for group in drawn
    ]


def test_unknown_rows_are_left_out():
    drawn = [[(Fraction(1, 3), True), (Fraction(1, 7), True)]]
    assert total(drawn, np.array([0, 1], dtype=np.uint8)) == [Fraction(1, 3)]


@pytest.mark.parametrize("most", [1, 50_000])
def test_lowest_terms_or_not_is_the_same_value(monkeypatch, most):
    monkeypatch.setattr(ratios, "_MOST_REDUCED", most)
    primes = [10**9 + 7, 10**9 + 9, 998244353, 10**9 + 21]
    drawn = [[(Fraction(n, prime), True) for n, prime in enumerate(primes, start=1)]]
    assert total(drawn) == [sum(value for value, _ in drawn[0])]
