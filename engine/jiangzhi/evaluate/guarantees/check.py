"""The guarantees of a policy, checked on an outcome."""

from __future__ import annotations

from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.evaluate.agreement.whole import town_name
from jiangzhi.evaluate.guarantees.monotonicity import broken_trends
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.problems import GUARANTEE_BROKEN
from jiangzhi.evaluate.suppose.trials import Evaluate
from jiangzhi.plan.model import HoldsCheck

#: Guarantees on how a result moves are tried out beside so many rows of a run.
MOST_ROWS_TRIED: Final = 500


def check_guarantees(
    outcome: Outcome, evaluate: Evaluate, *, most_rows: int | None = None
) -> tuple[Diagnostic, ...]:
    """What refutes a guarantee of the plan, row by row.

    A condition is one of the plan's own steps and must not be false on any row. Movements
    are tried out by ``evaluate`` beside the first ``most_rows`` rows.
    """
    found: list[Diagnostic] = []
    for guarantee in outcome.plan.guarantees:
        if isinstance(guarantee, HoldsCheck):
            found.extend(_broken_conditions(outcome, guarantee))
        else:
            found.extend(broken_trends(outcome, guarantee, evaluate, most_rows))
    return tuple(found)


def _broken_conditions(outcome: Outcome, check: HoldsCheck) -> list[Diagnostic]:
    keys = outcome.facts.levels[check.level].keys
    because = [Because(outcome.plan.articles[check.cite.article].heading)]
    return [
        GUARANTEE_BROKEN.at(
            check.cite.place, because=because, town=town_name(keys[row], check.level),
            guarantee=check.source,
        )
        for row, value in enumerate(outcome.steps[check.step].values)
        if value is False
    ]  # fmt: skip
