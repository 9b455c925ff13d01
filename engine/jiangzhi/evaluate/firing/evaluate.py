"""The firing evaluation of a plan: durable-rules decides, exact arithmetic computes.

Each entity goes through each chain of rules in one session: the truths of a step's conditions
are told as a fact, the cases that fire decide its value, and that value makes the next
step's conditions known. In a large batch each distinct pattern of truths is decided once,
in a session of its own, and thereby for every entity that shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jiangzhi.evaluate.exact.columns import column_of
from jiangzhi.evaluate.exact.read import Reader
from jiangzhi.evaluate.exact.rules import ReadyRules
from jiangzhi.evaluate.exact.table import Values, step_values
from jiangzhi.evaluate.firing.deciders import Deciders
from jiangzhi.evaluate.firing.schedule import Chain, schedule
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.facts.model import Facts
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.types.value import Value
from jiangzhi.plan.model import Plan

EVALUATOR: Final = "firing"
#: Levels of more rows are decided by distinct patterns.
MOST_CHAINED: Final = 2000

#: One step on one row: its value and the case that gave it.
Move = Callable[[Reader], tuple[Value, int]]


def evaluate_by_firing(plan: Plan, facts: Facts, *, chained: bool | None = None) -> Outcome:
    """Every step of a plan over every row of the facts.

    ``chained`` forces a session for every entity (true) or for every pattern (false); both
    give the same. Without it the number of rows of each level decides.
    """
    values = Values(plan, Tree(plan.levels, facts))
    found: dict[str, StepValues] = {}
    for item in schedule(plan):
        if isinstance(item, Chain):
            rows = values.tree.rows(item.level)
            by_entity = rows <= MOST_CHAINED if chained is None else chained
            found.update(_run_chain(item, values, by_entity=by_entity))
        else:
            column = column_of(item, facts, values)
            values.keep(item.head.name, column)
            found[item.head.name] = step_values(column, None)
    return Outcome(plan, facts, {s.head.name: found[s.head.name] for s in plan.steps}, EVALUATOR)


def _run_chain(chain: Chain, values: Values, *, by_entity: bool) -> dict[str, StepValues]:
    columns: dict[str, list[Value]] = {step.head.name: [] for step in chain.steps}
    cases: dict[str, list[int]] = {step.head.name: [] for step in chain.steps}
    for name, column in columns.items():
        values.keep(name, column)
    steps = [ReadyRules(step) for step in chain.steps]
    with Deciders(steps) as deciders:
        moves = [
            (_move(rules, deciders, by_entity=by_entity), columns[name], cases[name])
            for name, rules in zip(columns, steps, strict=True)
        ]
        for row in range(values.tree.rows(chain.level)):
            read = values.reader(chain.level, row)
            try:
                for move, column, chosen in moves:
                    value, case = move(read)
                    column.append(value)
                    chosen.append(case)
            finally:
                deciders.forget()
    return {name: step_values(column, cases[name]) for name, column in columns.items()}


def _move(rules: ReadyRules, deciders: Deciders, *, by_entity: bool) -> Move:
    decider = deciders.by_step.get(rules.step.head.name)
    if decider is None:
        return rules.evaluate
    decide = decider.decide_chained if by_entity else decider.decide_by_pattern
    return lambda read: rules.value(decide(read), read)
