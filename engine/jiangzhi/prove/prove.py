"""The standard set of a policy, examined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jiangzhi.plan.model import Plan
from jiangzhi.prove.model import Proof, Proved, Verdict
from jiangzhi.prove.question import Question, verdict_on
from jiangzhi.prove.standard import questions_of, trends_of

#: The solver's work for one question, in its own units: a few seconds at the most.
EFFORT: Final = 1_500_000


def prove(
    plan: Plan, *, about: str | None = None, guarantees: bool = False, effort: int = EFFORT
) -> Proved:
    """The verdicts on the standard set and on the document's guarantees; ``about`` one quantity
    only. Of how an amount moves, the direction that holds is told; where none is proved to, what
    became of its never falling."""
    if guarantees:
        asked = (one for one in questions_of(plan) if one.guaranteed)
        return Proved(tuple(verdict_on(plan, one, effort=effort) for one in asked))
    return Proved(tuple(_verdicts(plan, about, effort)))


def _verdicts(plan: Plan, about: str | None, effort: int) -> Iterator[Verdict]:
    def wanted(question: Question) -> bool:
        return about is None or question.about.partition("#")[0] == about

    for question in questions_of(plan):
        if wanted(question):
            yield verdict_on(plan, question, effort=effort)
    for falls, rises in trends_of(plan):
        if not wanted(falls):
            continue
        first = verdict_on(plan, falls, effort=effort)
        if first.finding is Proof.PROVED:
            yield first
            continue
        second = verdict_on(plan, rises, effort=effort)
        yield second if _better(second, first) else first


def _better(one: Verdict, other: Verdict) -> bool:
    order = [Proof.PROVED, Proof.UNDECIDED, Proof.REFUTED]
    return order.index(one.finding) < order.index(other.finding)
