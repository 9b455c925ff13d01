"""Two policies on the same data: equal, never less, never more, or where they part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.logic import Truth
from jiangzhi.formula.types.types import NUMERIC
from jiangzhi.plan.model import InputStep, Plan
from jiangzhi.prove.model import Proof, Proved, Verdict
from jiangzhi.prove.prove import EFFORT
from jiangzhi.prove.question import Question, is_same_for_all, verdict_on
from jiangzhi.prove.worlds.likeness import unlike
from jiangzhi.prove.worlds.world import World
from jiangzhi.words import Words

_CLAIMS: Final = {
    "same": Words("“{0}”两份办法处处相等", "“{0}” is the same in both policies"),
    "less": Words("“{0}”新办法从不比原办法少", "“{0}” is never less than before"),
    "more": Words("“{0}”新办法从不比原办法多", "“{0}” is never more than before"),
}


def against(before: Plan, after: Plan, *, times: int = 1) -> Proved:
    """For each result that both publish on the same level, whether it is equal on all data that
    both accept; where it is not proved to be, whether it is never less, and never more."""
    return Proved(tuple(_verdicts(before, after, EFFORT * times)))


def _verdicts(before: Plan, after: Plan, effort: int) -> Iterator[Verdict]:
    alike = _proved_alike(before, after, effort)
    for name in after.results:
        if name not in before.results:
            continue
        one, other = before.step(name).head, after.step(name).head
        if one.level != other.level or one.type.kind is not other.type.kind:
            continue
        same = verdict_on(after, _question(before, after, name, "same", alike), effort=effort)
        yield same
        if same.finding is not Proof.PROVED and other.type.kind in NUMERIC:
            for way in ("less", "more"):
                yield verdict_on(after, _question(before, after, name, way, alike), effort=effort)


def _proved_alike(before: Plan, after: Plan, effort: int) -> frozenset[str]:
    """The steps that are written otherwise and come to the same: what rests on one of them need
    not be followed through it again."""
    known = {step.head.name: step.head for step in before.steps}
    alike: set[str] = set()
    for step in after.steps:
        name, other = step.head.name, known.get(step.head.name)
        apart = unlike(before, after, frozenset(alike))
        if name not in apart or other is None or isinstance(step, InputStep):
            continue
        if (other.level, other.type) != (step.head.level, step.head.type):
            continue
        question = _question(before, after, name, "same", frozenset(alike))
        if is_same_for_all(after, question, effort=effort):
            alike.add(name)
    return frozenset(alike)


def _question(before: Plan, after: Plan, name: str, way: str, alike: frozenset[str]) -> Question:
    def parts(worlds: Sequence[World]) -> Truth:
        old, new = worlds
        solver, was, comes = old.solver, old.symbols[name], new.symbols[name]
        match way:
            case "same":
                differ = solver.no(solver.same(was.term, comes.term))
            case "less":
                differ = solver.less(comes.term, was.term)
            case _:
                differ = solver.less(was.term, comes.term)
        return solver.every([was.known, comes.known, differ])

    def seen(outcomes: Sequence[Outcome]) -> bool:
        (was,), (comes,) = (outcome.steps[name].values for outcome in outcomes)
        if was is None or comes is None:
            return False
        if way == "same":
            return was != comes
        if not isinstance(was, Fraction) or not isinstance(comes, Fraction):
            return False
        return comes < was if way == "less" else was < comes

    claim = Words(_CLAIMS[way].zh.format(name), _CLAIMS[way].en.format(name))
    cite = after.step(name).head.cite
    return Question(claim, name, cite, frozenset({name}), parts, seen, before=before, alike=alike)
