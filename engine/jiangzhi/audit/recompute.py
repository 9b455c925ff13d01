"""A stored run computed again by the evaluator that did not record it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan

_COLUMNS: Final = "columns"

Evaluate = Callable[[Plan, Facts], Outcome]


def recompute(plan: Plan, recorded: Outcome) -> Outcome:
    """The plan over the recorded facts: by columns what the rule network recorded, by the
    rule network what was recorded by columns."""
    if recorded.evaluator == _COLUMNS:
        from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing

        return evaluate_by_firing(plan, recorded.facts)
    from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns

    return evaluate_by_columns(plan, recorded.facts)


def arbitrate(plan: Plan, recorded: Outcome, again: Outcome) -> Outcome:
    """Which values stand where ``again`` differs from what was recorded: those of exact
    fractions. Raises ``Refused`` where these differ from ``again``: the fault is the engine's,
    not the run's."""
    from jiangzhi.evaluate.agreement.whole import fail_if_evaluators_differ
    from jiangzhi.evaluate.exact.plan import evaluate_exactly

    exact = evaluate_exactly(plan, recorded.facts)
    fail_if_evaluators_differ(exact, again)
    return exact
