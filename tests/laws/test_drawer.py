"""The drawer draws every construct: a law says nothing of what never occurs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from laws_drawn import EXPECTED, constructs_of
from laws_examples import many


def test_every_construct_is_drawn(draw_case):
    found = set()

    @many(320)
    @given(st.data())
    def draw(data):
        found.update(constructs_of(*draw_case(data.draw, steps=16)))

    draw()
    never = sorted(EXPECTED - found)
    assert not never, never
    assert sorted(found - EXPECTED) == [], "drawn, and not named in EXPECTED"
