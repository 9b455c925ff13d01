"""The report page of two thousand towns in Chromium: its size, and how soon it answers.

The sample policy over its own towns, 32 times with other amounts, so that hardly two towns tell
the same. What takes time is recorded and held to nothing: it is the machine's.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from publish.chromium import Chromium, installed

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import context_of
from jiangzhi.facts.model import FactColumn, Facts
from jiangzhi.facts.read import read_workbooks
from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.load import load_policy
from jiangzhi.plan.model import Plan
from jiangzhi.publish.report.write import report_page
from jiangzhi.record.manifest import manifest_of
from jiangzhi.record.trace.write import trace_table

ROOT = Path(__file__).parents[2]
SAMPLE = "yunfu-township-incentive"
TIMES = 32
#: Bytes. A page that is larger does not go by mail.
MOST = 8_000_000
OPENINGS = 5


def copied(plan: Plan, facts: Facts) -> Facts:
    """The facts ``TIMES`` times, each with counties of its own and amounts one percent larger."""
    money = {step.head.name for step in plan.steps if step.head.type.kind is Kind.MONEY}
    copies = range(TIMES)

    def column(name: str, one: FactColumn) -> FactColumn:
        values = [
            Fraction(round(value * (100 + copy) / 10_000) * 100)
            if name in money and isinstance(value, Fraction)
            else value
            for copy in copies
            for value in one.values
        ]
        return FactColumn(values, [raw for _ in copies for raw in one.raw])

    levels = {}
    for name, level in facts.levels.items():
        parent = plan.level(name).parent
        if parent is None:
            levels[name] = level
            continue
        above = facts.levels[parent]
        step = len(above.keys) if above.keys[0] else 0
        levels[name] = replace(
            level,
            keys=[(f"{key[0]}{copy + 1}", *key[1:]) for copy in copies for key in level.keys],
            parents=[row + copy * step for copy in copies for row in level.parents],
            source_of=[at for _ in copies for at in level.source_of],
            row_of=[row for _ in copies for row in level.row_of],
            columns={key: column(key, one) for key, one in level.columns.items()},
            cells={},
        )
    return replace(facts, levels=levels)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    loaded = load_policy(ROOT / "rules" / f"{SAMPLE}.md")
    facts = read_workbooks(loaded.policy, [ROOT / "inputs" / f"{SAMPLE}.xlsx"])
    return evaluate_by_columns(loaded.plan, copied(loaded.plan, facts))


@pytest.fixture
def browser() -> Iterator[Chromium]:
    if not installed():
        pytest.skip("Chromium is not installed")
    with Chromium() as opened:
        yield opened


def seconds(browser: Chromium, script: str, until: str) -> float:
    """From an act in the page until a condition holds and the page is laid out anew."""
    started = time.perf_counter()
    browser.run(script)
    browser.wait(f"({until}) && document.body.offsetHeight > 0")
    return time.perf_counter() - started


@pytest.mark.browser
def test_the_page_of_2016_towns_in_chromium(outcome, browser, benchmark, tmp_path):
    manifest = manifest_of(
        outcome, table=trace_table(outcome), policy_text="", results={}, agreement={}
    )
    path = tmp_path / "report.html"

    def written() -> str:
        return report_page(context_of(outcome), manifest=manifest, notes=())

    path.write_text(benchmark.pedantic(written, rounds=1), encoding="utf-8")
    size = path.stat().st_size
    painted, answers = [], []
    for _ in range(OPENINGS):
        browser.open(path)
        browser.wait("performance.getEntriesByType('paint').length > 1")
        painted.append(browser.run("performance.getEntriesByName('first-contentful-paint')[0]"
                                   ".startTime"))  # fmt: skip
        answers.append(browser.run("performance.getEntriesByType('navigation')[0]"
                                   ".domContentLoadedEventEnd"))  # fmt: skip
    count = "document.getElementById('count').textContent"
    assert browser.run(count) == "2016 / 2016 个"
    shown = seconds(browser, "document.getElementById('towns').scrollIntoView()", "true")
    opened = seconds(
        browser,
        "document.querySelector('#towns tbody tr:nth-child(1000) a').click()",
        "document.querySelectorAll('article .source').length > 5",
    )
    found = seconds(
        browser,
        "(() => { const s = document.getElementById('search'); s.value = '罗定市32 榃滨';"
        "s.dispatchEvent(new Event('input')); })()",
        f"{count} === '1 / 2016 个'",
    )
    sort = "document.querySelectorAll('#towns thead button')[9].click()"
    ordered = seconds(browser, sort, "document.querySelector('#towns [aria-sort]') !== null")
    assert browser.complaints() == []
    assert size < MOST
    benchmark.extra_info.update({
        "bytes": size,
        "ms to first paint": round(statistics.median(painted)),
        "ms to a table that answers": round(statistics.median(answers)),
        "ms to show the table": round(shown * 1000),
        "ms to open a town": round(opened * 1000),
        "ms to search": round(found * 1000),
        "ms to sort": round(ordered * 1000),
    })  # fmt: skip
