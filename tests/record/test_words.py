"""Columns of few different texts."""

from __future__ import annotations

import numpy as np

from jiangzhi.record.trace.words import chosen, constant, in_order, of_codes


def test_words_that_occur_stand_in_their_order():
    found = of_codes(np.array([2, 0, 2, 1]), ["甲", "乙", "丙", "丁"], np.zeros(4, bool))
    assert found.to_pylist() == ["丙", "甲", "丙", "乙"]
    assert found.dictionary.to_pylist() == ["丙", "甲", "乙"]


def test_rows_that_are_unknown_count_for_nothing():
    found = of_codes(np.array([1, 0]), ["甲", "乙"], np.array([True, False]))
    assert found.to_pylist() == [None, "甲"]
    assert found.dictionary.to_pylist() == ["甲"]


def test_no_word_at_all():
    assert of_codes(np.array([0, 0]), [], np.ones(2, bool)).to_pylist() == [None, None]
    assert constant("甲", 0).to_pylist() == []
    assert chosen([], np.array([-1])).to_pylist() == [None]
    assert in_order(np.zeros(0, int), 0)[0] == []


def test_a_row_without_a_source_has_no_word():
    assert chosen(["表一", None, "表一"], np.array([2, 1, -1, 0])).to_pylist() == [
        "表一", None, None, "表一",
    ]  # fmt: skip
    assert chosen(["表一"], np.array([0, -1])).to_pylist() == ["表一", None]
    assert chosen([None], np.array([0])).to_pylist() == [None]
