"""Guarantees on how a result moves, tried out beside each row.

The driving input is raised by small and large steps and over each threshold ahead, and the
plan evaluated anew. That refutes a guarantee, with the two values that do; it proves none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.evaluate.agree import town_name
from jiangzhi.evaluate.cases.run import shown
from jiangzhi.evaluate.exact.inputs import input_value
from jiangzhi.evaluate.exact.layout import Layout
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.problems import GUARANTEED_TREND_BROKEN
from jiangzhi.evaluate.thresholds import comparisons_on, crossings
from jiangzhi.evaluate.what_if import (
    only_under,
    part_of_plan,
    reach_of,
    with_given,
    with_input,
)
from jiangzhi.formula.expr import Call
from jiangzhi.formula.types import NUMERIC, Kind, Scalar
from jiangzhi.plan.model import InputStep, Plan
from jiangzhi.policy.claims import Moves, Trend
from jiangzhi.workbook.model import Facts

#: A function that evaluates the plan over changed facts.
Evaluate = Callable[[Plan, Facts], Outcome]

#: At most so many thresholds ahead are tried on each row.
_MOST_THRESHOLDS: Final = 6
#: The smallest step of each kind of input: 1 分, one thousandth of a point, 0.01 %.
_SMALLEST: Final = {
    Kind.MONEY: Fraction(1),
    Kind.RATE: Fraction(1, 10_000),
    Kind.NUMBER: Fraction(1, 1000),
    Kind.COUNT: Fraction(1),
}
#: The larger steps, as shares of the input's value.
_SHARES: Final = (Fraction(1, 100), Fraction(1, 10), Fraction(1))


@dataclass(frozen=True, slots=True)
class _Trial:
    """One row beside which a guarantee is tried, with no more of plan and facts than matters."""

    plan: Plan
    facts: Facts
    row: int
    driver: InputStep
    moves: Moves
    comparisons: Sequence[Call]
    evaluate: Evaluate

    def outcome_at(self, raised: Fraction) -> Outcome:
        """What would be with another value of the driver."""
        name = self.moves.driver
        if name in self.facts.given:
            return self.evaluate(self.plan, with_given(self.facts, name, raised))
        changed = with_input(self.facts, self.driver.head.level, self.row, name, raised)
        return self.evaluate(self.plan, changed)


def broken_trends(
    outcome: Outcome, moves: Moves, evaluate: Evaluate, most_rows: int | None
) -> list[Diagnostic]:
    """What refutes that a result moves as guaranteed, at most one diagnostic a row of the input,
    beside the first ``most_rows`` rows. A result that is unknown refutes nothing."""
    driver = outcome.plan.step(moves.driver)
    if not isinstance(driver, InputStep) or driver.head.type.kind not in NUMERIC:
        return []
    level = driver.head.level
    # nothing else of the plan, and nobody else, can make a difference
    plan = part_of_plan(outcome.plan, (moves.result, moves.driver))
    top = reach_of(plan, level)
    comparisons = comparisons_on(plan, level)
    found: list[Diagnostic | None] = []
    for row in range(len(outcome.facts.levels[level].keys))[:most_rows]:
        facts, at = only_under(plan, outcome.facts, level, row, top)
        found.append(_broken_trend(_Trial(plan, facts, at, driver, moves, comparisons, evaluate)))
    return [diagnostic for diagnostic in found if diagnostic is not None]


def _broken_trend(trial: _Trial) -> Diagnostic | None:
    value = input_value(trial.driver, trial.facts, trial.row)
    if not isinstance(value, Fraction):
        return None
    points = {v: trial.outcome_at(v) for v in (value, *_steps_up(value, trial.driver))}
    for ahead in _thresholds(trial, points):
        points[ahead] = trial.outcome_at(ahead)
    return _first_against(trial, points)


def _steps_up(value: Fraction, driver: InputStep) -> list[Fraction]:
    least = _SMALLEST.get(driver.head.type.kind, Fraction(1))
    size = max(abs(value), 100 * least)
    raised = [value + least, *(value + _whole(size * share, least) for share in _SHARES)]
    return [v for v in raised if driver.input.range.holds(v)]


def _whole(value: Fraction, least: Fraction) -> Fraction:
    return (value // least) * least


def _thresholds(trial: _Trial, points: Mapping[Fraction, Outcome]) -> list[Fraction]:
    """The values on both sides of the nearest thresholds above the row's own value."""
    least = _SMALLEST.get(trial.driver.head.type.kind, Fraction(1))
    holds = trial.driver.input.range.holds
    known = sorted(points)
    found: set[Fraction] = set()
    for low, high in pairwise(known):
        ends = (low, points[low]), (high, points[high])
        found |= crossings(trial.comparisons, *ends, trial.driver.head.level, trial.row)
    nearest = sorted(v for v in found if v > known[0])[:_MOST_THRESHOLDS]
    beside = {v for near in nearest for v in _beside(near, least)}
    return sorted(v for v in beside - set(points) if v > known[0] and holds(v))


def _beside(value: Fraction, least: Fraction) -> tuple[Fraction, ...]:
    on = _whole(value, least)
    return on - least, on, on + least


def _first_against(trial: _Trial, points: Mapping[Fraction, Outcome]) -> Diagnostic | None:
    moves, driver = trial.moves, trial.driver.head
    result = trial.plan.step(moves.result).head
    unit = trial.plan.money_unit
    for low, high in pairwise(sorted(points)):
        before, after = _results(trial, points[low]), _results(trial, points[high])
        for one, other in zip(before, after, strict=True):
            if one is None or other is None or not _against(one, other, moves.trend):
                continue
            return GUARANTEED_TREND_BROKEN.at(
                moves.cite.place,
                because=[Because(trial.plan.articles[moves.cite.article].heading)],
                guarantee=moves.source, driver=moves.driver, result=moves.result,
                town=town_name(trial.facts.levels[driver.level].keys[trial.row], driver.level),
                before=shown(low, driver.type, unit), after=shown(high, driver.type, unit),
                result_before=shown(one, result.type, unit),
                result_after=shown(other, result.type, unit),
            )  # fmt: skip
    return None


def _results(trial: _Trial, outcome: Outcome) -> Sequence[Scalar | None]:
    """The result on the driver's own row, on the one above it, or on all below it."""
    layout = Layout(outcome.plan, outcome.facts)
    level = trial.driver.head.level
    other = outcome.plan.step(trial.moves.result).head.level
    values = outcome.steps[trial.moves.result].values
    if layout.is_above(other, level):
        return [values[layout.above(level, other)[trial.row]]]
    if layout.is_above(level, other):
        return [values[row] for row in layout.members(other, level)[trial.row]]
    return []


def _against(one: Scalar, other: Scalar, trend: Trend) -> bool:
    if not isinstance(one, Fraction) or not isinstance(other, Fraction):
        return False
    return other < one if trend is Trend.NEVER_FALLS else other > one
