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
from jiangzhi.evaluate.row_reader import row_above
from jiangzhi.facts.model import Facts
from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.formula.types.value import State, not_known
from jiangzhi.money import FEN_IN, decimal_text, in_unit, round_half_away
from jiangzhi.plan.model import Plan
from jiangzhi.policy.claims import CaseTable, Expected, WorkedCase
from jiangzhi.policy.model import Policy
from jiangzhi.words import Words


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
    case = next(own for own in policy.cases if own.place == case.place)
    assert case.given is not None
    outcome = evaluate(plan, facts_of_case(policy, plan, case))
    differences: list[Diagnostic] = []
    compared = 0
    for table in (case.given, *case.details.values()):
        for index, expected in enumerate(table.expected):
            for cell in expected:
                compared += 1
                at_row = _At(case.title or "(无题)", table, index)
                difference = _compare(at_row, cell, plan, outcome)
                if difference is not None:
                    differences.append(difference)
    return CaseResult(case, outcome, compared, tuple(differences))


@dataclass(frozen=True, slots=True)
class _At:
    """A row of a case's table."""

    title: str
    table: CaseTable
    index: int


def _compare(at: _At, cell: Expected, plan: Plan, outcome: Outcome) -> Diagnostic | None:
    head = plan.step(cell.quantity).head
    row = row_above(outcome, at.table.level, at.index, head.level)
    values = outcome.steps[cell.quantity]
    state = State(values.states[row])
    value = values.values[row]
    if cell.state:
        agrees = state.failed if cell.state == "不能算" else state is State.MISSING
    else:
        agrees = state is State.KNOWN and _agrees(cell, value)
    if agrees:
        return None
    if state is State.KNOWN and value is not None:
        written = _shown_like(cell, value, head.type, plan.money_unit)
        got = Words(written, f"“{written}”")
    else:
        got = not_known(state)
    return CASE_DIFFERS.at(
        cell.text.place,
        case=at.title,
        town=at.table.rows[at.index].name,
        quantity=cell.quantity,
        wanted=cell.text.text,
        got=got,
    )


def _shown_like(cell: Expected, value: Scalar, kind: Type, money_unit: str) -> str:
    if not isinstance(value, Fraction) or isinstance(value, bool):
        return shown(value, kind, money_unit)
    places = None if cell.places is None else cell.places + 2
    if cell.unit in FEN_IN:
        return f"{decimal_text(in_unit(value, cell.unit), places=places)}{cell.unit}"
    if cell.unit == "%":
        return f"{decimal_text(value * 100, places=places)}%"
    return decimal_text(value, places=places)


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
