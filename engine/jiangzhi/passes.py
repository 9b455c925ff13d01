"""The whole pipeline on one page: plain functions between frozen dataclasses.

Markdown ─document→ Document ─policy→ Policy ─plan→ Plan ┐
                                                         ├─evaluate→ Outcome ─publish→ run
xlsx ─────────────workbook→ Facts ───────────────────────┘                └─explain→ Derivation
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jiangzhi.diagnostic import Diagnostic, refuse_on_errors

if TYPE_CHECKING:
    from jiangzhi.document.model import Document
    from jiangzhi.evaluate.cases.run import CaseResult
    from jiangzhi.evaluate.model import Outcome
    from jiangzhi.facts.model import Facts
    from jiangzhi.formula.types.types import Scalar
    from jiangzhi.plan.model import Plan
    from jiangzhi.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Loaded:
    """A policy document read, resolved and planned; ``notes`` are its warnings and waivers."""

    document: Document
    policy: Policy
    plan: Plan
    notes: tuple[Diagnostic, ...]


def load_policy(path: Path, *, as_of: date | None = None, day_of_cases: bool = False) -> Loaded:
    """Read a policy file as of a day. Raises ``Refused`` with all that is wrong.

    Without a day, ``day_of_cases`` takes that of the first worked case that has one.
    """
    from jiangzhi.document.load import read_document_file

    return plan_document(read_document_file(path), as_of=as_of, day_of_cases=day_of_cases)


def plan_document(
    document: Document, *, as_of: date | None = None, day_of_cases: bool = False
) -> Loaded:
    """Resolve and plan a document. Raises ``Refused`` with all that is wrong."""
    from jiangzhi.plan.checks import check_plan
    from jiangzhi.plan.make import make_plan
    from jiangzhi.policy.promises.waivers import apply_waivers
    from jiangzhi.policy.resolve import resolve_policy

    policy = resolve_policy(document, as_of=as_of, day_of_cases=day_of_cases)
    plan = make_plan(policy)
    notes = apply_waivers([*policy.notes, *check_plan(plan)], policy.waivers)
    refuse_on_errors(notes)
    return Loaded(document, policy, plan, notes)


def run_cases(loaded: Loaded) -> list[CaseResult]:
    """Every worked case of the document, computed as of its own day."""
    from jiangzhi.evaluate.cases.run import run_case

    def at(day: date | None) -> tuple[Policy, Plan]:
        if day is None or day == loaded.policy.as_of:
            return loaded.policy, loaded.plan
        other = plan_document(loaded.document, as_of=day)
        return other.policy, other.plan

    return [run_case(case, at=at, evaluate=evaluate_by_rules) for case in loaded.policy.cases]


def read_facts(
    policy: Policy,
    paths: Sequence[Path],
    *,
    sheets: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
    prior: Mapping[str, Mapping[tuple[str, ...], Scalar | None]] | None = None,
) -> Facts:
    """Read workbooks as a policy needs them. Raises ``Refused`` with all that is wrong."""
    from jiangzhi.facts.read import read_workbooks

    return read_workbooks(policy, paths, sheets=sheets or {}, given=given or {}, prior=prior or {})


def evaluate_by_rules(plan: Plan, facts: Facts) -> Outcome:
    """The outcome by the rule network alone."""
    from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing

    return evaluate_by_firing(plan, facts)


def evaluate(plan: Plan, facts: Facts, *, crosscheck: bool = True) -> Outcome:
    """The outcome; with ``crosscheck`` both evaluators must agree, else ``Refused``."""
    if not crosscheck:
        return evaluate_by_rules(plan, facts)
    return evaluate_and_compare(plan, facts)[0]


def evaluate_and_compare(plan: Plan, facts: Facts) -> tuple[Outcome, Mapping[str, int]]:
    """The outcome on which both evaluators agree, else ``Refused``; and what was compared.

    All values of all rows, up to ``MOST_COMPARED`` rows a level. Beyond, the rule that decided
    each row, by distinct ``patterns`` of conditions, and the values of ``samples``.
    """
    from jiangzhi.evaluate.agreement.whole import MOST_COMPARED, fail_if_evaluators_differ
    from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
    from jiangzhi.evaluate.firing.evaluate import MOST_CHAINED

    towns = len(facts.levels[plan.subject].keys)
    compared = {"compared": towns, "of": towns}
    by_columns = evaluate_by_columns(plan, facts)
    rows = max(len(level.keys) for level in facts.levels.values())
    if rows > MOST_COMPARED:
        from jiangzhi.evaluate.agreement.patterns import fail_if_patterns_differ

        found = fail_if_patterns_differ(by_columns)
        return by_columns, {**compared, "patterns": found.patterns, "samples": found.samples}
    outcome = evaluate_by_rules(plan, facts)
    fail_if_evaluators_differ(outcome, by_columns)
    # They are equal; columns of many rows are stored sooner.
    return (by_columns if rows > MOST_CHAINED else outcome), compared
