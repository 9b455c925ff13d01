"""Integers over arrays: never an overflow, on whichever path."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.columns.numbers.integers import (
    divided_product,
    minus,
    plus,
    signs_of_products,
    times,
)
from jiangzhi.evaluate.columns.numbers.paths import Path, watching

MOST = 2**63 - 1
SIGNED = st.one_of(
    st.integers(-MOST, MOST), st.integers(-5, 5), st.sampled_from([-MOST, MOST, 2**32, -(2**32)])
)


def column(values):
    narrow = all(-MOST <= value <= MOST for value in values)
    return np.array(values, dtype=np.int64 if narrow else object)


def reach(values):
    return min(values), max(values)


@settings(max_examples=200)
@given(st.lists(st.tuples(SIGNED, SIGNED), min_size=1, max_size=5))
def test_sums_differences_and_products(pairs):
    a, b = [one for one, _ in pairs], [other for _, other in pairs]
    for how, wanted in (
        (plus, [x + y for x, y in pairs]),
        (minus, [x - y for x, y in pairs]),
        (times, [x * y for x, y in pairs]),
    ):
        found, low, high = how(column(a), reach(a), column(b), reach(b))
        assert found.tolist() == wanted
        assert low <= min(wanted)
        assert max(wanted) <= high


@settings(max_examples=300)
@given(st.lists(st.tuples(SIGNED, SIGNED, SIGNED, SIGNED), min_size=1, max_size=4))
def test_products_of_two_limbs_compare(rows):
    rows = [*rows, *((a, b, a, b) for a, b, _, _ in rows), *((a, b, b, a) for a, b, _, _ in rows)]
    wanted = [(a * b > c * d) - (a * b < c * d) for a, b, c, d in rows]
    found = signs_of_products(*(column(list(part)) for part in zip(*rows, strict=True)))
    assert found.tolist() == wanted


@settings(max_examples=400)
@given(st.data())
def test_divided_products(data):
    rows = []
    for _ in range(data.draw(st.integers(1, 4))):
        c = data.draw(
            st.one_of(st.integers(1, 2**61 - 1), st.integers(1, 2**80), st.integers(1, 9))
        )
        b = data.draw(st.integers(0, min(c, 2**49)))
        a = data.draw(st.one_of(st.integers(0, 2**49), st.just(c // max(b, 1)), st.integers(0, 9)))
        rows.append((a, b, c))
        rows.append((c // max(b, 1), b, c))
    a, b, c = (list(part) for part in zip(*rows, strict=True))
    quotient, rest = divided_product(
        column(a), column(b), column(c),
        a_most=max(a), b_most=max(b), c_most=max(c),
        most=max(x * y // z for x, y, z in rows),
    )  # fmt: skip
    assert list(zip(quotient.tolist(), rest.tolist(), strict=True)) == [
        divmod(x * y, z) for x, y, z in rows
    ]


@pytest.mark.parametrize(
    ("a", "b", "c", "path"),
    [
        (2**20, 2**20, 2**21, None),
        (2**49, 2**60, 2**60, Path.WRAPPED),
        (2**51, 2**60, 2**60, Path.WIDE),
        (2**40, 2**61, 2**61 + 1, Path.WIDE),
    ],
)
def test_the_path_is_the_fastest_that_is_proved(a, b, c, path):
    with watching() as taken:
        quotient, rest = divided_product(
            column([a]), column([b]), column([c]), a_most=a, b_most=b, c_most=c, most=a * b // c
        )
    assert (quotient[0], rest[0]) == divmod(a * b, c)
    assert taken == ({path} if path else set())
