"""Every policy that is shipped: it loads without a warning, its cases pass, its workbook runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiangzhi.diagnostic import Severity
from jiangzhi.evaluate.agreement.compare import evaluate_and_compare
from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing
from jiangzhi.evaluate.guarantees.check import check_guarantees
from jiangzhi.evaluate.judge import run_cases
from jiangzhi.facts.read import read_workbooks
from jiangzhi.formula.types.value import State
from jiangzhi.plan.load import Loaded, load_policy

ROOT = Path(__file__).resolve().parents[2]
POLICIES = sorted((ROOT / "rules").rglob("*.md"))


@pytest.fixture(scope="module", params=POLICIES, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> tuple[Path, Loaded]:
    return request.param, load_policy(request.param)


def test_there_are_seventeen() -> None:
    assert len(POLICIES) == 17


def test_it_loads_without_a_warning(shipped: tuple[Path, Loaded]) -> None:
    assert [note.message() for note in shipped[1].notes] == []


def test_its_worked_cases_come_out(shipped: tuple[Path, Loaded]) -> None:
    results = run_cases(shipped[1])
    assert [d.message() for result in results for d in result.differences] == []
    assert all(result.compared for result in results)
    assert results


def test_every_published_result_stands_in_a_worked_case(shipped: tuple[Path, Loaded]) -> None:
    _, loaded = shipped
    shown = {
        cell.quantity
        for result in run_cases(loaded)
        for table in (result.case.given, *result.case.details.values())
        for row in (table.expected if table else ())
        for cell in row
    }
    assert set(loaded.plan.results) - shown == set()


def test_its_workbook_runs_and_both_evaluators_agree(shipped: tuple[Path, Loaded]) -> None:
    path, loaded = shipped
    workbook = ROOT / "inputs" / path.relative_to(ROOT / "rules").with_suffix(".xlsx")
    facts = read_workbooks(loaded.policy, [workbook])
    assert [n.message() for n in facts.notes if n.severity is not Severity.NOTE] == []
    outcome = evaluate_and_compare(loaded.plan, facts).outcome
    states = {name: set(outcome.steps[name].states) for name in loaded.plan.results}
    assert states == {name: {State.KNOWN} for name in loaded.plan.results}
    assert [d.message() for d in check_guarantees(outcome, evaluate_by_firing)] == []


def test_it_says_nothing_of_the_workplace(shipped: tuple[Path, Loaded]) -> None:
    text = shipped[0].read_text(encoding="utf-8")
    assert "shared/" not in text
    assert ".md" not in text
