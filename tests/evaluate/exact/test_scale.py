"""The factor between floors and caps."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from jiangzhi.evaluate.exact.scale import factor_for


def total_at(factor, weights, low, high):
    shares = [max(factor * w, least) for w, least in zip(weights, low, strict=True)]
    return sum(s if m is None else min(s, m) for s, m in zip(shares, high, strict=True))


def test_without_limits_it_is_the_plain_ratio():
    assert factor_for(30, [Fraction(20), Fraction(40)], [0, 0], [None, None]) == Fraction(1, 2)


def test_a_cap_raises_the_factor_of_the_others():
    assert factor_for(100, [Fraction(8), Fraction(2)], [0, 0], [20, None]) == 40


@given(
    st.lists(
        st.tuples(st.fractions(0, 20, max_denominator=6), st.integers(0, 6), st.integers(0, 9)),
        min_size=1,
        max_size=7,
    ),
    st.lists(st.booleans(), min_size=7, max_size=7),
    st.fractions(0, 1, max_denominator=20),
)
def test_the_shares_add_up_to_the_total(rows, capped, share):
    weights = [weight for weight, _, _ in rows]
    assume(any(weights))
    low = [least for _, least, _ in rows]
    high = [least + more if cap and weight else None
            for (weight, least, more), cap in zip(rows, capped, strict=False)]  # fmt: skip
    most = total_at(Fraction(10**6), weights, low, high)
    total = sum(low) + (most - sum(low)) * share
    assert total_at(factor_for(total, weights, low, high), weights, low, high) == total
