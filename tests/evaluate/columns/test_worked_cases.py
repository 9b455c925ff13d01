"""The worked cases of every shipped policy, over columns and by plain fractions."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiangzhi.evaluate.agreement.whole import fail_if_evaluators_differ
from jiangzhi.evaluate.cases.run import run_case
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.plan.load import load_policy, plan_document

RULES = sorted((Path(__file__).parents[3] / "rules").rglob("*.md"))


def both(plan, facts):
    outcome = evaluate_by_columns(plan, facts)
    fail_if_evaluators_differ(evaluate_exactly(plan, facts), outcome)
    return outcome


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_cases_come_out_over_columns(path):
    loaded = load_policy(path, day_of_cases=True)

    def at(day):
        if day is None:
            return loaded.policy, loaded.plan
        other = plan_document(loaded.document, as_of=day)
        return other.policy, other.plan

    assert loaded.policy.cases
    for case in loaded.policy.cases:
        assert not run_case(case, at=at, evaluate=both).differences
