"""Whole groups → their results: pure, so that a stream, a pool or a cluster may call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from jiangzhi.diagnostic import refuse_on_errors
from jiangzhi.evaluate.agreement.patterns import fail_if_patterns_differ
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.columns.schedule import stages_of
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.guarantees.check import check_guarantees
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.stream.inputs import Inputs, Run
from jiangzhi.evaluate.stream.problems import NEEDS_ALL_ROWS
from jiangzhi.evaluate.stream.results import raw_of, results_table, schema_of
from jiangzhi.facts.model import Facts, Given
from jiangzhi.plan.model import HoldsCheck, Plan


def evaluate_part(
    plan: Plan,
    tables: Mapping[str, pa.Table],
    given: Mapping[str, Given],
    *,
    crosscheck: bool = True,
) -> pa.Table:
    """The published results of the subject's rows of whole groups, as an arrow table.

    ``tables`` has one table for each level below the whole, as ``evaluate_stream`` takes files;
    the result is headed as its file is. Raises ``Refused`` for whatever is wrong with plan,
    tables or values.
    """
    refuse_what_needs_all_rows(plan)
    most = max((len(table) for table in tables.values()), default=0)
    inputs = Inputs(plan, tables, given, run_rows=most + 1)
    keys = inputs.keys(plan.subject)
    run = inputs.next_run()
    if run is None:
        return schema_of(plan, keys).empty_table()
    return evaluated(plan, run, keys, given=given, crosscheck=crosscheck)[1]


def evaluated(
    plan: Plan, run: Run, keys: Sequence[str], *, given: Mapping[str, Given], crosscheck: bool
) -> tuple[Outcome, pa.Table]:
    """A run's outcome, and the results of its subject's rows named by ``keys``."""
    outcome = evaluate_by_columns(plan, Facts(run.levels, given, {}, {}, ()))
    if crosscheck:
        fail_if_patterns_differ(outcome)
    for guarantee in plan.guarantees:
        if isinstance(guarantee, HoldsCheck):
            raw = raw_of(outcome.steps[guarantee.step])
            if bool(((raw.states == 0) & ~raw.data).any()):
                refuse_on_errors(check_guarantees(outcome, evaluate_exactly, most_rows=0))
    return outcome, results_table(plan, outcome, run.subject, keys)


def refuse_what_needs_all_rows(plan: Plan) -> None:
    """Raise ``Refused`` for steps of a plan that look beyond whole groups."""
    whole = next(level for level in plan.levels if level.parent is None)
    wrong = [
        NEEDS_ALL_ROWS.at(None, step=level.name)
        for level in plan.levels
        if level.detail and level.parent == whole.name
    ]
    for stage in stages_of(plan):
        for step in stage.crossing:
            if any(plan.step(need).head.level != whole.name for need in step.head.needs):
                name = step.head.name.partition("#")[0]
                wrong.append(NEEDS_ALL_ROWS.at(step.head.cite.place, step=name))
    refuse_on_errors(wrong)
