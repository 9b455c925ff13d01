"""The plain evaluation of a plan: step after step, row after row, by exact fractions.

It shares the functions of ``evaluate.exact`` with the firing evaluator but nothing of its
network: which rules apply is decided here by evaluating their guards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.evaluate.exact.groups import group_values
from jiangzhi.evaluate.exact.inputs import input_value, parameter_value, prior_value
from jiangzhi.evaluate.exact.layout import Layout
from jiangzhi.evaluate.exact.rules import rule_value
from jiangzhi.evaluate.exact.table import Values, step_values
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.formula.value import Value
from jiangzhi.plan.model import InputStep, ParameterStep, Plan, PriorStep, RuleStep, Step
from jiangzhi.workbook.model import Facts

EVALUATOR: Final = "exact"


def evaluate_exactly(plan: Plan, facts: Facts) -> Outcome:
    """Every step of a plan over every row of the facts."""
    values = Values(plan, Layout(plan, facts))
    found: dict[str, StepValues] = {}
    for step in plan.steps:
        column, cases = _column(step, facts, values)
        values.keep(step.head.name, column)
        found[step.head.name] = step_values(column, cases)
    return Outcome(plan, facts, found, EVALUATOR)


def _column(
    step: Step, facts: Facts, values: Values
) -> tuple[Sequence[Value], Sequence[int] | None]:
    level = step.head.level
    rows = range(values.layout.rows(level))
    if isinstance(step, InputStep):
        return [input_value(step, facts, row) for row in rows], None
    if isinstance(step, ParameterStep):
        return [parameter_value(step, facts, values.reader(level, row)) for row in rows], None
    if isinstance(step, PriorStep):
        return [prior_value(step, facts, row, values.reader(level, row)) for row in rows], None
    if isinstance(step, RuleStep):
        decided = [rule_value(step, values.reader(level, row)) for row in rows]
        return [value for value, _ in decided], [case for _, case in decided]
    return group_values(step, values), None
