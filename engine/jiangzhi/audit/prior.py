"""Last year's results, for a policy that reads values of last year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from jiangzhi.audit.problems import OTHER_FAMILY
from jiangzhi.audit.recompute import Evaluate
from jiangzhi.diagnostic import FilePlace, Refused, refuse_on_errors
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import PriorRun
from jiangzhi.formula.types.types import Scalar
from jiangzhi.plan.model import Plan, PriorStep
from jiangzhi.record.manifest import seal_of
from jiangzhi.record.open_run import Run, open_run

Prior = Mapping[str, Mapping[tuple[str, ...], Scalar | None]]


def read_prior(
    plan: Plan, folder: Path, *, evaluate: Evaluate | None = None
) -> tuple[Prior, PriorRun]:
    """The values of a run folder that the plan's ``上年(…)`` read, by quantity and key; and
    which run that is.

    ``evaluate`` recomputes the run (see ``verify_run``) to see that it is unaltered. Raises
    ``Refused`` where it is altered, is no run, or a run of another family of policies. A quantity
    that last year's policy does not have has no values.
    """
    values, known, _ = read_prior_run(plan, folder, evaluate=evaluate)
    return values, known


def read_prior_run(
    plan: Plan, folder: Path, *, evaluate: Evaluate | None = None
) -> tuple[Prior, PriorRun, Outcome]:
    """The same, with last year's outcome itself."""
    from jiangzhi.audit.verify import verify_run

    refuse_on_errors(verify_run(folder, evaluate=evaluate).diagnostics)
    run = open_run(folder)
    last = run.outcome
    if last.plan.family != plan.family:
        raise Refused(
            [OTHER_FAMILY.at(FilePlace(str(folder)), found=last.plan.family, expected=plan.family)]
        )
    return values_of(plan, last), PriorRun(str(run.data["run"]), seal_of(run.data)), last


def values_of(plan: Plan, last: Outcome) -> Prior:
    """The values of last year's outcome that the plan reads, by quantity and key."""
    wanted = {step.of for step in plan.steps if isinstance(step, PriorStep)}
    levels = {step.head.name: step.head.level for step in last.plan.steps}
    return {
        name: dict(zip(last.facts.levels[levels[name]].keys, last.steps[name].values, strict=True))
        for name in sorted(wanted)
        if name in levels
    }


def last_year_of(run: Run) -> Outcome | None:
    """The outcome of last year's run, where its folder lies beside the run's and is still the
    one that was read; else ``None``."""
    known = run.outcome.facts.prior_run
    if known is None or PurePath(known.run).name != known.run:
        return None
    folder = run.folder.resolve().parent / known.run
    if not folder.is_dir():
        return None
    try:
        last = open_run(folder)
    except Refused:
        return None
    return last.outcome if seal_of(last.data) == known.seal else None
