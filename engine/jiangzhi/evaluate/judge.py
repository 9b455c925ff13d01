"""An outcome with everything that is to be said of it: the one way to compute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jiangzhi.diagnostic import Diagnostic, refuse_on_errors
from jiangzhi.evaluate.cases.coverage import Coverage
from jiangzhi.evaluate.cases.run import CaseResult, run_case
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.plan.load import Loaded, plan_document
from jiangzhi.plan.model import Plan
from jiangzhi.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Computed:
    """An outcome, judged: ``notes`` are all diagnostics of policy, workbooks and results,
    ``agreement`` is what the evaluators compared (see ``agreement.compare``)."""

    loaded: Loaded
    outcome: Outcome
    notes: tuple[Diagnostic, ...]
    agreement: Mapping[str, int]

    def __repr__(self) -> str:
        subject = self.outcome.plan.subject
        rows = len(self.outcome.facts.levels[subject].keys)
        return f"<Computed {self.loaded.policy.name}: {rows} {subject}, {len(self.notes)} notes>"


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be said of a policy without data: its worked cases as computed, all that was
    ``found`` (the policy's notes, differences of cases, guarantees that a case refutes), and
    which rules, rows and edges no case exercises, where that was asked."""

    cases: tuple[CaseResult, ...]
    found: tuple[Diagnostic, ...]
    coverage: Coverage | None


def judge(loaded: Loaded, facts: Facts, *, crosscheck: bool = True) -> Computed:
    """Evaluate, compare both evaluators, and check the guarantees on these facts.

    Without ``crosscheck`` the rule network computes alone. Raises ``Refused`` where the
    evaluators differ or a guarantee does not hold.
    """
    from jiangzhi.evaluate.agreement.compare import evaluate_and_compare
    from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing

    rows = len(facts.levels[loaded.plan.subject].keys)
    if crosscheck:
        agreed = evaluate_and_compare(loaded.plan, facts)
        outcome, agreement = agreed.outcome, agreed.compared
    else:
        outcome, agreement = evaluate_by_firing(loaded.plan, facts), {"compared": 0, "of": rows}
    notes = notes_of(loaded.notes, outcome)
    refuse_on_errors(notes)
    return Computed(loaded, outcome, notes, agreement)


def notes_of(of_policy: Sequence[Diagnostic], outcome: Outcome) -> tuple[Diagnostic, ...]:
    """The diagnostics of a run: of its policy, its workbooks, its results and its guarantees."""
    from jiangzhi.evaluate.exact.plan import evaluate_exactly
    from jiangzhi.evaluate.guarantees.check import MOST_ROWS_TRIED, check_guarantees
    from jiangzhi.evaluate.open.notes import notes_on

    broken = check_guarantees(outcome, evaluate_exactly, most_rows=MOST_ROWS_TRIED)
    return (*of_policy, *outcome.facts.notes, *notes_on(outcome), *broken)


def run_cases(loaded: Loaded) -> list[CaseResult]:
    """Every worked case of the document, computed by the rule network as of its own day."""
    from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing

    def at(day: date | None) -> tuple[Policy, Plan]:
        if day is None or day == loaded.policy.as_of:
            return loaded.policy, loaded.plan
        other = plan_document(loaded.document, as_of=day)
        return other.policy, other.plan

    return [run_case(case, at=at, evaluate=evaluate_by_firing) for case in loaded.policy.cases]


def broken_in_cases(cases: Sequence[CaseResult]) -> list[Diagnostic]:
    """What refutes a guarantee on the facts of the worked cases."""
    from jiangzhi.evaluate.exact.plan import evaluate_exactly
    from jiangzhi.evaluate.guarantees.check import check_guarantees

    return [
        found
        for case in cases
        for found in check_guarantees(case.outcome, evaluate=evaluate_exactly)
    ]
