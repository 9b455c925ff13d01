"""Last year's results, for a policy that reads values of last year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jiangzhi.diagnostic import FilePlace, Refused, refuse_on_errors
from jiangzhi.formula.types import Scalar
from jiangzhi.plan.model import Plan, PriorStep
from jiangzhi.publish.opened import open_run
from jiangzhi.publish.problems import OTHER_FAMILY
from jiangzhi.publish.verify import Evaluate, verify_run

Prior = Mapping[str, Mapping[tuple[str, ...], Scalar | None]]


def read_prior(plan: Plan, folder: Path, *, evaluate: Evaluate) -> Prior:
    """The values of a run folder that the plan's ``上年(…)`` read, by quantity and key.

    ``evaluate`` recomputes the run to see that it is unaltered. Raises ``Refused`` where it is
    altered, is no run, or a run of another family of policies. A quantity that last year's
    policy does not have has no values.
    """
    refuse_on_errors(verify_run(folder, evaluate=evaluate))
    last = open_run(folder).outcome
    if last.plan.family != plan.family:
        raise Refused(
            [OTHER_FAMILY.at(FilePlace(str(folder)), found=last.plan.family, expected=plan.family)]
        )
    wanted = {step.of for step in plan.steps if isinstance(step, PriorStep)}
    levels = {step.head.name: step.head.level for step in last.plan.steps}
    return {
        name: dict(zip(last.facts.levels[levels[name]].keys, last.steps[name].values, strict=True))
        for name in sorted(wanted)
        if name in levels
    }
