"""The workload as the policy that it is, by the columns evaluator."""

from __future__ import annotations

from bench.workload import generate
from bench.workload.tables import Data, Prepared, Shares

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.model import Outcome

TITLE = "columns"
EXACT, MOST_ROWS = True, None
RESULTS = ("超收奖励", "超支支持")


def prepare(data: Data, threads: int, *, compiled: bool = False) -> Prepared:
    """All steps' values are kept, and both results put together, as the others' are."""
    plan, facts = generate.load_plan(), generate.facts_of(data)

    def run() -> Outcome:
        outcome = evaluate_by_columns(plan, facts, threads=threads, compiled=compiled)
        read(outcome)
        return outcome

    return run, read


def read(outcome: Outcome) -> Shares:
    award, support = (outcome.steps[name].values.raw.data for name in RESULTS)
    return award, support
