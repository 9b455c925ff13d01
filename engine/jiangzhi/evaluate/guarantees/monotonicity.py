"""Guarantees on how a result moves, tried out beside each row.

The driving input is raised by small and large steps and over each threshold ahead, and the
plan evaluated anew. That refutes a guarantee, with the two values that do; it proves none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.evaluate.agreement.whole import town_name
from jiangzhi.evaluate.cases.run import shown
from jiangzhi.evaluate.exact.inputs import input_value
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.problems import GUARANTEED_TREND_BROKEN
from jiangzhi.evaluate.suppose.changed_facts import part_of_plan
from jiangzhi.evaluate.suppose.crossings import Comparison, comparisons_on, crossings, gaps
from jiangzhi.evaluate.suppose.trials import Evaluate, Seen, Trials
from jiangzhi.formula.types.types import NUMERIC, Kind, Scalar
from jiangzhi.plan.model import InputStep, Plan
from jiangzhi.policy.claims import Moves, Trend

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
class _Guarantee:
    """A guaranteed movement, with no more of the plan than matters to it."""

    moves: Moves
    plan: Plan
    driver: InputStep
    comparisons: Sequence[Comparison]


def broken_trends(
    outcome: Outcome, moves: Moves, evaluate: Evaluate, most_rows: int | None
) -> list[Diagnostic]:
    """What refutes that a result moves as guaranteed, at most one diagnostic a row of the input,
    beside the first ``most_rows`` rows. A result that is unknown refutes nothing."""
    driver = outcome.plan.step(moves.driver)
    if not isinstance(driver, InputStep) or driver.head.type.kind not in NUMERIC:
        return []
    # nothing else of the plan can make a difference
    plan = part_of_plan(outcome.plan, (moves.result, moves.driver))
    guarantee = _Guarantee(moves, plan, driver, comparisons_on(plan, driver.head.level))
    trials = Trials(plan, outcome.facts, driver, evaluate)
    rows = [
        (row, value)
        for row in range(len(outcome.facts.levels[driver.head.level].keys))[:most_rows]
        if isinstance(value := input_value(driver, outcome.facts, row), Fraction)
    ]
    found: list[Diagnostic | None] = []
    for some in trials.portions(rows):
        points = trials.seen([(row, (value, *_steps_up(value, driver))) for row, value in some])
        further = [
            (row, _thresholds(guarantee, at)) for (row, _), at in zip(some, points, strict=True)
        ]
        for at, ahead in zip(points, trials.seen(further), strict=True):
            found.append(_first_against(guarantee, {**at, **ahead}))
    return [diagnostic for diagnostic in found if diagnostic is not None]


def _steps_up(value: Fraction, driver: InputStep) -> list[Fraction]:
    least = _SMALLEST.get(driver.head.type.kind, Fraction(1))
    size = max(abs(value), 100 * least)
    raised = [value + least, *(value + _whole(size * share, least) for share in _SHARES)]
    return [v for v in raised if driver.input.range.holds(v)]


def _whole(value: Fraction, least: Fraction) -> Fraction:
    return (value // least) * least


def _thresholds(guarantee: _Guarantee, points: Mapping[Fraction, Seen]) -> list[Fraction]:
    """The values on both sides of the nearest thresholds above the row's own value."""
    driver = guarantee.driver
    least = _SMALLEST.get(driver.head.type.kind, Fraction(1))
    known = [
        (value, gaps(guarantee.comparisons, points[value].read)) for value in sorted(points)
    ]  # fmt: skip
    found: set[Fraction] = set()
    for one, other in pairwise(known):
        found |= crossings(*one, *other)
    lowest = known[0][0]
    nearest = sorted(v for v in found if v > lowest)[:_MOST_THRESHOLDS]
    beside = {v for near in nearest for v in _beside(near, least)}
    holds = driver.input.range.holds
    return sorted(v for v in beside - set(points) if v > lowest and holds(v))


def _beside(value: Fraction, least: Fraction) -> tuple[Fraction, ...]:
    on = _whole(value, least)
    return on - least, on, on + least


def _first_against(guarantee: _Guarantee, points: Mapping[Fraction, Seen]) -> Diagnostic | None:
    moves, driver = guarantee.moves, guarantee.driver.head
    result = guarantee.plan.step(moves.result).head
    unit = guarantee.plan.money_unit
    results = [(value, points[value].results(moves.result)) for value in sorted(points)]
    for (low, before), (high, after) in pairwise(results):
        for one, other in zip(before, after, strict=True):
            if one is None or other is None or not _against(one, other, moves.trend):
                continue
            return GUARANTEED_TREND_BROKEN.at(
                moves.cite.place,
                because=[Because(guarantee.plan.articles[moves.cite.article].heading)],
                guarantee=moves.source, driver=moves.driver, result=moves.result,
                town=town_name(points[low].key, driver.level),
                before=shown(low, driver.type, unit), after=shown(high, driver.type, unit),
                result_before=shown(one, result.type, unit),
                result_after=shown(other, result.type, unit),
            )  # fmt: skip
    return None


def _against(one: Scalar, other: Scalar, trend: Trend) -> bool:
    if not isinstance(one, Fraction) or not isinstance(other, Fraction):
        return False
    return other < one if trend is Trend.NEVER_FALLS else other > one
