"""Every worked case, of shipped policies and of those that try the language out, evaluated by
both evaluators: all steps agree, not only the cells that a case shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jiangzhi.evaluate.agreement.whole import fail_if_evaluators_differ
from jiangzhi.evaluate.cases.facts import facts_of_case
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing
from jiangzhi.plan.load import load_policy, plan_document

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    *sorted((ROOT / "rules").rglob("*.md")),
    *sorted((ROOT / "tests" / "good" / "language").glob("*.md")),
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_both_evaluators_agree_on_every_step(path: Path) -> None:
    loaded = load_policy(path)
    compared = 0
    for index, case in enumerate(loaded.policy.cases):
        on_its_day = loaded
        if isinstance(case.as_of, date):
            on_its_day = plan_document(loaded.document, as_of=case.as_of)
        policy, plan = on_its_day.policy, on_its_day.plan
        facts = facts_of_case(policy, plan, policy.cases[index])
        one, other = evaluate_by_firing(plan, facts), evaluate_by_columns(plan, facts)
        fail_if_evaluators_differ(one, other)
        compared += len(one.steps)
    assert compared or not loaded.policy.cases
