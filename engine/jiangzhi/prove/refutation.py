"""A solver's model as a town: facts that both evaluators compute, before anything is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.agreement.compare import evaluate_and_compare
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.formula.logic import Truth
from jiangzhi.formula.types.types import WORDS, Kind, Scalar
from jiangzhi.plan.model import InputStep, Plan, PriorStep
from jiangzhi.policy.model import Input
from jiangzhi.prove.solver import Solved
from jiangzhi.prove.worlds.world import World

#: What an entity is called where the policy does not ask for its name.
UNNAMED = "甲"


def outcome_of(world: World, solved: Solved) -> Outcome | None:
    """The outcome of the town that a model describes, on which both evaluators agree; ``None``
    where the model is no town: a value that no input can have."""
    facts = facts_of(world, solved)
    if facts is None:
        return None
    try:
        return evaluate_and_compare(world.plan, facts).outcome
    except Refused:
        return None


def facts_of(world: World, solved: Solved) -> Facts | None:
    """One row of each level, its inputs as in the model and others as plain as they may be."""
    plan = world.plan
    values: dict[str, Scalar] = {}
    prior: dict[str, Scalar] = {}
    for step in plan.steps:
        if not isinstance(step, InputStep | PriorStep):
            continue
        value = _value(world, solved, step)
        if value is None:
            return None
        if isinstance(step, InputStep):
            values[step.input.name] = value
        else:
            prior[step.of] = value
    names = {level.name: str(values.get(level.name, UNNAMED)) for level in plan.levels}
    levels: dict[str, LevelFacts] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for level in plan.levels:
        above = keys[level.parent] if level.parent is not None else ()
        named = level.parent is not None and not level.detail
        keys[level.name] = (*above, names[level.name]) if named else above
        inputs = [step.input for step in plan.steps if isinstance(step, InputStep)]
        columns = {
            one.name: FactColumn([values[one.name]], [""])
            for one in inputs
            if one.level == level.name
        }
        if named:
            columns[level.name] = FactColumn([names[level.name]], [""])
        levels[level.name] = LevelFacts(level.name, [keys[level.name]], [0], (), [-1], [0], columns)
    carried = {name: {keys[_level_of(plan, name)]: value} for name, value in prior.items()}
    return Facts(levels, {}, carried, {}, ())


def _level_of(plan: Plan, of: str) -> str:
    return next(s.head.level for s in plan.steps if isinstance(s, PriorStep) and s.of == of)


def _value(world: World, solved: Solved, step: InputStep | PriorStep) -> Scalar | None:
    kind = step.head.type
    symbol = world.symbols.get(step.head.name)
    if symbol is None:
        return plainest(step.input) if isinstance(step, InputStep) else Fraction(0)
    if kind.kind is Kind.FLAG:
        return solved.truth(symbol.term)
    number = solved.number(symbol.term)
    return None if number is None else world.vocabulary.value_of(number, kind)


def plainest(given: Input) -> Scalar:
    """A value that an input may have: its blank, its least, or nothing."""
    kind = given.type
    if given.blank is not None:
        return given.blank
    if kind.kind is Kind.FLAG:
        return False
    if kind.kind in WORDS:
        return kind.choices[0] if kind.choices else UNNAMED
    at = _plain_number(given)
    if kind.kind is Kind.DATE:
        from datetime import date

        return at if isinstance(at, date) else date(2020, 1, 1)
    return at if isinstance(at, Fraction) else Fraction(0)


def _plain_number(given: Input) -> object:
    low, high = given.range.low, given.range.high
    tried: Sequence[object] = (Fraction(0), low, high, Fraction(1), Fraction(100))
    for value in tried:
        if isinstance(value, Fraction) and _holds(given, value):
            return value
    return low if low is not None else high


def _holds(given: Input, value: Fraction) -> bool:
    ends = (given.range.low, given.range.high)
    if any(end is not None and not isinstance(end, Fraction) for end in ends):
        return False
    return given.range.holds(value)


#: What a reader takes for a round figure: whole 万元 from ten on, whole numbers.
_ROUND: Final = 1_000_000


def round_figures(world: World) -> Iterator[Truth]:
    """That a world's amounts are whole 万元 and its numbers whole, where their ranges allow."""
    solver = world.solver
    for step in world.plan.steps:
        if not isinstance(step, InputStep) or step.head.name not in world.symbols:
            continue
        term, kind = world.symbols[step.head.name].term, step.head.type.kind
        if kind is Kind.MONEY:
            counted = solver.divided(term, Fraction(_ROUND))
            yield solver.same(solver.floor(counted), counted)
            if step.input.range.high is None:
                yield solver.less(Fraction(9), counted)
        elif kind in (Kind.NUMBER, Kind.COUNT):
            yield solver.same(solver.floor(term), term)
