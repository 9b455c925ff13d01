"""Guarantees on how a result moves, tried out beside each row.

The driving input is raised by small and large steps and over each threshold ahead, and the
plan evaluated anew. That refutes a guarantee, with the two values that do; it proves none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from jiangzhi.evaluate.thresholds import crossings
from jiangzhi.evaluate.what_if import (
    only_under,
    part_of_plan,
    reach_of,
    with_given,
    with_input,
)
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


def broken_trends(
    outcome: Outcome, moves: Moves, evaluate: Evaluate, most_rows: int | None
) -> list[Diagnostic]:
    """What refutes that a result moves as guaranteed, at most one diagnostic a row of the input,
    beside the first ``most_rows`` rows. A result that is unknown refutes nothing."""
    driver = outcome.plan.step(moves.driver)
    if not isinstance(driver, InputStep) or driver.head.type.kind not in NUMERIC:
        return []
    # nothing else of the plan, and nobody else, can make a difference
    plan = part_of_plan(outcome.plan, (moves.result, moves.driver))
    top = reach_of(plan, driver.head.level)
    found: list[Diagnostic | None] = []
    for row in range(len(outcome.facts.levels[driver.head.level].keys))[:most_rows]:
        facts, at = only_under(plan, outcome.facts, driver.head.level, row, top)
        found.append(_broken_trend(plan, facts, at, driver, moves, evaluate=evaluate))
    return [diagnostic for diagnostic in found if diagnostic is not None]


def _broken_trend(
    plan: Plan, facts: Facts, at: int, driver: InputStep, moves: Moves, *, evaluate: Evaluate
) -> Diagnostic | None:
    level = driver.head.level
    value = input_value(driver, facts, at)
    if not isinstance(value, Fraction):
        return None

    def outcome_at(raised: Fraction) -> Outcome:
        if moves.driver in facts.given:
            return evaluate(plan, with_given(facts, moves.driver, raised))
        return evaluate(plan, with_input(facts, level, at, moves.driver, raised))

    points = {value: outcome_at(value)} | {v: outcome_at(v) for v in _steps_up(value, driver)}
    for ahead in _thresholds(points, value, driver, at):
        points.setdefault(ahead, outcome_at(ahead))
    return _first_against(points, moves, driver, at, town_name(facts.levels[level].keys[at], level))


def _steps_up(value: Fraction, driver: InputStep) -> list[Fraction]:
    least = _SMALLEST.get(driver.head.type.kind, Fraction(1))
    size = max(abs(value), 100 * least)
    raised = [value + least, *(value + _whole(size * share, least) for share in _SHARES)]
    return [v for v in raised if driver.input.range.holds(v)]


def _whole(value: Fraction, least: Fraction) -> Fraction:
    return (value // least) * least


def _thresholds(
    points: dict[Fraction, Outcome], value: Fraction, driver: InputStep, at: int
) -> list[Fraction]:
    least = _SMALLEST.get(driver.head.type.kind, Fraction(1))
    known = sorted(points)
    found: set[Fraction] = set()
    for low, high in pairwise(known):
        found |= crossings((low, points[low]), (high, points[high]), driver.head.level, at)
    nearest = sorted(v for v in found if v > value)[:_MOST_THRESHOLDS]
    beside = {v for near in nearest for v in _beside(near, least)}
    return sorted(v for v in beside - set(points) if v > value and driver.input.range.holds(v))


def _beside(value: Fraction, least: Fraction) -> tuple[Fraction, ...]:
    on = _whole(value, least)
    return on - least, on, on + least


def _first_against(
    points: dict[Fraction, Outcome], moves: Moves, driver: InputStep, at: int, town: str
) -> Diagnostic | None:
    plan = next(iter(points.values())).plan
    result = plan.step(moves.result).head
    known = sorted(points)
    for low, high in pairwise(known):
        for one, two in zip(
            _results(points[low], moves.result, driver, at),
            _results(points[high], moves.result, driver, at),
            strict=True,
        ):
            if _against(one, two, moves.trend):
                assert one is not None
                assert two is not None
                kind = driver.head.type
                return GUARANTEED_TREND_BROKEN.at(
                    moves.cite.place,
                    because=[Because(plan.articles[moves.cite.article].heading)],
                    guarantee=moves.source, town=town, driver=moves.driver, result=moves.result,
                    before=shown(low, kind, plan.money_unit),
                    after=shown(high, kind, plan.money_unit),
                    result_before=shown(one, result.type, plan.money_unit),
                    result_after=shown(two, result.type, plan.money_unit),
                )  # fmt: skip
    return None


def _results(outcome: Outcome, name: str, driver: InputStep, at: int) -> Sequence[Scalar | None]:
    """The result on the driver's own row, on the one above it, or on all below it."""
    layout = Layout(outcome.plan, outcome.facts)
    level, other = driver.head.level, outcome.plan.step(name).head.level
    values = outcome.steps[name].values
    if layout.is_above(other, level):
        return [values[layout.above(level, other)[at]]]
    if layout.is_above(level, other):
        return [values[row] for row in layout.members(other, level)[at]]
    return []


def _against(one: Scalar | None, two: Scalar | None, trend: Trend) -> bool:
    if not isinstance(one, Fraction) or not isinstance(two, Fraction):
        return False
    return two < one if trend is Trend.NEVER_FALLS else two > one
