"""A model of the solver is a town: each step comes to what both evaluators say it does."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from jiangzhi import flow
from jiangzhi.formula.types.types import NUMERIC
from jiangzhi.plan.model import AllocateStep, InputStep, MatchStep, RankStep, SplitStep
from jiangzhi.prove.refutation import outcome_of
from jiangzhi.prove.solver import Solver
from jiangzhi.prove.worlds.steps import make_world
from jiangzhi.prove.worlds.vocabulary import Vocabulary
from jiangzhi.prove.worlds.world import cone_of

ROOT = Path(__file__).resolve().parents[3]
RULES = sorted((ROOT / "rules").rglob("*.md"))
LOOKS = (AllocateStep, MatchStep, RankStep, SplitStep)
EFFORT = 3_000_000


def models(plan, times):
    """Worlds with models in which another published number is as far up as the last was."""
    solver, words = Solver(), Vocabulary()
    every = {step.head.name for step in plan.steps}
    world = make_world(plan, solver, words, wanted=every, single=True)
    asked = list(world.known)
    names = [name for name in plan.results if plan.step(name).head.type.kind in NUMERIC]
    for turn in range(times):
        solved = solver.solve(asked, effort=EFFORT)
        if solved.answer != "yes":
            break
        yield world, solved
        if not names:
            break
        name = names[turn % len(names)]
        found = solved.number(world.symbols[name].term)
        if found is not None:
            raised = solver.less(found, world.symbols[name].term)
            asked = [*world.known, world.symbols[name].known, raised]


@pytest.mark.parametrize("policy", RULES, ids=lambda path: path.stem)
def test_every_step_is_what_the_evaluators_say(policy):
    plan = flow.load(policy).plan
    compared = 0
    for world, solved in models(plan, 4):
        outcome = outcome_of(world, solved)
        if outcome is None:
            continue
        looks = {step.head.name for step in plan.steps if isinstance(step, LOOKS)}
        opaque = cone_of(plan, looks | {name for name in world.opaque if name in world.symbols})
        for step in plan.steps:
            name = step.head.name
            if name in opaque or set(world.opaque) & {f.upper() for f in ("DATE",)}:
                continue
            symbol, (value,) = world.symbols[name], outcome.steps[name].values
            assert solved.truth(symbol.known) is (value is not None), name
            if value is None or isinstance(step, InputStep):
                continue
            if isinstance(value, bool):
                assert solved.truth(symbol.term) is value, name
            elif isinstance(value, Fraction | int):
                assert solved.number(symbol.term) == value, name
            elif isinstance(value, date):
                assert solved.number(symbol.term) == value.toordinal(), name
            compared += 1
    assert compared > 0
