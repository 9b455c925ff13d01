"""The outcome of an evaluation: for every step and row the value, its state and its rule.

This is the trace. Every explanation, page and sheet is made from a plan and an outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiangzhi.facts.model import Facts
from jiangzhi.formula.types.types import Scalar
from jiangzhi.plan.model import Plan


@dataclass(frozen=True, slots=True)
class StepValues:
    """A step's values over the rows of its level.

    ``values[i]`` is ``None`` unless ``states[i]`` is ``State.KNOWN``. ``rules[i]`` is the case of a
    ``RuleStep`` that decided (see there), -1 where there is none.
    """

    values: Sequence[Scalar | None]
    states: Sequence[int]
    rules: Sequence[int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan evaluated over facts by one evaluator."""

    plan: Plan
    facts: Facts
    steps: Mapping[str, StepValues]
    evaluator: str

    def __repr__(self) -> str:
        return f"<Outcome of {self.plan.name} by {self.evaluator}: {len(self.steps)} steps>"
