"""What explanations cost: one town of a large run, the page."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.explain.context import context_of
from jiangzhi.explain.locate import locate_quantities, locate_town
from jiangzhi.explain.render.text import derivation_text
from jiangzhi.explain.store.read import read_trace
from jiangzhi.explain.store.write import trace_table, write_trace
from jiangzhi.explain.why import why
from jiangzhi.publish.manifest import manifest_of
from jiangzhi.publish.report.write import report_page

WORKLOAD = Path(__file__).with_name("workload")
POLICY = WORKLOAD / "policy.md"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("workload_generate", WORKLOAD / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_one_town_out_of_40000(generate, tmp_path, benchmark):
    """From the stored trace to the text, after imports: aim a quarter of a second."""
    plan, facts = (
        generate.load_plan(),
        generate.with_rows(generate.facts_of(generate.arrays(40_000))),
    )
    outcome = evaluate_by_columns(plan, facts)
    write_trace(outcome, tmp_path / "trace.parquet")
    town = "/".join(facts.levels[plan.subject].keys[20_000])

    def explain() -> str:
        stored = read_trace(tmp_path / "trace.parquet", plan)
        at = locate_town(stored, town)
        context = context_of(stored)
        wanted = locate_quantities(stored, at, None)
        return derivation_text(*(why(context, name, row) for name, row in wanted))

    text = benchmark.pedantic(explain, rounds=5, warmup_rounds=1)
    assert town in text


def test_the_page_of_2000_towns(generate, benchmark):
    """Time to write it, and its size."""
    plan, facts = (
        generate.load_plan(),
        generate.with_rows(generate.facts_of(generate.arrays(2_000))),
    )
    outcome = evaluate_by_columns(plan, facts)
    manifest = manifest_of(
        outcome, table=trace_table(outcome), policy_text=POLICY.read_text(encoding="utf-8"),
        results={}, agreement={},
    )  # fmt: skip

    def page() -> str:
        return report_page(context_of(outcome), manifest=manifest, notes=())

    text = benchmark.pedantic(page, rounds=1)
    benchmark.extra_info["bytes"] = len(text.encode())
    assert len(text.encode()) < 8_000_000
