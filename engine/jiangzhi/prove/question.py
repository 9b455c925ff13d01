"""A question put to the solver twice: can it be at all, and can it be in a town?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.logic import Truth
from jiangzhi.plan.model import Plan
from jiangzhi.policy.citation import Citation
from jiangzhi.prove.model import Proof, Verdict, Witness
from jiangzhi.prove.refutation import outcome_of, round_figures
from jiangzhi.prove.solver import Solved, Solver
from jiangzhi.prove.worlds.likeness import unlike
from jiangzhi.prove.worlds.steps import make_world
from jiangzhi.prove.worlds.vocabulary import Vocabulary
from jiangzhi.prove.worlds.world import World, cone_of, support_of
from jiangzhi.words import Words


@dataclass(frozen=True, slots=True)
class Question:
    """A claim, and what would refute it: ``against`` says it of one world, or of two that differ
    in the input ``driver`` alone, or of a world of the plan ``before`` and one of the plan that is
    asked about, whose steps ``alike`` are known to be equal; ``seen`` whether outcomes of towns
    show it."""

    claim: Words
    about: str
    cite: Citation
    wanted: frozenset[str]
    against: Callable[[Sequence[World]], Truth]
    seen: Callable[[Sequence[Outcome]], bool]
    driver: str | None = None
    guaranteed: bool = False
    before: Plan | None = None
    alike: frozenset[str] = frozenset()


def verdict_on(plan: Plan, question: Question, *, effort: int) -> Verdict:
    """Proved where nothing can be against it, whatever totals and shares may be; refuted where a
    town is, which both evaluators confirm; else undecided, with the reason."""
    worlds, answer, _ = _ask(plan, question, single=False, effort=effort)
    if answer == "no":
        return _verdict(question, Proof.PROVED)
    opaque = {why for world in worlds for why in world.opaque.values()}
    _, found, witness = _ask(plan, question, single=True, effort=effort)
    if witness is not None:
        return _verdict(question, Proof.REFUTED, witness=witness)
    if answer == "open" or found == "open":
        reason = Words("算式太繁,限定的步数内没有结论", "too intricate for the effort allowed")
    else:
        zh, en = sorted(why.zh for why in opaque), sorted(why.en for why in opaque)
        reason = Words(
            f"单个镇街没有找到反例;多个镇街的{'、'.join(zh)}没有展开",
            f"no single town found to refute it; not followed over several: {', '.join(en)}",
        )
    return _verdict(question, Proof.UNDECIDED, reason=reason)


def is_same_for_all(plan: Plan, question: Question, *, effort: int) -> bool:
    """Whether nothing can be against a claim that two values are the same, nor one be known where
    the other is not."""
    worlds, answer, _ = _ask(plan, question, single=False, effort=effort)
    if answer != "no":
        return False
    solver = worlds[0].solver
    known = [world.symbols[question.about].known for world in worlds]
    truths = [truth for world in worlds for truth in world.known]
    differ = solver.no(solver.same(*known))
    return solver.solve([*truths, differ], effort=effort).answer == "no"


def _ask(
    plan: Plan, question: Question, *, single: bool, effort: int
) -> tuple[list[World], str, Witness | None]:
    solver, words = Solver(), Vocabulary()
    wanted = support_of(plan, set(question.wanted))
    old = question.before or plan
    first = make_world(
        old, solver, words, wanted=support_of(old, set(question.wanted)), single=single
    )
    worlds = [first]
    if question.driver is not None or question.before is not None:
        apart = (
            frozenset(cone_of(plan, {question.driver}))
            if question.driver is not None
            else unlike(old, plan, question.alike)
        )
        worlds.append(
            make_world(plan, solver, words, wanted=wanted, single=single, beside=first, apart=apart)
        )
    asked = [*(truth for world in worlds for truth in world.known), question.against(worlds)]
    if not single:
        return worlds, solver.solve(asked, effort=effort).answer, None
    answer = "no"
    # A reader sooner believes a town whose figures are round.
    for plain in ([*round_figures(worlds[0])], []):
        solved = solver.solve([*asked, *plain], effort=effort)
        if solved.answer == "yes":
            witness = _witness(worlds, solved, question, wanted)
            if witness is not None:
                return worlds, "yes", witness
        answer = solved.answer
    return worlds, answer, None


def _witness(
    worlds: Sequence[World], solved: Solved, question: Question, wanted: set[str]
) -> Witness | None:
    """The towns of a model, where both evaluators find that they refute the claim."""
    outcomes = [outcome_of(world, solved) for world in worlds]
    real = [outcome for outcome in outcomes if outcome is not None]
    if len(real) < len(outcomes) or not question.seen(real):
        return None
    return Witness(tuple(real), tuple(sorted(wanted)))


def _verdict(
    question: Question,
    finding: Proof,
    *,
    witness: Witness | None = None,
    reason: Words | None = None,
) -> Verdict:
    return Verdict(
        question.claim, finding, question.about, question.cite, question.guaranteed, witness, reason
    )
