"""Values that come from outside: input columns, parameters, last year's results."""

from __future__ import annotations

from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.facts.model import Facts
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import InputStep, ParameterStep, PriorStep

MISSING = Unknown(State.MISSING)


def input_value(step: InputStep, facts: Facts, row: int) -> Value:
    """The value of an input in one row.

    An input of the whole may be overridden by name. An input that bears its level's name
    is the row's own name. A blank is missing unless the input says what it counts as.
    """
    given = step.input
    rows = facts.levels[given.level]
    if given.name == given.level:
        return rows.keys[row][-1] if rows.keys[row] else given.level
    if given.name in facts.given:
        return facts.given[given.name].value
    column = rows.columns.get(given.name)
    value = None if column is None else column.values[row]
    if value is None:
        value = given.blank
    return MISSING if value is None else value


def parameter_value(step: ParameterStep, facts: Facts, read: Reader) -> Value:
    """The value given from outside by the parameter's name, else the document's."""
    if step.head.name in facts.given:
        return facts.given[step.head.name].value
    return value_of(step.value, read)


def prior_value(step: PriorStep, facts: Facts, row: int, read: Reader) -> Value:
    """What last year's run says of the same entity, else the step's ``instead``, else missing.

    A value that was itself missing or failed last year counts as not there.
    """
    key = facts.levels[step.head.level].keys[row]
    value = facts.prior.get(step.of, {}).get(key)
    if value is not None:
        return value
    return MISSING if step.instead is None else value_of(step.instead, read)
