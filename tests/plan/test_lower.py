"""Columns, ranks and look-ups become steps on the right level, each computed once."""

from __future__ import annotations

from jiangzhi.formula.expr import Reduce
from jiangzhi.plan.model import AggregateStep, AllocateStep, RankStep, RuleStep


def steps_of(loaded, kind):
    return [step for step in loaded.plan.steps if isinstance(step, kind)]


def test_a_column_of_ones_own_level_is_reduced_in_the_group(load):
    loaded = load("结果 占比 = 收入 / SUM([收入])")
    (step,) = steps_of(loaded, AggregateStep)
    assert (step.head.level, step.member, step.element) == ("县区", "镇街", "收入")


def test_a_column_over_all_is_reduced_on_the_whole(load):
    loaded = load("结果 占比 = 收入 / SUM(全部[收入])")
    (step,) = steps_of(loaded, AggregateStep)
    assert step.head.level == "整体"


def test_details_are_reduced_to_the_town_and_filtered(load):
    loaded = load('结果 支持 = SUMIFS([事项金额], [事由] = "应急")\n  取整 元\n  层级 镇街')
    (step,) = steps_of(loaded, AggregateStep)
    assert (step.head.level, step.member, step.how) == ("镇街", "超支事项", Reduce.SUM)
    assert step.where is not None


def test_excel_pairs_mean_the_same_as_a_comparison(load):
    one = load('结果 支持 = SUMIFS([事项金额], [事由] = "应急")\n  取整 元')
    other = load('结果 支持 = SUMIFS([事项金额], [事由], "应急")\n  取整 元')
    guards = [
        next(
            s for s in loaded.plan.steps if s.head.name == steps_of(loaded, AggregateStep)[0].where
        )
        for loaded in (one, other)
    ]
    assert isinstance(guards[0], RuleStep)
    texts = [guard.cases[0].value.function for guard in guards]
    assert texts == ["eq", "eq"]


def test_the_same_sum_is_one_step(load):
    loaded = load("甲 = 收入 / SUM([收入])\n结果 乙 = 目标 / SUM([收入]) + 甲")
    assert len(steps_of(loaded, AggregateStep)) == 1


def test_steps_stand_after_what_they_need(load):
    loaded = load("结果 奖 = 甲 + 1元\n  取整 元\n甲 = 乙 * 2\n乙 = 收入 * 1%")
    names = [step.head.name for step in loaded.plan.steps]
    assert names.index("乙") < names.index("甲") < names.index("奖")


def test_a_rank_among_the_eligible_names_its_condition(load):
    loaded = load("名次 = RANK(得分, [得分], 降序, 同名次, [收入] > [目标])\n结果 前三 = 名次 <= 3")
    (step,) = steps_of(loaded, RankStep)
    assert step.where is not None
    assert step.within == "县区"


def test_an_allocation_takes_its_pool_from_the_group(load):
    loaded = load("结果 奖 = 按需分配(收入 * 1%, 资金池 * 50%)\n  当 得分 >= 60\n  上限 10万元")
    (step,) = steps_of(loaded, AllocateStep)
    levels = {s.head.name: s.head.level for s in loaded.plan.steps}
    assert levels[step.pool] == "县区"
    assert levels[step.claim] == levels[step.takes_part] == levels[step.cap] == "镇街"


def test_last_years_own_value_needs_no_cycle(load):
    loaded = load("结果 结转 = 上年(结转, 0) + 收入 - 目标\n  取整 元")
    prior = next(s for s in loaded.plan.steps if s.head.name == "上年.结转")
    assert (prior.head.level, prior.head.type.kind.value) == ("镇街", "金额")
