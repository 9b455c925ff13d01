"""What durable-rules does with what it is given, one test for each of its known ways to fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

import pytest

from jiangzhi.evaluate.firing import adapter
from jiangzhi.evaluate.firing.adapter import (
    LARGEST,
    MOST_CONDITIONS,
    MOST_PROPERTIES,
    MOST_RULES,
    MOST_RULES_OF_A_TAG,
    MOST_TAGS,
    Condition,
    FiringBroken,
    Network,
    NetworkRule,
    NetworkTooLarge,
    fact_text,
    fail_if_too_large,
)
from jiangzhi.evaluate.firing.names import NamesCollide

library = adapter.c


def rule(tag, *conditions):
    return NetworkRule(tag, tuple(Condition(*c) for c in conditions))


def fired(rules, *facts):
    with Network(rules) as network:
        return [network.tell(fact_text(tag, slots)) for tag, slots in facts]


def test_every_rule_whose_conditions_hold_fires_earlier_ones_first():
    rules = [
        rule(1, ("q0", ">", 0), ("q1", ">", 0)),
        rule(1, ("q0", "<", 0)),
        rule(2),
        rule(1, ("q1", ">", 0)),
        rule(2, ("q2", "=", 0)),
    ]
    told = [
        (1, {"q0": 1, "q1": 1}), (2, {"q2": 0}), (1, {"q0": -1, "q1": 0}), (3, {"q0": 1, "q1": 1}),
    ]  # fmt: skip
    assert fired(rules, *told) == [[0, 3], [2, 4], [1], []]


@pytest.mark.parametrize(
    ("operator", "holds"),
    [
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        ("=", [False, True, False]),
        (">=", [False, True, True]),
        (">", [False, False, True]),
    ],
)
def test_each_comparison(operator, holds):
    facts = [(1, {"q0": value}) for value in (-1, 0, 1)]
    assert fired([rule(1, ("q0", operator, 0))], *facts) == [[0] if h else [] for h in holds]


def test_the_largest_whole_numbers_are_told_apart():
    rules = [rule(1, ("q0", ">", LARGEST - 1)), rule(1, ("q0", "<", 1 - LARGEST))]
    facts = [(1, {"q0": value}) for value in (LARGEST, LARGEST - 1, -LARGEST)]
    assert fired(rules, *facts) == [[0], [], [1]]


def test_chinese_names_reach_the_library_as_they_are():
    assert fired([rule(1, ("绩效得分", ">", 0))], (1, {"绩效得分": 1})) == [[0]]


@pytest.mark.parametrize(("one", "other"), [("yiijsv", "ktodoe"), ("分励政基得", "比数额支分")])
def test_two_names_with_one_hash_are_one_to_the_library_and_refused_by_us(one, other):
    definition = {"r": {"all": [{"m": {"$and": [{"$gt": {one: 0}}]}}]}}
    text = json.dumps(definition, ensure_ascii=False)
    handle = library.create_ruleset(f"collision of {one}", text)
    fact = json.dumps({"sid": "1", "id": "1", other: 1}, ensure_ascii=False)
    result, _ = library.assert_fact(handle, fact)
    library.delete_ruleset(handle)
    assert result == 0
    with pytest.raises(NamesCollide):
        Network([rule(1, (one, ">", 0), (other, ">", 0))])


@pytest.mark.parametrize("value", ["1", True, 1.0, None])
def test_only_whole_numbers_are_told(value):
    with pytest.raises(TypeError):
        fact_text(1, {"q0": value})


@pytest.mark.parametrize("value", [LARGEST + 1, -LARGEST - 1])
def test_numbers_that_would_saturate_are_refused(value):
    with pytest.raises(OverflowError):
        fact_text(1, {"q0": value})
    with pytest.raises(NetworkTooLarge):
        Network([rule(1, ("q0", ">", value))])


def test_a_condition_compares_a_property_with_a_constant_and_nothing_else():
    with pytest.raises(NetworkTooLarge):
        Network([rule(1, ("q0", ">", {"$add": {"$l": {"m": "q1"}, "$r": 1}}))])


def test_a_missing_property_looks_like_no_match():
    assert fired([rule(1, ("q0", "<=", 0))], (1, {"q1": 0})) == [[]]


def test_a_fact_that_nothing_matches_does_not_disturb_the_next():
    assert fired([rule(1, ("q0", ">", 0))], (1, {"q0": 0}), (1, {"q0": 1})) == [[], [0]]


def test_the_same_fact_told_twice_fires_twice():
    assert fired([rule(1)], (1, {"q0": 1}), (1, {"q0": 1})) == [[0], [0]]


def test_a_fact_taken_for_one_already_seen_is_an_error(monkeypatch):
    with Network([rule(1)]) as network:
        network.tell(fact_text(1, {}))
        monkeypatch.setattr(network, "_told", 0)
        with pytest.raises(FiringBroken):
            network.tell(fact_text(1, {}))
        network.forget()


def test_more_sessions_than_the_library_holds_at_once_follow_each_other():
    with Network([rule(1, ("q0", ">", 0))]) as network:
        for _ in range(3000):
            assert network.tell('"w":1,"q0":1') == [0]
            network.forget()


def test_a_session_forgotten_leaves_nothing_to_the_next():
    with Network([rule(1)]) as network:
        network.tell(fact_text(1, {"q0": 1}))
        network.forget()
        network.forget()
        with pytest.raises(library.error):
            library.get_state(network._handle, "1")


def test_a_session_in_which_nothing_fired_can_be_deleted():
    # its pointers are uninitialised, and only filled memory shows it every time
    code = (
        "from jiangzhi.evaluate.firing.adapter import *\n"
        "with Network([NetworkRule(1, (Condition('q0', '>', 0),))]) as network:\n"
        "    for _ in range(10):\n"
        "        assert network.tell(fact_text(1, {'q0': -1})) == []\n"
        "        network.forget()\n"
    )
    filled = {"MALLOC_PERTURB_": "85", "PYTHONMALLOC": "malloc"}
    run = subprocess.run([sys.executable, "-c", code], check=False, env={**os.environ, **filled})
    assert run.returncode == 0


def test_a_long_chain_of_facts_in_one_session():
    with Network([rule(1, ("q0", ">", 0))]) as network:
        assert [network.tell('"w":1,"q0":1') for _ in range(3000)] == [[0]] * 3000


def test_no_thread_and_no_host_are_started():
    before = threading.active_count()
    fired([rule(1)], (1, {}))
    assert threading.active_count() == before
    code = (
        "import sys, jiangzhi.evaluate.firing.evaluate as e;"
        "sys.exit(any(m == 'durable' or m.startswith('durable.') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_as_many_rules_as_may_fire_at_once_do():
    rules = [rule(1, (f"q{i}", ">", 0)) for i in range(MOST_RULES_OF_A_TAG)]
    slots = {f"q{i}": 1 for i in range(MOST_RULES_OF_A_TAG)}
    assert fired(rules, (1, slots)) == [list(range(MOST_RULES_OF_A_TAG))]
    with pytest.raises(NetworkTooLarge):
        Network([*rules, rule(1)])


def test_every_rule_rests_on_one_fact(monkeypatch):
    seen = []
    monkeypatch.setattr(adapter.c, "create_ruleset", lambda name, text: seen.append(text) or 0)
    Network([rule(1, ("q0", ">", 0), ("q1", ">", 0)), rule(2)])
    for definition in json.loads(seen[0]).values():
        assert [list(part) for part in definition["all"]] == [["m"]]


def test_as_many_properties_as_a_fact_may_have():
    slots = {f"q{i}": 1 for i in range(MOST_PROPERTIES)}
    last = f"q{MOST_PROPERTIES - 1}"
    assert fired([rule(1, (last, ">", 0))], (1, slots)) == [[0]]
    with pytest.raises(NetworkTooLarge):
        fact_text(1, {**slots, "q999": 1})


def test_as_many_tags_as_the_library_can_tell_apart():
    rules = [rule(tag, ("q0", ">", 0)) for tag in range(MOST_TAGS)]
    assert fired(rules, (MOST_TAGS - 1, {"q0": 1})) == [[MOST_TAGS - 1]]
    # one more, and the library itself would never return
    with pytest.raises(NetworkTooLarge):
        fail_if_too_large([*rules, rule(MOST_TAGS)])


def test_as_many_conditions_as_a_rule_may_have():
    conditions = [(f"q{i}", ">", 0) for i in range(MOST_CONDITIONS - 1)]
    assert fired([rule(1, *conditions)], (1, {c[0]: 1 for c in conditions})) == [[0]]
    with pytest.raises(NetworkTooLarge):
        Network([rule(1, *conditions, ("q99", ">", 0))])


def test_more_rules_than_a_network_holds_are_refused():
    with pytest.raises(NetworkTooLarge):
        fail_if_too_large([rule(i % 500) for i in range(MOST_RULES + 1)])


def test_networks_side_by_side_have_names_of_their_own(monkeypatch):
    names = []
    create = adapter.c.create_ruleset
    monkeypatch.setattr(
        adapter.c, "create_ruleset", lambda name, text: names.append(name) or create(name, text)
    )
    with Network([rule(1, ("q0", ">", 0))]) as one, Network([rule(1, ("q0", "<", 0))]) as other:
        assert one.tell('"w":1,"q0":1') == [0]
        assert other.tell('"w":1,"q0":1') == []
        assert other.tell('"w":1,"q0":-1') == [0]
    assert len(set(names)) == 2


def test_a_closed_network_is_gone():
    network = Network([rule(1)])
    network.close()
    network.close()
    with pytest.raises(library.error):
        network.tell(fact_text(1, {}))
