"""What a value was computed from, and where an unknown one comes from."""

from __future__ import annotations

import pytest

from jiangzhi.evaluate.open.lineage import Dependence, causes_of_unknown, unknown_results
from jiangzhi.plan.model import AggregateStep

RULES = (
    '支出 = SUMIFS([事项金额], [事由] = "政策")\n'
    "结果 奖 = 按需分配(MAX(0, 收入 - 目标) + 支出, 资金池)\n  取整 元"
)


@pytest.fixture
def found(run, blank):
    return run(RULES, towns=blank(0, "收入"))


def test_a_share_rests_on_all_rows_of_its_pool_and_no_other(found):
    dependence = Dependence(found.plan, found.facts)
    needs = set(dependence.of(("奖", 0)))
    assert {("资金池", 0), ("奖#1", 0), ("奖#1", 1)} == needs
    assert dependence.group_of(("奖", 0)) == dependence.group_of(("奖", 1))
    assert dependence.group_of(("奖", 0)) != dependence.group_of(("奖", 2))


def test_a_total_rests_on_its_own_rows(found):
    dependence = Dependence(found.plan, found.facts)
    (total,) = [s.head.name for s in found.plan.steps if isinstance(s, AggregateStep)]
    assert {row for _, row in dependence.of((total, 0))} == {0, 1}
    assert {row for _, row in dependence.of((total, 2))} == {2}


def test_a_quantity_rests_on_its_own_row_and_those_above(run):
    outcome = run("结果 余 = 资金池 - 收入\n  取整 元")
    needs = set(Dependence(outcome.plan, outcome.facts).of(("余", 3)))
    assert needs == {("资金池", 1), ("收入", 3)}


def test_the_steps_under_a_result(found):
    under = Dependence(found.plan, found.facts).steps_under("奖")
    assert {"奖", "支出", "收入", "目标", "资金池", "事项金额", "事由"} <= under
    assert "得分" not in under


def test_all_shares_of_a_pool_come_from_the_one_blank(found):
    assert list(unknown_results(found)) == [("奖", 0), ("奖", 1)]
    causes = causes_of_unknown(found, Dependence(found.plan, found.facts))
    assert causes == [("收入", 0)]
