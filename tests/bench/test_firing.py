"""The firing evaluator: against durable-rules matching the same facts, and in towns a second.

All figures of one test are taken in turns in the same run; each is the best of its rounds.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import count
from pathlib import Path
from random import Random

import pytest
from bench.workload import generate
from durable import engine

from jiangzhi.evaluate.agreement.patterns import fail_if_patterns_differ
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.exact.table import Values
from jiangzhi.evaluate.firing.adapter import Network
from jiangzhi.evaluate.firing.clauses import code_of
from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing
from jiangzhi.evaluate.firing.patterns import Patterns
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.evaluate import value_of
from jiangzhi.plan.load import load_policy

POLICY = Path(__file__).parent / "workload" / "policy.md"
CLASSES = ("优先发展", "重点发展", "生态保护")
TOWNS, OF_A_COUNTY, ROUNDS = 2000, 20, 5
MANY = 200_000


def level(name, keys, parents, columns):
    rows = len(keys)
    made = {column: FactColumn(values, [""] * rows) for column, values in columns.items()}
    return LevelFacts(name, keys, parents, (), [-1] * rows, [0] * rows, made)


def facts_of(towns: int, seed: int = 7) -> Facts:
    draw = Random(seed)
    counties = towns // OF_A_COUNTY
    target = [draw.randrange(10**8, 5 * 10**10) for _ in range(towns)]
    levels = [
        level("整体", [()], [0], {}),
        level(
            "县区", [(f"县{i:05}",) for i in range(counties)], [0] * counties,
            {
                "奖励资金池": [Fraction(draw.randrange(3 * 10**10)) for _ in range(counties)],
                "支持资金池": [Fraction(draw.randrange(5 * 10**9)) for _ in range(counties)],
            },
        ),
        level(
            "镇街", [(f"县{i // OF_A_COUNTY:05}", f"镇{i:06}") for i in range(towns)],
            [i // OF_A_COUNTY for i in range(towns)],
            {
                "类别": [draw.choice(CLASSES) for _ in range(towns)],
                "收入目标": [Fraction(t) for t in target],
                "实际收入": [Fraction(t * draw.randrange(90, 131) // 100) for t in target],
                "绩效得分": [Fraction(draw.randrange(40, 101)) for _ in range(towns)],
                "一票否决": [draw.random() < 0.05 for _ in range(towns)],
                "超支额": [Fraction(draw.randrange(10**9)) for _ in range(towns)],
            },
        ),
    ]  # fmt: skip
    return Facts({made.level: made for made in levels}, {}, {}, {}, ())


@pytest.fixture(scope="module")
def plan():
    return load_policy(POLICY).plan


@pytest.fixture(scope="module")
def facts():
    return facts_of(TOWNS)


def best(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The shortest time of each, taken in turns."""
    times = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    return {name: min(taken) for name, taken in times.items()}


def rate_of(work: Callable[[], object], towns: int) -> int:
    """Towns a second of the processor, the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return round(towns / min(times))


def tell(figures, what: str, rate: int, aim: int) -> None:
    section = figures.section("Start-up and firing", "what", "measured", "aim")
    section.add(what, f"{rate:,} towns/s", f"{aim:,}")


@pytest.fixture
def told(plan, facts, monkeypatch):
    """What the evaluator tells its networks, and their rules: (definition, facts or None)."""
    networks: dict[int, tuple[object, list[str | None]]] = {}
    init, tell, forget = Network.__init__, Network.tell, Network.forget

    def made(self, rules):
        init(self, rules)
        networks[id(self)] = (tuple(rules), [])
        kept.append(self)

    kept: list[Network] = []
    monkeypatch.setattr(Network, "__init__", made)
    monkeypatch.setattr(Network, "tell", lambda self, text: (
        networks[id(self)][1].append(text), tell(self, text))[1])  # fmt: skip
    monkeypatch.setattr(Network, "forget", lambda self: (
        networks[id(self)][1].append(None), forget(self))[1])  # fmt: skip
    evaluate_by_firing(plan, facts, chained=True)
    monkeypatch.undo()
    return list(networks.values())


def replayed_by_c(told):
    networks = [(Network(rules), facts) for rules, facts in told]

    def run():
        for network, facts in networks:
            for text in facts:
                if text is None:
                    network.forget()
                else:
                    network.tell(text)

    return run


def replayed_by_library(told, numbers=count()):  # noqa: B008 - names must never repeat
    """The library's own Ruleset, without its host and timers, with actions that do nothing."""
    rulesets = []
    for rules, facts in told:
        definition = {
            f"r{i}": {
                "all": [{"m": {"$and": [{"w": r.tag}, *(c.definition() for c in r.conditions)]}}],
                "run": lambda c: None,
            }
            for i, r in enumerate(rules)
        }
        definition["last"] = {"all": [{"m": {"$and": [{"w": -1}]}}], "run": lambda c: None}
        ruleset = engine.Ruleset(f"bench-{next(numbers)}", None, definition)
        parsed = [None if text is None else json.loads(f"{{{text}}}") for text in facts]
        rulesets.append((ruleset, parsed))

    def run():
        for ruleset, facts in rulesets:
            number = 0
            for fact in facts:
                if fact is None:
                    if number:
                        ruleset.delete_state("1")
                    number = 0
                    continue
                number += 1
                try:
                    state = ruleset.assert_fact({"sid": "1", "id": str(number), **fact})
                except engine.MessageNotHandledException:
                    continue
                ruleset.do_actions(state, lambda error, result: None)

    return run


