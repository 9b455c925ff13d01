"""Axes: few round ticks, zero among them, both ends inside."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from jiangzhi.publish.report.ticks import bins, ticks

numbers = some.fractions(min_value=-(10**15), max_value=10**15)


@given(numbers, numbers)
def test_ticks_span_both_ends_and_zero(one, other):
    low, high = min(one, other), max(one, other)
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert Fraction(0) in found
    assert 2 <= len(found) <= 9
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) == 1


@given(some.lists(numbers, min_size=1, max_size=20))
def test_every_value_is_in_one_stretch(values):
    found = bins(values)
    for value in values:
        assert sum(low <= value < high for low, high in found) == 1
