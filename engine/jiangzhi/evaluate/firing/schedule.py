"""The order in which a plan is followed: long chains of rules, one session an entity.

Rules of one level follow each other as long as they need nothing but each other and what is
there already; totals, ranks and pools stand between the chains, for they need all entities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiangzhi.evaluate.exact.columns import OtherStep
from jiangzhi.plan.model import Plan, RuleStep, Step


@dataclass(frozen=True, slots=True)
class Chain:
    """Rule steps of one level that each entity goes through in one session."""

    level: str
    steps: tuple[RuleStep, ...]


def schedule(plan: Plan) -> tuple[Chain | OtherStep, ...]:
    """All steps, each after those it needs, rule steps in chains as long as possible."""
    pending: Sequence[Step] = plan.steps
    done: set[str] = set()
    order: list[Chain | OtherStep] = []
    while pending:
        later: list[Step] = []
        for step in pending:
            if isinstance(step, RuleStep) or not done.issuperset(step.head.needs):
                later.append(step)
            else:
                order.append(step)
                done.add(step.head.name)
        if len(later) == len(pending):
            chain = _chain(pending, done)
            order.append(chain)
            later = [step for step in pending if step.head.name not in done]
        pending = later
    return tuple(order)


def _chain(pending: Sequence[Step], done: set[str]) -> Chain:
    first = next(
        step for step in pending if isinstance(step, RuleStep) and done.issuperset(step.head.needs)
    )
    level = first.head.level
    steps: list[RuleStep] = []
    for step in pending:
        if (
            isinstance(step, RuleStep)
            and step.head.level == level
            and done.issuperset(step.head.needs)
        ):
            steps.append(step)
            done.add(step.head.name)
    return Chain(level, tuple(steps))
