"""The properties that every policy is asked for, and its own guarantees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.logic import Symbol, Truth, conjunction
from jiangzhi.formula.types.types import NUMERIC, Kind, Scalar
from jiangzhi.plan.model import HoldsCheck, InputStep, ParameterStep, Plan, RuleStep
from jiangzhi.policy.claims import Trend
from jiangzhi.policy.model import Hit
from jiangzhi.prove.question import Question
from jiangzhi.prove.worlds.world import World, cone_of, support_of
from jiangzhi.words import Words

_TREND = {
    Trend.NEVER_FALLS: Words("升高,“{0}”不减", "rises, “{0}” never falls"),
    Trend.NEVER_RISES: Words("升高,“{0}”不增", "rises, “{0}” never rises"),
}


def questions_of(plan: Plan) -> Iterator[Question]:
    """The guarantees of the document, then of each quantity: rules that overlap, that leave a
    gap, that can never apply; and of each published amount, that it is never negative."""
    for guarantee in plan.guarantees:
        if isinstance(guarantee, HoldsCheck):
            if not _of_inputs_alone(plan, guarantee):
                yield holds(plan, guarantee)
        else:
            yield trend(plan, guarantee.result, guarantee.driver, guarantee.trend, guaranteed=True)
    for step in plan.steps:
        if isinstance(step, RuleStep) and any(case.guards for case in step.cases):
            yield from rules(step)
    for name in plan.results:
        if plan.step(name).head.type.kind is Kind.MONEY:
            yield never_negative(plan, name)


def trends_of(plan: Plan) -> Iterator[tuple[Question, Question]]:
    """For each published amount and each number of the same row that it rests on: that it never
    falls, and that it never rises, when the number rises."""
    for name in plan.results:
        head = plan.step(name).head
        if head.type.kind is not Kind.MONEY:
            continue
        for step in plan.steps:
            if not isinstance(step, InputStep) or step.head.level != head.level:
                continue
            if step.head.type.kind in NUMERIC and name in cone_of(plan, {step.head.name}):
                driver = step.head.name
                yield (
                    trend(plan, name, driver, Trend.NEVER_FALLS),
                    trend(plan, name, driver, Trend.NEVER_RISES),
                )


def _of_inputs_alone(plan: Plan, guarantee: HoldsCheck) -> bool:
    """Whether a condition demands something of the data, and says nothing of the rules."""
    rest = support_of(plan, {guarantee.step}) - {guarantee.step}
    return all(isinstance(plan.step(name), InputStep | ParameterStep) for name in rest)


def holds(plan: Plan, guarantee: HoldsCheck) -> Question:
    """A condition of the document holds for every entity."""

    def against(worlds: Sequence[World]) -> Truth:
        symbol = worlds[0].symbols[guarantee.step]
        solver = worlds[0].solver
        return solver.every([symbol.known, solver.no(symbol.term)])

    return Question(
        Words(f"保证:{guarantee.source}", f"guarantee: {guarantee.source}"),
        guarantee.step, guarantee.cite, frozenset({guarantee.step}), against,
        lambda outcomes: False in outcomes[0].steps[guarantee.step].values, guaranteed=True,
    )  # fmt: skip


def trend(
    plan: Plan, result: str, driver: str, way: Trend, *, guaranteed: bool = False
) -> Question:
    """A result never falls, or never rises, when an input of the same entity rises."""

    def against(worlds: Sequence[World]) -> Truth:
        one, other = worlds
        solver = one.solver
        before, after = one.symbols[result], other.symbols[result]
        low, high = (before, after) if way is Trend.NEVER_RISES else (after, before)
        return solver.every(
            [
                solver.less(one.symbols[driver].term, other.symbols[driver].term),
                before.known, after.known, solver.less(low.term, high.term),
            ]
        )  # fmt: skip

    def seen(outcomes: Sequence[Outcome]) -> bool:
        before, after = (_only(outcome, result) for outcome in outcomes)
        if not isinstance(before, Fraction) or not isinstance(after, Fraction):
            return False
        return after < before if way is Trend.NEVER_FALLS else before < after

    words = _TREND[way]
    return Question(
        Words(f"“{driver}”{words.zh.format(result)}", f"when “{driver}” {words.en.format(result)}"),
        result, plan.step(result).head.cite, frozenset({result, driver}), against, seen,
        driver=driver, guaranteed=guaranteed,
    )  # fmt: skip


def never_negative(plan: Plan, result: str) -> Question:
    """A published amount is never below zero."""

    def against(worlds: Sequence[World]) -> Truth:
        solver, symbol = worlds[0].solver, worlds[0].symbols[result]
        return solver.every([symbol.known, solver.less(symbol.term, Fraction(0))])

    def seen(outcomes: Sequence[Outcome]) -> bool:
        value = _only(outcomes[0], result)
        return isinstance(value, Fraction) and value < 0

    return Question(
        Words(f"“{result}”不会是负数", f"“{result}” is never negative"),
        result, plan.step(result).head.cite, frozenset({result}), against, seen,
    )  # fmt: skip


def rules(step: RuleStep) -> Iterator[Question]:
    """No two rules apply at once, one always does, and each can."""
    name, cite = step.head.name, step.head.cite
    needs = frozenset(step.head.needs)

    def truths(world: World) -> list[Symbol]:
        return [
            conjunction(world.solver, [world.value(g) for g in case.guards])
            if case.guards else Symbol(True)
            for case in step.cases
        ]  # fmt: skip

    def twice(worlds: Sequence[World]) -> Truth:
        solver, found = worlds[0].solver, truths(worlds[0])
        return solver.some(
            [
                solver.every([one.known, one.term, other.known, other.term])
                for at, one in enumerate(found)
                for other in found[at + 1 :]
            ]
        )

    def none(worlds: Sequence[World]) -> Truth:
        solver, found = worlds[0].solver, truths(worlds[0])
        return solver.every([solver.every([one.known, solver.no(one.term)]) for one in found])

    if step.hit is Hit.UNIQUE and len(step.cases) > 1:
        yield Question(
            Words(f"“{name}”的各条不会同时成立", f"no two rules of “{name}” apply at once"),
            name, cite, frozenset({name}), twice,
            lambda outcomes: _only(outcomes[0], name) is None,
        )  # fmt: skip
    if step.otherwise is None and step.hit is not Hit.SUM:
        yield Question(
            Words(f"“{name}”总有一条适用", f"some rule of “{name}” always applies"),
            name, cite, frozenset({name}) | needs, none,
            lambda outcomes: _only(outcomes[0], name) is None,
        )  # fmt: skip


def _only(outcome: Outcome, name: str) -> Scalar | None:
    (value,) = outcome.steps[name].values
    return value
