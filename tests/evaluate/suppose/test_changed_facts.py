"""Facts changed in one place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.suppose.changed_facts import (
    groups_are_apart,
    only_under,
    part_of_plan,
    reach_of,
    side_by_side,
    with_given,
    with_input,
)

POOL = "结果 奖 = 按需分配(MAX(0, 收入 - 目标), 资金池)\n  取整 元"
COUNTED = POOL + "\n结果 支出 = SUM([事项金额])\n  取整 元"
RANKED = POOL + "\n结果 名次 = RANK(收入, 全部[收入], 降序, 同名次)\n  取整 1"


def test_one_cell_is_changed_and_nothing_else(facts):
    before = facts()
    after = with_input(before, "镇街", 1, "得分", Fraction(90))
    assert list(after.levels["镇街"].columns["得分"].values) == [85, 90, 55, 80]
    assert list(before.levels["镇街"].columns["得分"].values) == [85, 72, 55, 80]
    assert after.levels["县区"] is before.levels["县区"]
    assert after.levels["镇街"].place("得分", 1) == before.levels["镇街"].place("得分", 1)


def test_a_cell_can_be_made_missing(facts):
    assert (
        with_input(facts(), "镇街", 0, "得分", None).levels["镇街"].columns["得分"].values[0]
        is None
    )


def test_there_is_no_such_input(facts):
    with pytest.raises(KeyError):
        with_input(facts(), "镇街", 0, "得份", Fraction(1))


def test_a_parameter_is_given(facts):
    assert with_given(facts(), "起奖分", Fraction(70)).given["起奖分"].value == 70


def test_a_rank_over_all_ties_the_groups_together(plan):
    assert groups_are_apart(plan(COUNTED))
    assert not groups_are_apart(plan(RANKED))


@pytest.mark.parametrize(("level", "row"), [("镇街", 2), ("县区", 1), ("超支事项", 2)])
def test_one_group_alone_comes_out_as_among_all(plan, facts, level, row):
    made, every = plan(COUNTED), facts()
    part, at = only_under(made, every, level, row)
    assert part.levels[level].keys[at] == every.levels[level].keys[row]
    whole, alone = evaluate_exactly(made, every), evaluate_exactly(made, part)
    for name in ("奖", "支出"):
        assert alone.steps[name].values == whole.steps[name].values[2:]
    assert part.levels["超支事项"].place("事由", 0) == every.levels["超支事项"].place("事由", 2)


@pytest.mark.parametrize(
    ("rules", "level", "reach"),
    [
        (COUNTED, "镇街", "县区"),
        (COUNTED, "超支事项", "县区"),
        (COUNTED, "县区", "县区"),
        (RANKED, "镇街", "整体"),
        ("结果 支出 = SUM([事项金额])\n  取整 元", "超支事项", "镇街"),
        ("结果 支出 = SUM([事项金额])\n  取整 元", "镇街", "镇街"),
    ],
)
def test_how_far_a_row_reaches(plan, rules, level, reach):
    assert reach_of(plan(rules), level) == reach


def test_a_row_alone_with_its_details(plan, facts):
    made = plan("结果 支出 = SUM([事项金额])\n  取整 元\n结果 余 = 资金池 - 支出\n  取整 元")
    part, at = only_under(made, facts(), "镇街", 2, "镇街")
    assert at == 0
    assert [len(part.levels[name].keys) for name in ("整体", "县区", "镇街", "超支事项")] == [1] * 4
    whole, alone = evaluate_exactly(made, facts()), evaluate_exactly(made, part)
    for name in ("支出", "余"):
        assert alone.steps[name].values == whole.steps[name].values[2:3]


def test_a_part_of_a_plan_holds_what_it_rests_on_and_no_more(plan, facts):
    made = plan(COUNTED)
    part = part_of_plan(made, ["支出"])
    assert "资金池" not in [step.head.name for step in part.steps]
    assert part.results == ("支出",)
    whole, alone = evaluate_exactly(made, facts()), evaluate_exactly(part, facts())
    assert alone.steps["支出"].values == whole.steps["支出"].values


def test_groups_side_by_side_come_out_as_alone(plan, facts):
    made, every = plan(COUNTED), facts()
    pieces = [only_under(made, every, "镇街", row)[0] for row in (2, 0, 2)]
    together, moved = side_by_side(made, pieces)
    outcome = evaluate_exactly(made, together)
    for piece, by in zip(pieces, moved, strict=True):
        alone = evaluate_exactly(made, piece)
        for name in ("奖", "支出"):
            values, first = alone.steps[name].values, by["镇街"]
            assert outcome.steps[name].values[first : first + len(values)] == values
