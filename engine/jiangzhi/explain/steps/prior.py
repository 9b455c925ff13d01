"""A value carried from last year's run."""

from __future__ import annotations

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import in_names, reads
from jiangzhi.explain.model import Line
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.plan.model import PriorStep


def tell_prior(context: Context, step: PriorStep, row: int) -> Told:
    """Whether last year's run has the value, and what stands in where it has not."""
    head = step.head
    of_last_year = context.outcome.facts.prior.get(step.of, {})
    key = context.keys(head.level, row)
    if of_last_year.get(key) is not None:
        text = context.say(f"上年运行结果中的“{step.of}”", f"“{step.of}” in last year's run")
        run = context.outcome.facts.prior_run
        if run is not None:
            text += f": {run.run} (SHA-256 {run.seal[:16]}…)"
        return Told((Line("source", text),))
    if not of_last_year:
        absent = context.say("没有给出上年结果(--prior)", "no run of last year was given (--prior)")
    else:
        absent = context.say(
            f"上年结果里没有它的“{step.of}”", f"last year's run has no “{step.of}” for it"
        )
    if step.instead is None:
        return Told((Line("reason", absent),))
    stands_in = context.say("按办法改用", "the document says to use")
    return Told(
        (Line("note", f"{absent},{stands_in} {in_names(context, step.instead)}"),),
        keys_of(context, reads(context, step.instead), head.level, row),
    )


def row_last_year(context: Context, step: PriorStep, row: int) -> int | None:
    """Where last year's run has the row, ``None`` where that run is not at hand."""
    last = context.last_year
    if last is None or step.of not in last.steps:
        return None
    key = tuple(context.keys(step.head.level, row))
    keys = last.outcome.facts.levels[last.steps[step.of].head.level].keys
    return next((at for at, one in enumerate(keys) if tuple(one) == key), None)
