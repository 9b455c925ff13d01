"""The agreement of two evaluators of one plan over one data set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.cases.run import shown
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.evaluate.problems import EVALUATORS_DIFFER
from jiangzhi.formula.types.types import Scalar
from jiangzhi.formula.types.value import State, not_known
from jiangzhi.plan.model import Plan, Step
from jiangzhi.words import Words

#: Up to so many rows of a level every value is computed by both evaluators and compared.
MOST_COMPARED: Final = 20_000


def fail_if_evaluators_differ(one: Outcome, other: Outcome) -> None:
    """Raise ``Refused`` with the first step and row that the outcomes disagree on.

    Values, states and the rules that decided are compared, of every step and row.
    """
    for step in one.plan.steps:
        mine, theirs = one.steps[step.head.name], other.steps[step.head.name]
        if _alike(mine, theirs):
            continue
        row = _first_difference(mine, theirs)
        raise differing(
            one, step, row, (one.evaluator, _told(one, step, row)),
            (other.evaluator, _told(other, step, row)),
        )  # fmt: skip


#: The name of an evaluator, and what it found.
Finding = tuple[str, str | Words]


def differing(
    outcome: Outcome,
    step: Step,
    row: int,
    one: tuple[str, str | Words],
    other: tuple[str, str | Words],
) -> Refused:
    """What to raise where two evaluators differ: each one's name, and what it found."""
    level = step.head.level
    return Refused(
        [
            EVALUATORS_DIFFER.at(
                step.head.cite.place,
                town=town_name(outcome.facts.levels[level].keys[row], level),
                step=step.head.name, one_name=one[0], one=one[1],
                other_name=other[0], other=other[1],
            )
        ]
    )  # fmt: skip


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


def _told(outcome: Outcome, step: Step, row: int) -> Words:
    values = outcome.steps[step.head.name]
    if row >= len(values.values):
        return Words("(没有这一行)", "(no such row)")
    found = values.values[row], values.states[row], values.rules[row]
    return told(outcome.plan, step, *found)


def told(plan: Plan, step: Step, value: Scalar | None, state: int, rule: int) -> Words:
    """A step's value, or why there is none, and the rule that decided it."""
    if state != State.KNOWN:
        text = not_known(State(state))
    elif value is None:
        text = Words("(空)", "(nothing)")
    else:
        written = shown(value, step.head.type, plan.money_unit)
        text = Words(written, f"“{written}”")
    if rule < 0:
        return text
    return Words(f"{text.zh}(第 {rule + 1} 条)", f"{text.en} (rule {rule + 1})")
