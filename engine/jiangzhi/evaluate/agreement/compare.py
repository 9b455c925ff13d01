"""A plan evaluated by both evaluators, which must agree; and how much was compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiangzhi.evaluate.agreement.whole import MOST_COMPARED, fail_if_evaluators_differ
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Agreed:
    """An outcome on which both evaluators agree, and what of it was compared: ``compared`` rows
    ``of`` all on the subject's level; beyond ``MOST_COMPARED`` rows on a level also how many
    distinct ``patterns`` of conditions, and how many ``samples`` of values."""

    outcome: Outcome
    compared: Mapping[str, int]


def evaluate_and_compare(plan: Plan, facts: Facts) -> Agreed:
    """The outcome on which both evaluators agree, else ``Refused``.

    All values of all rows are compared, up to ``MOST_COMPARED`` rows a level. Beyond, the rule
    that decided each row, by distinct patterns of conditions, and the values of samples.
    """
    from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
    from jiangzhi.evaluate.firing.evaluate import MOST_CHAINED, evaluate_by_firing

    by_columns = evaluate_by_columns(plan, facts)
    compared = compared_of(by_columns)
    if "patterns" in compared:
        return Agreed(by_columns, compared)
    by_firing = evaluate_by_firing(plan, facts)
    fail_if_evaluators_differ(by_firing, by_columns)
    # They are equal; columns of many rows are stored sooner.
    outcome = by_columns if _most_rows(facts) > MOST_CHAINED else by_firing
    return Agreed(outcome, compared)


def compared_of(by_columns: Outcome) -> Mapping[str, int]:
    """How much of an outcome by columns is compared. Where that is not every value, what is
    compared instead is compared here, and ``Refused`` raised where it differs."""
    rows = len(by_columns.facts.levels[by_columns.plan.subject].keys)
    compared = {"compared": rows, "of": rows}
    if _most_rows(by_columns.facts) <= MOST_COMPARED:
        return compared
    from jiangzhi.evaluate.agreement.patterns import fail_if_patterns_differ

    found = fail_if_patterns_differ(by_columns)
    return {**compared, "patterns": found.patterns, "samples": found.samples}


def _most_rows(facts: Facts) -> int:
    return max(len(level.keys) for level in facts.levels.values())
