"""Every step that is not a rule, on every row of its level."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.evaluate.exact.groups import group_values
from jiangzhi.evaluate.exact.inputs import input_value, parameter_value, prior_value
from jiangzhi.evaluate.exact.table import Values
from jiangzhi.facts.model import Facts
from jiangzhi.formula.types.value import Value
from jiangzhi.plan.model import GroupStep, InputStep, ParameterStep, PriorStep, SplitStep

#: A step that is not a rule.
OtherStep = InputStep | ParameterStep | PriorStep | GroupStep | SplitStep


def column_of(step: OtherStep, facts: Facts, values: Values) -> Sequence[Value]:
    """The step's value on every row of its level, from the values kept so far."""
    level = step.head.level
    rows = range(values.tree.rows(level))
    if isinstance(step, InputStep):
        return [input_value(step, facts, row) for row in rows]
    if isinstance(step, ParameterStep):
        return [parameter_value(step, facts, values.reader(level, row)) for row in rows]
    if isinstance(step, PriorStep):
        return [prior_value(step, facts, row, values.reader(level, row)) for row in rows]
    return group_values(step, values)
