"""What makes results provisional or impossible: which cell is blank, what could not be computed.

A run with any of these notes ends with exit code 3.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.evaluate.agreement.whole import town_name
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.open.lineage import Dependence, Node, causes_of_unknown
from jiangzhi.evaluate.problems import (
    INPUT_MISSING,
    NOT_COMPUTABLE,
    PRIOR_MISSING,
)
from jiangzhi.formula.types.value import STATE_WORDS, State
from jiangzhi.plan.model import InputStep, PriorStep, Step


def notes_on(outcome: Outcome) -> tuple[Diagnostic, ...]:
    """One diagnostic for each blank input that leaves a published value open, and for each
    step that could not be computed, in the order of the plan."""
    dependence = Dependence(outcome.plan, outcome.facts)
    steps = outcome.plan.steps_by_name
    return tuple(
        _note(outcome, dependence, steps[node[0]], node)
        for node in causes_of_unknown(outcome, dependence)
    )


def is_provisional(outcome: Outcome) -> bool:
    """Whether a published value is missing or could not be computed."""
    return any(
        state != State.KNOWN
        for name in outcome.plan.results
        for state in outcome.steps[name].states
    )


def _note(outcome: Outcome, dependence: Dependence, step: Step, node: Node) -> Diagnostic:
    name, row = node
    level = step.head.level
    rows = outcome.facts.levels[level]
    town = town_name(rows.keys[row], level)
    results = "、".join(f"“{result}”" for result in _open_at(outcome, dependence, level, node))
    state = State(outcome.steps[name].states[row])
    if state is State.MISSING and isinstance(step, InputStep):
        place = rows.place(name, row) or step.head.cite.place
        return INPUT_MISSING.at(place, town=town, name=name, results=results)
    if state is State.MISSING and isinstance(step, PriorStep):
        return PRIOR_MISSING.at(step.head.cite.place, town=town, name=step.of, results=results)
    cite = step.head.cite
    because = [Because(cite.sentence or outcome.plan.articles[cite.article].heading, cite.place)]
    words = STATE_WORDS[state]
    return NOT_COMPUTABLE.at(
        cite.place, because=because, town=town, step=name.partition("#")[0],
        reason=words, results=results,
    )  # fmt: skip


def _open_at(outcome: Outcome, dependence: Dependence, level: str, node: Node) -> list[str]:
    """The published quantities that rest on the step, with an unknown value on the row itself,
    above or below it; where none of these has one, all that have one anywhere."""
    name, row = node
    tree = dependence.tree
    found, elsewhere = [], []
    for result in outcome.plan.results:
        if name not in dependence.steps_under(result):
            continue
        states = outcome.steps[result].states
        other = outcome.plan.step(result).head.level
        near: Sequence[int] = ()
        if tree.is_above(other, level):
            near = [tree.above(level, other)[row]]
        elif tree.is_above(level, other):
            near = tree.members(other, level)[row]
        if any(states[at] != State.KNOWN for at in near):
            found.append(result)
        if any(state != State.KNOWN for state in states):
            elsewhere.append(result)
    return found or elsewhere
