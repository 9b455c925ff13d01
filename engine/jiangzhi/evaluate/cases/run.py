"""Worked cases computed and compared: every cell that should come out, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.cases.facts import facts_of_case
from jiangzhi.evaluate.cases.problems import CASE_DIFFERS
from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.types import Kind, Scalar, Type
from jiangzhi.formula.value import State
from jiangzhi.money import FEN_IN, decimal_text, in_unit, round_half_away
from jiangzhi.plan.model import Plan
from jiangzhi.policy.claims import Expected, WorkedCase
from jiangzhi.policy.model import Policy
from jiangzhi.workbook.model import Facts


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A worked case with what came out, and how many cells were compared."""

    case: WorkedCase
    outcome: Outcome
    compared: int
    differences: tuple[Diagnostic, ...]


def run_case(
    case: WorkedCase,
    *,
    at: Callable[[date | None], tuple[Policy, Plan]],
    evaluate: Callable[[Plan, Facts], Outcome],
) -> CaseResult:
    """Compute a case. ``at`` gives policy and plan as of the case's day."""
    policy, plan = at(case.as_of)
    facts = facts_of_case(policy, plan, case)
    outcome = evaluate(plan, facts)
    differences: list[Diagnostic] = []
    compared = 0
    for index, expected in enumerate(case.expected):
        for cell in expected:
            compared += 1
            difference = _compare(case, index, cell, plan, outcome)
            if difference is not None:
                differences.append(difference)
    return CaseResult(case, outcome, compared, tuple(differences))


def _compare(
    case: WorkedCase, index: int, cell: Expected, plan: Plan, outcome: Outcome
) -> Diagnostic | None:
    head = plan.step(cell.quantity).head
    row = _row_on(head.level, index, plan, outcome)
    values = outcome.steps[cell.quantity]
    state = State(values.states[row])
    value = values.values[row]
    if cell.state:
        agrees = state.failed if cell.state == "不能算" else state is State.MISSING
    else:
        agrees = state is State.KNOWN and _agrees(cell, value)
    if agrees:
        return None
    got = "待定" if state is State.MISSING else "不能算"
    if state is State.KNOWN and value is not None:
        got = shown(value, head.type, cell.unit or plan.money_unit)
    return CASE_DIFFERS.at(
        cell.text.place,
        case=case.title,
        town=case.given.rows[index].name,
        quantity=cell.quantity,
        wanted=cell.text.text,
        got=got,
    )


def _row_on(level: str, index: int, plan: Plan, outcome: Outcome) -> int:
    facts = outcome.facts.levels
    at, row = plan.subject, index
    while at != level:
        parent = plan.level(at).parent
        if parent is None:
            break
        at, row = parent, facts[at].parents[row]
    return row


def _agrees(cell: Expected, value: Scalar | None) -> bool:
    if cell.places is None or not isinstance(value, Fraction):
        return value == cell.value
    assert isinstance(cell.value, Fraction)
    return _at_places(value, cell) == _at_places(cell.value, cell)


def _at_places(value: Fraction, cell: Expected) -> int:
    assert cell.places is not None
    scaled = in_unit(value, cell.unit) if cell.unit in FEN_IN else value
    if cell.unit == "%":
        scaled = value * 100
    return round_half_away(scaled * 10**cell.places)


def shown(value: Scalar, kind: Type, unit: str) -> str:
    """A value as a case cell would write it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Fraction):
        return str(value)
    if kind.kind is Kind.MONEY:
        unit = unit if unit in FEN_IN else "元"
        return f"{decimal_text(in_unit(value, unit))}{unit}"
    return f"{decimal_text(value * 100)}%" if kind.kind is Kind.RATE else decimal_text(value)
