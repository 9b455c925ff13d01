"""The agreement of two evaluators of one plan over one data set."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.cases.run import shown
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.evaluate.problems import EVALUATORS_DIFFER, REASONS
from jiangzhi.formula.value import State
from jiangzhi.plan.model import Step


def fail_if_evaluators_differ(one: Outcome, other: Outcome) -> None:
    """Raise ``Refused`` with the first step and row that the outcomes disagree on.

    Values, states and the rules that decided are compared, of every step and row.
    """
    for step in one.plan.steps:
        mine, theirs = one.steps[step.head.name], other.steps[step.head.name]
        if _alike(mine, theirs):
            continue
        row = _first_difference(mine, theirs)
        keys = one.facts.levels[step.head.level].keys
        raise Refused(
            [
                EVALUATORS_DIFFER.at(
                    step.head.cite.place,
                    town=town_name(keys[row], step.head.level),
                    step=step.head.name,
                    one_name=one.evaluator,
                    other_name=other.evaluator,
                    one=_text(one, step, row),
                    other=_text(other, step, row),
                )
            ]
        )


def town_name(key: Sequence[str], level: str) -> str:
    """An entity's name with those above it; the whole is called by its level."""
    return "/".join(key) or level


def _alike(one: StepValues, other: StepValues) -> bool:
    return (
        list(one.states) == list(other.states)
        and list(one.rules) == list(other.rules)
        and list(one.values) == list(other.values)
        # 1 and true are equal to Python, and different here
        and list(map(type, one.values)) == list(map(type, other.values))
    )


def _first_difference(one: StepValues, other: StepValues) -> int:
    rows = min(len(one.values), len(other.values))
    for row in range(rows):
        mine, theirs = one.values[row], other.values[row]
        if (
            one.states[row] != other.states[row]
            or one.rules[row] != other.rules[row]
            or mine != theirs
            or type(mine) is not type(theirs)
        ):
            return row
    return rows


def _text(outcome: Outcome, step: Step, row: int) -> str:
    values = outcome.steps[step.head.name]
    if row >= len(values.values):
        return "(没有这一行)"
    state, value = State(values.states[row]), values.values[row]
    if state is State.MISSING:
        text = "待定"
    elif state is not State.KNOWN:
        text = f"不能算({REASONS[state][0]})"
    else:
        text = "(空)" if value is None else shown(value, step.head.type, outcome.plan.money_unit)
    rule = values.rules[row]
    return text if rule < 0 else f"{text}(第 {rule + 1} 条)"
