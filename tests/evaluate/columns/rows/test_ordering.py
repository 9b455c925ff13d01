"""Order codes stand to each other as the fractions do."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.columns.numbers.vectors import Numbers
from jiangzhi.evaluate.columns.rows.ordering import order_codes


def numbers(fractions, kind=np.int64):
    num = np.array([one.numerator for one in fractions], dtype=kind)
    den = np.array([one.denominator for one in fractions], dtype=kind)
    return Numbers(num, den, int(num.min()), int(num.max()), None, int(den.max()))


@pytest.mark.parametrize("kind", [np.int64, object])
@settings(max_examples=200)
@given(st.data())
def test_codes_order_as_the_fractions(kind, data):
    most = 10**9 if kind is np.int64 else 10**30
    top = data.draw(st.integers(1, most))
    fraction = st.builds(Fraction, st.integers(-top, top), st.integers(1, top))
    drawn = data.draw(st.lists(fraction, min_size=1, max_size=6))
    # neighbours that differ as little as fractions of such denominators can
    near = [Fraction(top, top + 1), Fraction(top - 1, top), Fraction(top - 1, top)]
    values = [*drawn, *near, *drawn[:2]]
    codes = order_codes(numbers(values, kind), len(values)).tolist()
    for one, code in zip(values, codes, strict=True):
        for other, beside in zip(values, codes, strict=True):
            assert (one < other) == (code < beside)
            assert (one == other) == (code == beside)


def test_neighbours_of_large_denominators_are_told_apart():
    big = 2**60
    values = [Fraction(big - 2, big - 1), Fraction(big - 1, big), Fraction(big - 3, big - 2)]
    codes = order_codes(numbers(values), 3).tolist()
    assert codes == [1, 2, 0]
