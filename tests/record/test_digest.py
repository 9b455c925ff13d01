"""The digest of a column: every value, whatever the chunks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.formula.types.types import COUNT, DATE, FLAG, MONEY, TEXT, Kind, Type
from jiangzhi.record.trace.columns import encode
from jiangzhi.record.trace.digest import digest

CHOICE = Type(Kind.CHOICE)
COLUMNS = [
    (MONEY, st.integers(-(10**20), 10**20).map(Fraction)),
    (MONEY, st.fractions(max_denominator=9)),
    (COUNT, st.integers(0, 5).map(Fraction)),
    (FLAG, st.booleans()),
    (DATE, st.dates(date(1900, 1, 1), date(2100, 1, 1))),
    (TEXT, st.text(max_size=3)),
    (CHOICE, st.sampled_from(["优先发展", "重点发展", ""])),
]


@pytest.mark.parametrize(("kind", "values"), COLUMNS)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_it_sees_every_value_and_no_chunks(kind, values, data):
    rows = data.draw(st.lists(st.none() | values, min_size=1, max_size=9))
    column = encode(rows, kind)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=3)))
    parts = [
        column.slice(at, to - at) for at, to in zip([0, *cuts], [*cuts, len(rows)], strict=True)
    ]
    assert digest(pa.chunked_array(parts, column.type)) == digest(column)
    at, other = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.none() | values)
    changed = [*rows[:at], other, *rows[at + 1 :]]
    assert (digest(encode(changed, kind)) == digest(column)) == (changed == rows)


def test_words_are_numbered_as_they_occur():
    """Two evaluators meet the words of a policy in another order, and unused ones besides."""
    codes = pa.array([1, 0, None, 1], pa.int32())
    one = pa.DictionaryArray.from_arrays(codes, pa.array(["乙", "甲", "丙"]))
    assert digest(one) == digest(pa.array(["甲", "乙", None, "甲"]).dictionary_encode())


def test_where_the_nulls_are_is_hashed():
    one, other = pa.array([1, None, 2]), pa.array([1, 2, None])
    assert digest(one) != digest(other)


def test_a_point_that_moves_is_another_value():
    one = pa.array([100], pa.int64()).cast(pa.decimal128(38, 0)).cast(pa.decimal128(18, 0))
    other = pa.array([1], pa.int64()).cast(pa.decimal128(38, 2)).cast(pa.decimal128(18, 2))
    assert digest(one) != digest(other)
