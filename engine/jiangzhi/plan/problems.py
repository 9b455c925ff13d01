"""What can be wrong when a policy is put in order."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

STEPS_IN_A_CIRCLE = Problem(
    "L101",
    Severity.ERROR,
    "计算次序排不出来:{loop}",
    "the steps have no order: {loop}",
    "改其中一个公式,使它不再依赖自己",
    "change one formula so that it does not depend on itself",
)
