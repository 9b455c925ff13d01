"""Every construct beside the workload: none is silently slow.

Each policy says the least that uses one construct, over 10^5 towns (10^4 without ``--slow``).
Its time is CPU time, shown as a multiple of the workload's over as many towns.
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from jiangzhi.document.read import read_document
from jiangzhi.evaluate.agreement.whole import fail_if_evaluators_differ
from jiangzhi.evaluate.columns.describe import describe_paths
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.formula.registry import FUNCTIONS, SPECIALS
from jiangzhi.formula.syntax.operators import TIGHTNESS
from jiangzhi.plan.load import plan_document
from jiangzhi.plan.model import Plan

BENCH = Path(__file__).parent
#: Slower than this against the workload is slow, and must be said to be.
MOST = 20
#: What grows with the square of the rows, since its denominators multiply up. A pool of so
#: many is refused.
LONG = ("SUM 比率 全部", "AVERAGE 比率 全部")
REFUSED = "按权分配 比率 全部"


def load(path: str) -> ModuleType:
    name = f"bench_{Path(path).stem}"
    spec = importlib.util.spec_from_file_location(name, BENCH / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


listed, data = load("constructs/listed.py"), load("constructs/data.py")
TEXT = (BENCH / "constructs" / "policy.md").read_text(encoding="utf-8")


def plan_with(name: str) -> Plan:
    table, rules = listed.TABLES.get(name, ""), listed.RULES[name]
    block = f"\n```规则\n{rules}\n```\n" if rules else ""
    return plan_document(read_document(f"{TEXT}\n{table}{block}", file="p.md")).plan


@pytest.mark.parametrize("of_a_county", [7, 300])
@pytest.mark.parametrize("name", listed.RULES)
def test_every_construct_is_exact(name, of_a_county):
    plan, facts = plan_with(name), data.facts_of(300, of_a_county=of_a_county)
    fail_if_evaluators_differ(evaluate_exactly(plan, facts), evaluate_by_columns(plan, facts))


def computed(plan: Plan, facts: Facts) -> Outcome:
    """An outcome with all its arrays made."""
    outcome = evaluate_by_columns(plan, facts)
    for found in outcome.steps.values():
        _ = found.values.raw, found.rules.array
    return outcome


def cpu_seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


@pytest.mark.parametrize("towns", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_no_construct_is_silently_slow(benchmark, towns):
    workload = load("workload/generate.py")
    plain = workload.load_plan(), workload.facts_of(workload.arrays(towns))
    facts = data.facts_of(towns)
    times: dict[str, float] = {}
    for name in listed.RULES:
        if name == REFUSED:
            continue
        plan = plan_with(name)
        pairs = [
            (cpu_seconds(lambda p=plan: computed(p, facts)), cpu_seconds(lambda: computed(*plain)))
            for _ in range(3)
        ]
        times[name] = statistics.median(own / other for own, other in pairs)
    benchmark.pedantic(computed, args=plain, rounds=1)
    for name, times_as_long in sorted(times.items(), key=lambda item: -item[1]):
        benchmark.extra_info[name] = f"{times_as_long:.2f} (aim under {MOST})"
    print("", *(f"{k}: {v}" for k, v in benchmark.extra_info.items()), sep="\n  ")
    slow = {name for name, times_as_long in times.items() if times_as_long > MOST}
    assert slow <= set(LONG), slow


@pytest.mark.parametrize("name", LONG)
def test_what_is_slow_is_said_to_be(name):
    shown = [str(path) for path in describe_paths(plan_with(name))]
    assert any("行数越多越慢" in line for line in shown)


def test_every_function_is_measured():
    written = " ".join(listed.RULES.values())
    named = [one.name for one in (*FUNCTIONS.values(), *SPECIALS.values())]
    never = [name for name in named if name not in TIGHTNESS and f"{name}(" not in written]
    assert never == []
