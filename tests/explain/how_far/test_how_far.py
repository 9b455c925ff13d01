"""How far: thresholds are exact, and evaluating again confirms each."""

from fractions import Fraction

import pytest

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.suppose.changed_facts import with_input
from jiangzhi.explain.context import context_of
from jiangzhi.explain.how_far.how_far import how_far

WAN = 1_000_000


def every_threshold(outcome, row, name="超收奖励"):
    return how_far(context_of(outcome), name, level="镇街", row=row).thresholds


def thresholds(outcome, row, name="超收奖励"):
    return [one for one in every_threshold(outcome, row, name) if one.change is not None]


def input_of(outcome, one, row):
    level = outcome.plan.step(one.input).head.level
    return level, row if level == "镇街" else outcome.facts.levels["镇街"].parents[row], one.input


def test_the_edges_of_bands_and_the_target_are_exact(outcome):
    changes = {one.change for one in thresholds(outcome, 0) if one.input == "实际收入"}
    edges = {-150 * WAN, 350 * WAN, -400 * WAN}
    the_pool_covers_all = -142 * WAN - WAN // 2
    assert changes == {*edges, the_pool_covers_all}


def test_an_edge_that_moves_with_the_base_is_rounded_outward(outcome):
    up = [
        one
        for one in thresholds(outcome, 0)
        if one.input == "收入目标" and one.change > 0 and "5%" in one.turns[0]
    ]
    # the excess is 5 % of the target where 5400 - x = x / 20, the next 分 above
    assert up[0].then == -(-5400 * WAN * 20 // 21)


def test_a_town_below_the_line_learns_what_it_lacks(outcome):
    scores = [one for one in thresholds(outcome, 3) if one.input == "绩效得分"]
    assert [one.change for one in scores] == [5, 25]
    assert "应奖额: 绩效得分 ≥ 起奖分 成立" in scores[0].turns
    assert (scores[0].before, scores[0].after) == (0, 20 * WAN)


def test_from_below_the_target_the_way_up_is_found(outcome):
    up = [one for one in thresholds(outcome, 2) if one.input == "实际收入"]
    assert up[0].then == 5000 * WAN + 1
    assert "应奖额: 实际收入 > 收入目标 成立" in up[0].turns


@pytest.mark.parametrize("row", range(5))
def test_every_threshold_holds_when_evaluated_again(outcome, row):
    found = thresholds(outcome, row)
    assert found
    for one in every_threshold(outcome, row):
        facts = with_input(outcome.facts, *input_of(outcome, one, row), one.then)
        again = evaluate_exactly(outcome.plan, facts).steps[one.result]
        assert again.values[row] == (one.after if isinstance(one.after, Fraction) else None)
        assert one.change is None or one.then - one.now == one.change != 0


@pytest.mark.parametrize("row", range(5))
def test_just_short_of_it_the_old_rule_still_applies(outcome, row):
    def rule(one, value, step):
        facts = with_input(outcome.facts, *input_of(outcome, one, row), value)
        return evaluate_exactly(outcome.plan, facts).steps[step].rules[row]

    met = 0
    for one in thresholds(outcome, row):
        step = one.turns[0].partition(":")[0]
        money = outcome.plan.step(one.input).head.type.kind.value == "金额"
        unit = Fraction(1) if money else Fraction(1, 100)
        short = one.then - (unit if one.change > 0 else -unit)
        if one.turns[0].endswith("成立") and rule(one, one.then, step) != rule(one, one.now, step):
            met += 1
            assert rule(one, short, step) != rule(one, one.then, step)
    assert met


def test_ranks_turn_where_another_town_is_overtaken(outcome):
    ranks = thresholds(outcome, 0, "超收名次")
    up = next(one for one in ranks if one.input == "实际收入" and one.change > 0)
    assert up.then == 5500 * WAN  # level with the first: 同名次
    assert (up.before, up.after) == (2, 1)


LATER = """
## 第五条 再奖

```规则
结果 再奖 = 10万元
  当 超收奖励 >= 98万元
  否则 0
  取整 元

结果 再补 = 5万元
  当 村级 >= 30万元
  否则 0
  取整 元
```
"""


@pytest.fixture(scope="module")
def later(outcome_with, policy_text):
    return outcome_with(policy_text + LATER)


def holds(outcome, at, value, result):
    facts = with_input(outcome.facts, *at, value)
    return evaluate_exactly(outcome.plan, facts).steps[result].values[0] != 0


def test_a_condition_behind_a_pool_is_found_and_evaluated(later):
    found = [one for one in thresholds(later, 0, "再奖") if "98万元" in one.turns[0]]
    assert {one.input for one in found} == {"实际收入", "收入目标", "奖励资金池"}
    for one in found:
        at = input_of(later, one, 0)
        short = one.then - (1 if one.change > 0 else -1)
        assert holds(later, at, one.then, "再奖")
        assert not holds(later, at, short, "再奖"), one


def test_a_detail_row_is_named_by_its_cell(later):
    (found,) = (one for one in thresholds(later, 0, "再补") if "30万元" in one.turns[0])
    assert (found.input, found.then) == ("超支金额", 124_999_938)
    assert "镇街.xlsx 超支!D2" in found.of
    at = ("超支事项", 0, "超支金额")
    assert holds(later, at, found.then, "再补")
    assert not holds(later, at, found.then - 1, "再补")


def test_where_a_greatest_value_changes_hands_is_told(outcome):
    (one,) = (t for t in thresholds(outcome, 0) if t.input == "实际收入" and t.then == 5000 * WAN)
    assert "超收额: 从这里起 实际收入 − 收入目标 小于 0" in one.turns


def test_a_flag_and_a_choice_are_told_by_their_other_words(outcome):
    words = {
        (one.input, one.then): (one.turns, one.after)
        for one in every_threshold(outcome, 0)
        if one.change is None
    }
    assert words["一票否决", True][1] == 0
    assert "应奖额: 非 一票否决 不成立" in words["一票否决", True][0]
    assert ("类别", "重点发展") in words


STEPS = """
## 第六条 逐步

```规则
结果 步奖 = INT(实际收入 / 100万元) * 1万元
  取整 元
```
"""


def test_of_a_function_that_rises_in_steps_the_next_on_each_side_is_told(outcome_with, policy_text):
    outcome = outcome_with(policy_text + STEPS)
    found = thresholds(outcome, 0, "步奖")
    assert [(one.then, one.turns) for one in found] == [
        (5400 * WAN - 1, ("步奖: INT(实际收入 ÷ 100万元): 54 → 53",)),
        (5500 * WAN, ("步奖: INT(实际收入 ÷ 100万元): 54 → 55",)),
    ]


OPAQUE = """
## 第六条 乘方

```规则
结果 陡奖 = 10万元
  当 绩效得分 ^ 9 > 85
  否则 0
  取整 元
```
"""


def test_what_is_not_followed_is_said(outcome_with, policy_text):
    outcome = outcome_with(policy_text + OPAQUE)
    found = how_far(context_of(outcome), "陡奖", level="镇街", row=0)
    assert [(one.input, one.step) for one in found.unsolved] == [("绩效得分", "陡奖")]
