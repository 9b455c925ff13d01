"""From a loaded policy and workbooks to an outcome, for every command that computes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiangzhi.cli.language import say
from jiangzhi.diagnostic import Diagnostic, refuse_on_errors

if TYPE_CHECKING:
    from jiangzhi.evaluate.model import Outcome
    from jiangzhi.passes import Loaded


@dataclass(frozen=True, slots=True)
class Computed:
    """An outcome with all that was noted on the way, and what the evaluators compared."""

    outcome: Outcome
    notes: tuple[Diagnostic, ...]
    agreement: Mapping[str, Any]


def compute(
    loaded: Loaded,
    workbooks: Sequence[Path],
    *,
    sheets: Mapping[str, str],
    given: Mapping[str, str],
    prior: Path | None,
    crosscheck: bool,
    progress: Callable[[str], None],
) -> Computed:
    """Read the workbooks, evaluate and check the guarantees. Raises ``Refused``."""
    from jiangzhi.audit.prior import read_prior
    from jiangzhi.evaluate.exact.plan import evaluate_exactly
    from jiangzhi.evaluate.guarantees.check import MOST_ROWS_TRIED, check_guarantees
    from jiangzhi.evaluate.open.notes import notes_on
    from jiangzhi.facts.examples import find_example_rows
    from jiangzhi.passes import evaluate_and_compare, evaluate_by_rules, read_facts

    last_year, prior_run = ({}, None) if prior is None else read_prior(loaded.plan, prior)
    facts = read_facts(loaded.policy, workbooks, sheets=sheets, given=given, prior=last_year)
    refuse_on_errors(find_example_rows(facts))
    facts = replace(facts, prior_run=prior_run)
    towns = len(facts.levels[loaded.plan.subject].keys)
    progress(say(f"计算 {towns} 个{loaded.plan.subject}", f"computing {towns} rows"))
    agreement: Mapping[str, Any] = {"compared": 0, "of": towns}
    if crosscheck:
        outcome, agreement = evaluate_and_compare(loaded.plan, facts)
    else:
        outcome = evaluate_by_rules(loaded.plan, facts)
    broken = check_guarantees(outcome, evaluate=evaluate_exactly, most_rows=MOST_ROWS_TRIED)
    refuse_on_errors(broken)
    return Computed(outcome, (*loaded.notes, *facts.notes, *notes_on(outcome), *broken), agreement)
