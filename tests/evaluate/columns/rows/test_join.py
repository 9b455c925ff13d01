"""Vectors of blocks put together keep every value, whatever their denominators."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.columns.numbers.vectors import Book
from jiangzhi.evaluate.columns.rows.join import joined
from jiangzhi.evaluate.columns.rows.load import encoded
from jiangzhi.evaluate.columns.rows.values import ColumnValues
from jiangzhi.formula.types.types import NUMBER

BELOW = st.sampled_from([1, 2, 3, 4, 6, 100, 10**13, 2**70])
VALUES = st.one_of(st.none(), st.builds(Fraction, st.integers(-(2**64), 2**64), BELOW))


@settings(max_examples=200)
@given(st.lists(st.lists(VALUES, max_size=3), min_size=1, max_size=4))
def test_every_value_is_kept(parts):
    book = Book()
    vectors = [encoded(part, NUMBER, book) for part in parts]
    together = joined(vectors, [len(part) for part in parts])
    wanted = [value for part in parts for value in part]
    assert list(ColumnValues(together, NUMBER.kind, len(wanted), None)) == wanted
