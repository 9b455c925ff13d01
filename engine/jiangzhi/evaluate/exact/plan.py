"""The plain evaluation of a plan: step after step, row after row, by exact fractions.

It shares the functions of ``evaluate.exact`` with the firing evaluator but nothing of its
network: which rules apply is decided here by evaluating their guards.
"""

from __future__ import annotations

from typing import Final

from jiangzhi.evaluate.exact.columns import column_of
from jiangzhi.evaluate.exact.rules import ReadyRules
from jiangzhi.evaluate.exact.table import Values, step_values
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.facts.model import Facts
from jiangzhi.facts.tree import Tree
from jiangzhi.plan.model import Plan, RuleStep

EVALUATOR: Final = "exact"


def evaluate_exactly(plan: Plan, facts: Facts) -> Outcome:
    """Every step of a plan over every row of the facts."""
    values = Values(plan, Tree(plan.levels, facts))
    found: dict[str, StepValues] = {}
    for step in plan.steps:
        name, level = step.head.name, step.head.level
        cases = None
        if isinstance(step, RuleStep):
            rows = range(values.tree.rows(level))
            rules = ReadyRules(step)
            decided = [rules.evaluate(values.reader(level, row)) for row in rows]
            column, cases = [value for value, _ in decided], [case for _, case in decided]
        else:
            column = list(column_of(step, facts, values))
        values.keep(name, column)
        found[name] = step_values(column, cases)
    return Outcome(plan, facts, found, EVALUATOR)
