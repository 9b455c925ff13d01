"""How rows of different levels hang together."""

from __future__ import annotations

import pytest

from jiangzhi.facts.tree import Tree

RULES = "结果 奖 = 收入\n  取整 元"


@pytest.fixture
def tree(plan, facts):
    return Tree(plan(RULES).levels, facts())


def test_who_stands_above(tree):
    assert list(tree.above("镇街", "镇街")) == [0, 1, 2, 3]
    assert list(tree.above("镇街", "县区")) == [0, 0, 1, 1]
    assert list(tree.above("超支事项", "县区")) == [0, 0, 1]
    assert list(tree.above("超支事项", "整体")) == [0, 0, 0]


def test_who_belongs_to_whom(tree):
    assert [list(group) for group in tree.members("超支事项", "镇街")] == [[0, 1], [], [2], []]
    assert [list(group) for group in tree.members("镇街", "整体")] == [[0, 1, 2, 3]]


def test_a_lower_level_does_not_stand_above(tree):
    assert tree.is_above("县区", "镇街")
    assert tree.is_above("镇街", "镇街")
    assert not tree.is_above("镇街", "县区")
    with pytest.raises(KeyError):
        tree.above("县区", "镇街")


def test_keys_and_rows(tree):
    assert tree.rows("超支事项") == 3
    assert tree.keys("镇街")[2] == ("西县", "太平镇")
