"""The columns evaluator, forgetting each step's values as soon as nothing needs them."""

from __future__ import annotations

from unittest.mock import patch

from bench.workload import by_columns, generate
from bench.workload.tables import Data, Prepared, Shares, as_they_are

from jiangzhi.evaluate.columns import evaluate as ours
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.evaluate.columns.schedule import stages_of
from jiangzhi.evaluate.columns.steps import follow
from jiangzhi.plan.model import Plan, Step

TITLE = "columns, trace not kept"
EXACT, MOST_ROWS = True, None


def prepare(data: Data, threads: int) -> Prepared:
    run, read = by_columns.prepare(data, threads)
    last = last_uses(generate.load_plan())

    def follow_and_forget(steps: tuple[Step, ...], frame: Frame) -> None:
        for step in steps:
            frame.results[step.head.name] = follow(step, frame)
            for name in last.get(step.head.name, ()):
                frame.results.pop(name, None)

    def forgetting() -> Shares:
        with patch.object(ours, "_follow", follow_and_forget):
            return read(run())

    return forgetting, as_they_are


def last_uses(plan: Plan) -> dict[str, list[str]]:
    """By step the steps that nothing needs once it is followed, block by block; the results
    are needed to the end."""
    last: dict[str, str | None] = dict.fromkeys(by_columns.RESULTS)
    for stage in reversed(stages_of(plan)):
        for step in reversed((*stage.local, *stage.crossing)):
            until = step.head.name if step in stage.local else None
            for name in (step.head.name, *step.head.needs):
                last.setdefault(name, until)
    found: dict[str, list[str]] = {}
    for name, step_name in last.items():
        if step_name is not None:
            found.setdefault(step_name, []).append(name)
    return found
