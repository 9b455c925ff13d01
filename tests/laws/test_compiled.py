"""Any plan over any data: compiled steps give what plain ones give, to the bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws_examples import many

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.model import Outcome

pytest.importorskip("numba", reason="the extra compiled is not installed")


def fail_if_a_bit_differs(plain: Outcome, compiled: Outcome) -> None:
    for step in plain.plan.steps:
        one, other = plain.steps[step.head.name], compiled.steps[step.head.name]
        known = one.states.array == 0
        assert np.array_equal(one.states.array, other.states.array), step
        assert np.array_equal(one.rules.array, other.rules.array), step
        mine, theirs = one.values.raw, other.values.raw
        assert np.array_equal(mine.data[known], theirs.data[known]), step
        dens = [np.broadcast_to(raw.den, known.shape)[known] for raw in (mine, theirs)]
        assert np.array_equal(*dens), step


@many(60)
@given(st.data())
def test_compiled_steps_equal_plain_ones(draw_case, data):
    plan, facts = draw_case(data.draw)
    plain = evaluate_by_columns(plan, facts, compiled=False)
    fail_if_a_bit_differs(plain, evaluate_by_columns(plan, facts, compiled=True))


@many(40)
@given(st.data())
def test_blocks_that_differ_are_followed_as_they_are(draw_case, data):
    plan, facts = draw_case(data.draw)
    plain = evaluate_by_columns(plan, facts, compiled=False, block_rows=1)
    cut = evaluate_by_columns(plan, facts, compiled=True, block_rows=1, threads=2)
    fail_if_a_bit_differs(plain, cut)