def test_against_durable_rules_matching_the_same_facts(benchmark, plan, facts, told):
    times = best(
        {
            "evaluator": lambda: evaluate_by_firing(plan, facts, chained=True),
            "c": replayed_by_c(told),
            "library": replayed_by_library(told),
        }
    )
    rates = {name: round(TOWNS / taken) for name, taken in times.items()}
    benchmark.extra_info.update(
        {
            "towns a second, evaluator chained": rates["evaluator"],
            "towns a second, matching only, durable-rules' own interface": rates["library"],
            "towns a second, matching only, its C functions": rates["c"],
            "ratio to its own interface (aim 0.5)": round(rates["evaluator"] / rates["library"], 2),
            "ratio to its C functions": round(rates["evaluator"] / rates["c"], 2),
        }
    )
    benchmark.pedantic(evaluate_by_firing, args=(plan, facts), kwargs={"chained": True}, rounds=3)


@pytest.mark.parametrize("chained", [True, False], ids=["chained", "by_patterns"])
def test_towns_a_second(benchmark, figures, plan, facts, chained):
    benchmark.pedantic(
        evaluate_by_firing, args=(plan, facts), kwargs={"chained": chained}, rounds=ROUNDS
    )
    rate = rate_of(lambda: evaluate_by_firing(plan, facts, chained=chained), TOWNS)
    benchmark.extra_info["towns a second, amounts by exact fractions (aim 8000)"] = rate
    if chained:
        tell(figures, "firing, chained, every amount by exact fractions", rate, 8000)


def test_rows_decided_by_patterns_a_second(benchmark, figures, plan, facts):
    """The conditions' truths are given: what is left is to decide every rule of every row."""
    outcome = evaluate_exactly(plan, facts)
    values = Values(plan, Tree(plan.levels, facts))
    for name, column in outcome.steps.items():
        values.keep(name, column.values)
    readers = [values.reader("镇街", row) for row in range(TOWNS)]
    with Patterns(plan) as shapes:
        given = {
            name: [tuple(code_of(value_of(a, read)) for a in atoms) for read in readers] * 50
            for name, atoms in shapes.atoms.items()
        }

    def decide():
        with Patterns(plan) as fresh:
            return {name: fresh.rules(name, patterns) for name, patterns in given.items()}

    found = benchmark.pedantic(decide, rounds=ROUNDS)
    for name, rules in found.items():
        assert rules[:TOWNS] == list(outcome.steps[name].rules)
    rate = rate_of(decide, 50 * TOWNS)
    benchmark.extra_info["towns a second decided by patterns (aim 150000)"] = rate
    tell(figures, "firing, each pattern decided once, conditions given", rate, 150_000)


def test_agreement_by_patterns_a_second(benchmark, figures, plan):
    """What a large run does: conditions found, patterns decided, samples recomputed exactly."""
    outcome = evaluate_by_columns(plan, generate.facts_of(generate.arrays(MANY)))
    benchmark.pedantic(fail_if_patterns_differ, args=(outcome,), rounds=ROUNDS, warmup_rounds=1)
    rate = rate_of(lambda: fail_if_patterns_differ(outcome), MANY)
    benchmark.extra_info["towns a second agreed on by patterns (aim 150000)"] = rate
    tell(figures, "firing by patterns beside columns, samples recomputed", rate, 150_000)
