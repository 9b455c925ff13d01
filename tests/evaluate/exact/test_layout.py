"""How rows of different levels hang together."""

from __future__ import annotations

import pytest

from jiangzhi.evaluate.exact.layout import Layout

RULES = "结果 奖 = 收入\n  取整 元"


@pytest.fixture
def layout(plan, facts):
    return Layout(plan(RULES), facts())


def test_who_stands_above(layout):
    assert list(layout.above("镇街", "镇街")) == [0, 1, 2, 3]
    assert list(layout.above("镇街", "县区")) == [0, 0, 1, 1]
    assert list(layout.above("超支事项", "县区")) == [0, 0, 1]
    assert list(layout.above("超支事项", "整体")) == [0, 0, 0]


def test_who_belongs_to_whom(layout):
    assert [list(group) for group in layout.members("超支事项", "镇街")] == [[0, 1], [], [2], []]
    assert [list(group) for group in layout.members("镇街", "整体")] == [[0, 1, 2, 3]]


def test_a_lower_level_does_not_stand_above(layout):
    assert layout.is_above("县区", "镇街")
    assert layout.is_above("镇街", "镇街")
    assert not layout.is_above("镇街", "县区")
    with pytest.raises(KeyError):
        layout.above("县区", "镇街")


def test_keys_and_rows(layout):
    assert layout.rows("超支事项") == 3
    assert layout.keys("镇街")[2] == ("西县", "太平镇")
