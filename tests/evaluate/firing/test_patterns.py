"""Rows decided by patterns of truths that were computed elsewhere."""

from __future__ import annotations

import pytest

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.exact.table import Values
from jiangzhi.evaluate.firing.adapter import Network
from jiangzhi.evaluate.firing.clauses import code_of
from jiangzhi.evaluate.firing.patterns import Patterns
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.types.value import State, Unknown


def two_rules(hit, first):
    return (
        f"结果 奖{hit} = 1元\n  当 {first}\n  取整 元\n奖{hit} = 2元\n  当 得分 < 60\n  取整 元\n"
    )


RULES = {
    "唯一": two_rules("", "得分 >= 80") + "  否则 0",
    "同时": "超出 = 收入 - 7000万元\n\n" + two_rules("", "超出 > 0元") + "  否则 0",
    "依次": two_rules("(依次)", "收入 > 7000万元") + "  否则 0",
    "累加": two_rules("(累加)", "收入 > 7000万元"),
}


def patterns_of(outcome, atoms):
    values = Values(outcome.plan, Tree(outcome.plan.levels, outcome.facts))
    for name, column in outcome.steps.items():
        known = zip(column.values, column.states, strict=True)
        values.keep(name, [Unknown(State(s)) if s else v for v, s in known])
    readers = (values.reader("镇街", row) for row in range(4))
    return [tuple(code_of(value_of(atom, read)) for atom in atoms) for read in readers]


@pytest.mark.parametrize("hit", RULES)
def test_every_row_is_decided_as_the_guards_say(plan, facts, blank, hit):
    made = plan(RULES[hit])
    for data in (facts(), facts(towns=blank(1, "得分")), facts(towns=blank(3, "收入", "得分"))):
        outcome = evaluate_exactly(made, data)
        with Patterns(made) as patterns:
            given = patterns_of(outcome, patterns.atoms["奖"])
            assert patterns.rules("奖", given) == list(outcome.steps["奖"].rules)


def test_each_distinct_pattern_is_told_once(plan, monkeypatch):
    told = []
    tell = Network.tell
    monkeypatch.setattr(Network, "tell", lambda self, text: told.append(text) or tell(self, text))
    with Patterns(plan(RULES["唯一"])) as patterns:
        assert patterns.rules("奖", [(1, 1), (-1, -1)] * 500) == [0, 1] * 500
        assert len([text for text in told if '"w":-1' not in text]) == 2
