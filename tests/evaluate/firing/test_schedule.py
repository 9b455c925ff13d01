"""Chains as long as what they need allows."""

from __future__ import annotations

from jiangzhi.diagnostic import TextPlace
from jiangzhi.evaluate.firing.schedule import Chain, schedule
from jiangzhi.formula.expr import Const, Reduce
from jiangzhi.formula.types.types import NUMBER
from jiangzhi.plan.model import AggregateStep, Head, Plan, RuleStep
from jiangzhi.policy.model import Case, Citation, Hit, Level

CITE = Citation(0, "", TextPlace("试.md", 1))


def rule(name, level, *needs):
    case = Case((), Const(0, NUMBER), "", "", CITE)
    head = Head(name, level, NUMBER, CITE, "", True, False, needs)
    return RuleStep(head, (case,), None, Hit.UNIQUE, None)


def total(name, of):
    head = Head(name, "县区", NUMBER, CITE, "", True, False, (of,))
    return AggregateStep(head, Reduce.SUM, of, None, "镇街", None)


def order(*steps):
    levels = (Level("全市", None), Level("县区", "全市"), Level("镇街", "县区"))
    plan = Plan("", "", "", None, "元", levels, "镇街", None, steps, (), {}, (), (), "", "")
    return [
        [s.head.name for s in item.steps] if isinstance(item, Chain) else item.head.name
        for item in schedule(plan)
    ]


def test_a_chain_ends_where_a_total_is_needed():
    steps = [
        rule("甲", "镇街"),
        total("合计", "甲"),
        rule("乙", "镇街", "合计"),
        rule("丙", "镇街", "甲"),
    ]
    assert order(*steps) == [["甲", "丙"], "合计", ["乙"]]


def test_levels_have_chains_of_their_own():
    steps = [
        rule("县甲", "县区"),
        rule("甲", "镇街", "县甲"),
        rule("县乙", "县区"),
        rule("乙", "镇街", "县乙"),
    ]
    assert order(*steps) == [["县甲", "县乙"], ["甲", "乙"]]
