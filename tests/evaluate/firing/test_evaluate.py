"""What the network decides is what the guards say, whatever the rules and the data."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiangzhi.diagnostic import TextPlace
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.exact.rules import ReadyRules
from jiangzhi.evaluate.firing import evaluate
from jiangzhi.evaluate.firing.adapter import Network
from jiangzhi.evaluate.firing.compile import questions_of
from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.formula.expr import Call, Const, Read
from jiangzhi.formula.types.types import FLAG, NUMBER
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import Head, InputStep, Plan, RuleStep
from jiangzhi.policy.model import Case, Citation, Hit, Input, Interval, Level

CITE = Citation(0, "", TextPlace("试.md", 1))
NUMBERS, FLAGS = ("得分", "增幅"), ("否决", "合格")


def head(name, kind, needs=(), level="镇街"):
    return Head(name, level, kind, CITE, "", True, False, tuple(needs))


def inputs():
    return [
        InputStep(head(name, kind), Input(name, "镇街", kind, Interval(), None, (name,), "", CITE))
        for names, kind in ((NUMBERS, NUMBER), (FLAGS, FLAG))
        for name in names
    ]


def rules(name, cases, otherwise=None, hit=Hit.UNIQUE, needs=(*NUMBERS, *FLAGS)):
    made = tuple(
        Case(tuple(guards), value, f"第{i}条", "", CITE) for i, (guards, value) in enumerate(cases)
    )
    last = None if otherwise is None else Case((), otherwise, "否则", "", CITE)
    return RuleStep(head(name, NUMBER, needs), made, last, hit, None)


def plan_of(*steps):
    return Plan(
        "试", "试", "试", None, "元", (Level("全县", None), Level("镇街", "全县")), "镇街", None,
        (*inputs(), *steps), (steps[-1].head.name,), {}, (), (), "试.md", "",
    )  # fmt: skip


def facts_of(rows):
    columns = {name: FactColumn([row[name] for row in rows], [""] * len(rows)) for name in rows[0]}
    count = len(rows)
    towns = LevelFacts(
        "镇街", [(f"镇{i}",) for i in range(count)], [0] * count, (), [-1] * count, [0] * count,
        columns,
    )  # fmt: skip
    whole = LevelFacts("全县", [()], [0], (), [-1], [0], {})
    return Facts({"全县": whole, "镇街": towns}, {}, {}, {}, ())


def number(value):
    return Const(Fraction(value), NUMBER)


def compare(name, left, right):
    return Call(name, (left, right), FLAG)


def both(plan, facts):
    one = evaluate_by_firing(plan, facts, chained=True)
    other = evaluate_by_firing(plan, facts, chained=False)
    assert one.steps == other.steps
    return one


sides = st.sampled_from(NUMBERS).map(lambda n: Read(n, NUMBER)) | st.integers(0, 2).map(number)
ratios = st.tuples(sides, sides).map(lambda two: Call("divide", two, NUMBER))
atoms = st.one_of(
    st.sampled_from(FLAGS).map(lambda name: Read(name, FLAG)),
    st.tuples(st.sampled_from(["lt", "le", "gt", "ge", "eq", "ne"]), sides | ratios, sides).map(
        lambda parts: compare(*parts)
    ),
)
guards = st.recursive(
    atoms,
    lambda parts: st.one_of(
        parts.map(lambda part: Call("NOT", (part,), FLAG)),
        st.tuples(st.sampled_from(["AND", "OR"]), st.lists(parts, min_size=1, max_size=4)).map(
            lambda call: Call(call[0], tuple(call[1]), FLAG)
        ),
    ),
    max_leaves=8,
)
values = st.integers(0, 9).map(number) | ratios
cases = st.lists(st.tuples(st.lists(guards, max_size=3), values), min_size=1, max_size=5)
rows = st.fixed_dictionaries(
    {
        **{name: st.none() | st.integers(0, 2).map(Fraction) for name in NUMBERS},
        **{name: st.none() | st.booleans() for name in FLAGS},
    }
)


#: Rules of numbers: words alone are collected in a list.
NUMERIC_HITS = [hit for hit in Hit if hit is not Hit.LISTED]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(cases, st.none() | values, st.sampled_from(NUMERIC_HITS)), min_size=1, max_size=3
    ),
    st.lists(rows, min_size=1, max_size=6),
)
def test_firing_agrees_with_evaluating_the_guards(quantities, towns):
    steps = [rules(f"量{i}", *quantity) for i, quantity in enumerate(quantities)]
    last = steps[-1].head.name
    follow = rules(
        "后", [([compare("gt", Read(last, NUMBER), number(3))], Read(last, NUMBER))],
        number(0), needs=(last,),
    )  # fmt: skip
    plan, facts = plan_of(*steps, follow), facts_of(towns)
    exact = evaluate_exactly(plan, facts)
    for name, found in both(plan, facts).steps.items():
        assert found.values == exact.steps[name].values
        assert found.states == exact.steps[name].states
        assert found.rules == exact.steps[name].rules


TOWN = {"得分": Fraction(75), "增幅": Fraction(1), "否决": False, "合格": True}


def band(count, low=0):
    """Rows of a table that part the scores into single points."""
    score = Read("得分", NUMBER)
    return [
        ([compare("ge", score, number(low + i)), compare("lt", score, number(low + i + 1))],
         number(i)) for i in range(count)
    ]  # fmt: skip


def test_a_derived_value_fires_the_next_rules():
    first = rules("甲", [([Read("合格", FLAG)], number(7))], number(0))
    second = rules(
        "乙", [([compare("gt", Read("甲", NUMBER), number(5))], number(1))], number(0),
        needs=("甲",),
    )  # fmt: skip
    found = both(plan_of(first, second), facts_of([TOWN, {**TOWN, "合格": False}]))
    assert found.steps["乙"].values == [1, 0]
    assert found.steps["乙"].rules == [0, 1]


@pytest.mark.parametrize("count", [29, 31, 62, 300, 1500])
def test_a_table_of_any_length(count):
    facts = facts_of([{**TOWN, "得分": Fraction(at)} for at in (0, count // 2, count - 1, count)])
    found = both(plan_of(rules("甲", band(count), number(-1))), facts)
    assert found.steps["甲"].values == [0, count // 2, count - 1, -1]
    assert found.steps["甲"].rules == [0, count // 2, count - 1, count]


def test_more_steps_than_one_network_holds():
    steps = [rules(f"量{i}", band(20, low=i)) for i in range(40)]
    found = both(plan_of(*steps), facts_of([{**TOWN, "得分": Fraction(45)}]))
    expected = {f"量{i}": [Fraction(45 - i)] if i <= 45 < i + 20 else [None] for i in range(40)}
    assert {name: found.steps[name].values for name in expected} == expected


@pytest.mark.parametrize("width", [10, 24, 25, 300])
def test_a_rule_with_any_number_of_conditions(width):
    score = Read("得分", NUMBER)
    guards = [compare("ne", score, number(i)) for i in range(width)]
    either = [Call("OR", tuple(compare("eq", score, number(i)) for i in range(width)), FLAG)]
    facts = facts_of([{**TOWN, "得分": Fraction(at)} for at in (0, width - 1, width)])
    plan = plan_of(rules("甲", [(guards, number(1)), (either, number(2))]))
    assert both(plan, facts).steps["甲"].values == [2, 2, 1]


def test_every_slot_that_a_rule_asks_for_is_told():
    step = rules("甲", [*band(70), ([Read("合格", FLAG), Read("否决", FLAG)], number(1))])
    for question in questions_of(step, 0):
        asked = {c.slot for rule in question.rules for c in rule.conditions}
        told = {part.split(":")[0].strip('"') for part in question.template.split(",")}
        assert asked <= told


def test_two_rules_at_once_and_none_are_named():
    double = [([Read("合格", FLAG)], number(1)), ([Read("合格", FLAG)], number(2))]
    found = both(plan_of(rules("甲", double)), facts_of([TOWN, {**TOWN, "合格": False}]))
    assert found.steps["甲"].states == [State.TWO_RULES, State.NO_RULE]
    assert found.steps["甲"].rules == [-1, -1]


@pytest.mark.parametrize("chained", [True, False])
@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_error_between_facts_comes_through_and_leaves_nothing_behind(
    monkeypatch, chained, error
):
    closed = []
    close = Network.close
    monkeypatch.setattr(Network, "close", lambda self: closed.append(self._told) or close(self))
    calls = []

    def value(*args):
        calls.append(args)
        if len(calls) == 2:
            raise error
        return real(*args)

    real = ReadyRules.value
    monkeypatch.setattr(ReadyRules, "value", value)
    plan = plan_of(rules("甲", band(3)))
    with pytest.raises(error):
        evaluate_by_firing(plan, facts_of([TOWN, TOWN]), chained=chained)
    assert closed == [0]


def test_each_distinct_pattern_is_decided_once(monkeypatch):
    told = []
    tell = Network.tell
    monkeypatch.setattr(Network, "tell", lambda self, text: told.append(text) or tell(self, text))
    towns = [{**TOWN, "得分": Fraction(at % 3)} for at in range(50)]
    found = evaluate_by_firing(plan_of(rules("甲", band(3))), facts_of(towns), chained=False)
    assert len(told) == 3
    assert found.steps["甲"].values == [at % 3 for at in range(50)]


def test_the_number_of_rows_decides_how_it_is_done(monkeypatch):
    told = []
    tell = Network.tell
    monkeypatch.setattr(Network, "tell", lambda self, text: told.append(text) or tell(self, text))
    plan, facts = plan_of(rules("甲", band(3))), facts_of([{**TOWN, "得分": Fraction(1)}] * 5)
    evaluate_by_firing(plan, facts)
    assert len(told) == 5
    monkeypatch.setattr(evaluate, "MOST_CHAINED", 4)
    evaluate_by_firing(plan, facts)
    assert len(told) == 6
