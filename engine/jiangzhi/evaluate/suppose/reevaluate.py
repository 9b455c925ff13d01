"""A plan over changed facts, many times over: by whichever evaluator is sooner done."""

from __future__ import annotations

from typing import Final

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan

#: With fewer values than these, columns cost more to set up than they save.
_FEW: Final = 400


def evaluate_again(plan: Plan, facts: Facts) -> Outcome:
    """The exact outcome; both evaluators give the same."""
    rows = max(len(level.keys) for level in facts.levels.values())
    if rows * len(plan.steps) < _FEW:
        return evaluate_exactly(plan, facts)
    from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns

    return evaluate_by_columns(plan, facts)
