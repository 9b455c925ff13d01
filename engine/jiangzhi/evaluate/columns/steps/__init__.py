"""Every kind of step over columns."""

from __future__ import annotations

from jiangzhi.evaluate.columns.rows.frame import Frame, Result
from jiangzhi.evaluate.columns.steps.aggregates import aggregate
from jiangzhi.evaluate.columns.steps.allocations import allocate
from jiangzhi.evaluate.columns.steps.matches import matched
from jiangzhi.evaluate.columns.steps.outside import from_outside
from jiangzhi.evaluate.columns.steps.ranks import rank
from jiangzhi.evaluate.columns.steps.rules import decide
from jiangzhi.evaluate.columns.steps.splits import split
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    MatchStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)


def follow(step: Step, frame: Frame) -> Result:
    """The step's result over the frame's rows."""
    if isinstance(step, RuleStep):
        return decide(step, frame)
    if isinstance(step, AggregateStep):
        return Result(aggregate(step, frame))
    if isinstance(step, MatchStep):
        return Result(matched(step, frame))
    if isinstance(step, RankStep):
        return Result(rank(step, frame))
    if isinstance(step, AllocateStep):
        return Result(allocate(step, frame))
    if isinstance(step, SplitStep):
        return Result(split(step, frame))
    return Result(from_outside(step, frame))
