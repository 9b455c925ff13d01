"""What can be said against a plan before any data is read."""

from __future__ import annotations

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.plan.checks.tables import check_rules
from jiangzhi.plan.model import Plan, RuleStep


def check_plan(plan: Plan) -> list[Diagnostic]:
    """All findings, in the order of the steps."""
    return [
        finding
        for step in plan.steps
        if isinstance(step, RuleStep)
        for finding in check_rules(step, plan)
    ]
