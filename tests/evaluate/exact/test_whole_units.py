"""Exact shares made whole."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.evaluate.exact.whole_units import Limits, settle
from jiangzhi.policy.model import Remainder


def settled(quotas, total, how, *, low=None, high=None, nearest=False, order=None):
    quotas = [Fraction(quota) for quota in quotas]
    rows = len(quotas)
    limits = Limits(low or [0] * rows, high or [None] * rows)
    return settle(quotas, total, how, order=order or range(rows), limits=limits, nearest=nearest)


def test_the_order_decides_between_equal_remainders():
    quotas = ["1/2", "1/2", "1/2", "1/2"]
    assert settled(quotas, 2, Remainder.LARGEST_REMAINDER, order=[2, 0, 3, 1]) == [1, 0, 1, 0]


def test_more_units_than_rows_go_round():
    found = settled(["1/4", "3/4"], 6, Remainder.LARGEST_REMAINDER, nearest=True)
    assert found == [3, 3]


def test_going_round_passes_over_rows_at_their_limit():
    found = settled([1, 1, 1], 9, Remainder.LARGEST_REMAINDER, high=[2, None, None], nearest=True)
    assert found == [2, 4, 3]


def test_units_taken_back_come_from_those_rounded_up_most():
    found = settled(["7/4", "3/2", "1"], 4, Remainder.LARGEST_REMAINDER, nearest=True)
    assert found == [2, 1, 1]


def test_a_difference_moves_on_where_a_limit_is_met():
    assert settled([5, 5, 5], 18, Remainder.TO_LARGEST, high=[6, 6, 7]) == [6, 6, 6]
    assert settled([5, 5, 5], 10, Remainder.TO_LARGEST, low=[4, 2, 0]) == [4, 2, 4]


def test_kept_units_stay():
    assert settled(["3/2", "3/2"], 3, Remainder.KEPT) == [1, 1]


@given(
    st.lists(st.fractions(0, 50, max_denominator=12), min_size=1, max_size=8),
    st.integers(0, 500),
    st.sampled_from([Remainder.LARGEST_REMAINDER, Remainder.TO_LARGEST]),
)
def test_without_limits_any_total_is_met(quotas, total, how):
    found = settled(quotas, total, how, nearest=True)
    assert sum(found) == total
    assert all(share >= 0 for share in found)
