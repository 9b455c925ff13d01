"""What can be wrong with a worked case."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

CASE_DIFFERS = Problem(
    "E120",
    Severity.ERROR,
    "算例“{case}”的{town}:{quantity}应为 {wanted},算出来是 {got}",
    "case “{case}”, {town}: {quantity} should be “{wanted}”, but comes out as {got}",
    "核对算例与公式,改其中不对的一个",
    "compare the case with the formulas and correct the one that is wrong",
)
