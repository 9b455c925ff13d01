"""What is announced, as plain data: each town's results, each pool, and what is open."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.open.notes import is_provisional
from jiangzhi.explain.context import Context, context_of
from jiangzhi.explain.steps.pool import pool_of
from jiangzhi.explain.value_words import exact_text
from jiangzhi.formula.types.types import Kind, Type, adds_up
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.plan.model import AllocateStep, Plan, RuleStep, Step


def summary_data(outcome: Outcome) -> dict[str, Any]:
    """``{"provisional": …, "totals": {result: …}, "pools": […]}``: what ``run.json`` says of the
    results; each town's stand in the trace. A total is ``None`` where a part is open."""
    totals = {}
    for name in outcome.plan.results:
        kind = outcome.plan.step(name).head.type
        if adds_up(kind):
            totals[name] = exact_text(_total(list(outcome.steps[name].values)), kind)
    return {
        "provisional": is_provisional(outcome),
        "totals": totals,
        "pools": pools_data(outcome),
    }


def results_data(outcome: Outcome) -> dict[str, Any]:
    """``{"provisional": …, "towns": […], "others": […], "pools": […]}``; money is a decimal
    string in 元. ``others`` are the rows of other levels that have results of their own."""
    return {
        "provisional": is_provisional(outcome),
        "towns": _towns(outcome),
        "others": _others(outcome),
        "pools": pools_data(outcome),
    }


def pools_data(outcome: Outcome) -> list[dict[str, Any]]:
    """Each pool with what those who take part claimed, before caps and floors, what was paid and
    what is left, in 元; ``None`` where it is not known."""
    context = context_of(outcome)
    return [
        pool
        for step in outcome.plan.steps
        if isinstance(step, AllocateStep)
        for pool in _pools(context, step)
    ]


def _towns(outcome: Outcome) -> list[dict[str, Any]]:
    plan = outcome.plan
    steps = [plan.step(name) for name in plan.results]
    own = [step for step in steps if step.head.level == plan.subject]
    keys = outcome.facts.levels[plan.subject].keys
    towns = []
    for row, key in enumerate(keys):
        towns.append(
            {
                "group": "/".join(key[:-1]),
                "town": key[-1] if key else "",
                "class": _class(outcome, row),
                "results": {step.head.name: _result(outcome, step, row) for step in own},
            }
        )
    return towns


def _others(outcome: Outcome) -> list[dict[str, Any]]:
    plan = outcome.plan
    steps = [plan.step(name) for name in plan.results]
    return [
        {
            "level": level.name,
            "of": "/".join(key),
            "row": row,
            "results": {step.head.name: _result(outcome, step, row) for step in own},
        }
        for level in plan.levels
        if level.name != plan.subject
        if (own := [step for step in steps if step.head.level == level.name])
        for row, key in enumerate(outcome.facts.levels[level.name].keys)
    ]


def _class(outcome: Outcome, row: int) -> str | None:
    name = outcome.plan.class_name
    if name is None or outcome.plan.step(name).head.level != outcome.plan.subject:
        return None
    value = outcome.steps[name].values[row]
    return None if value is None else str(value)


def _result(outcome: Outcome, step: Step, row: int) -> dict[str, Any]:
    head = step.head
    values = outcome.steps[head.name]
    return {
        "value": exact_text(values.values[row], head.type),
        "unit": _unit(head.type),
        "state": State(int(values.states[row])).name.lower(),
        "rule": _rule(outcome.plan, step, values.rules[row]),
        "article": outcome.plan.articles[head.cite.article].heading,
    }


def _unit(kind: Type) -> str:
    return "元" if kind.kind is Kind.MONEY else kind.unit


def _rule(plan: Plan, step: Step, decided: int) -> str | None:
    """The label of the case that decided, of this step or of the one it merely publishes."""
    if not isinstance(step, RuleStep) or decided < 0:
        return None
    if decided < len(step.cases):
        return step.cases[decided].label
    return step.otherwise.label if step.otherwise is not None else None


def _pools(context: Context, step: AllocateStep) -> list[dict[str, Any]]:
    claim_type = context.steps[step.claim].head.type
    pools = []
    for row, key in enumerate(context.outcome.facts.levels[step.within].keys):
        pool = pool_of(context, step, row)
        asked = None if isinstance(pool.asked, Unknown) else exact_text(pool.asked, claim_type)
        pools.append(
            {
                "result": step.head.name,
                "of": "/".join(key),
                "pool": _money(pool.amount),
                "claims": asked,
                "paid": _money(pool.given),
                "left": _money(pool.left),
            }
        )
    return pools


def _total(values: list[Any]) -> Fraction | None:
    if any(not isinstance(value, Fraction) for value in values):
        return None
    return sum(values, Fraction(0))


def _money(value: object) -> str | None:
    return decimal_text(in_unit(value, "元")) if isinstance(value, Fraction) else None
