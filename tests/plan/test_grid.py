"""The sweep finds what trying every combination finds, and stays straight where that does not."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from jiangzhi.formula.expr import Call, Const, Read
from jiangzhi.formula.types.types import FLAG, NUMBER, Kind, Type
from jiangzhi.formula.types.value import UNBOUNDED, Bounds
from jiangzhi.plan.checks import grid as module
from jiangzhi.plan.checks.grid import TooEntangled, bits, grid_of, situations
from jiangzhi.plan.checks.regions import subjects_in, truth

NUMBERS = [Read("甲", NUMBER), Read("乙", NUMBER)]
OTHERS = [Read("丙", FLAG), Read("丁", Type(Kind.CHOICE, choices=("东", "西", "北")))]


def atom(draw: random.Random):
    kind = draw.randrange(5)
    if kind == 0:
        return OTHERS[0]
    if kind == 1:
        return Call("eq", (OTHERS[1], Const("东西北"[draw.randrange(3)], OTHERS[1].type)), FLAG)
    sign = draw.choice(["lt", "le", "gt", "ge", "eq", "ne"])
    if kind == 2:
        return Call(sign, (NUMBERS[0], NUMBERS[1]), FLAG)
    sides = [draw.choice(NUMBERS), Const(Fraction(draw.randrange(-1, 5)), NUMBER)]
    return Call(sign, tuple(sides if draw.random() < 0.7 else sides[::-1]), FLAG)


def guard(draw: random.Random, depth: int = 2):
    if depth == 0 or draw.random() < 0.5:
        return atom(draw)
    function = draw.choice(["AND", "OR", "NOT"])
    parts = 1 if function == "NOT" else draw.randrange(1, 4)
    return Call(function, tuple(guard(draw, depth - 1) for _ in range(parts)), FLAG)


def bounds(expr):
    return UNBOUNDED if isinstance(expr, Call) else Bounds(Fraction(0), Fraction(4))


def by_trying_all(cases, subjects, grid):
    found = {}
    for cell in itertools.product(*(range(len(regions)) for regions in grid.regions)):
        named = grid.cell(cell)
        holding = sum(
            1 << at for at, guards in enumerate(cases) if all(truth(g, named) for g in guards)
        )
        found.setdefault(holding, list(cell))
    return found


@pytest.mark.parametrize("seed", range(150))
def test_the_sweep_finds_every_set_of_cases_and_its_first_combination(seed: int):
    draw = random.Random(seed)
    cases = [
        [guard(draw) for _ in range(draw.randrange(1, 4))] for _ in range(draw.randrange(1, 7))
    ]
    subjects = subjects_in([g for guards in cases for g in guards])
    grid = grid_of(cases, subjects, bounds)
    swept: dict[int, list[int]] = {}
    for active, combination in situations(grid):
        chosen = combination()
        assert [case for case in range(len(cases)) if grid.holds(case, chosen)] == [*bits(active)]
        swept.setdefault(active, chosen)
    assert swept == by_trying_all(cases, subjects, grid)


def rows(count: int):
    edges = [Const(Fraction(at), NUMBER) for at in range(count + 1)]
    return [
        [Call("gt", (NUMBERS[0], low), FLAG), Call("le", (NUMBERS[0], high), FLAG)]
        for low, high in itertools.pairwise(edges)
    ]


def test_steps_grow_with_the_rows(monkeypatch):
    """A table of intervals takes one step for each of its edges; the limit tells how many."""
    for count in (100, 1600):
        cases = rows(count)
        grid = grid_of(cases, subjects_in([g for one in cases for g in one]), lambda _: UNBOUNDED)
        monkeypatch.setattr(module, "MOST_STEPS", 3 * count)
        assert len(list(situations(grid))) == count + 1


def test_what_is_too_much_says_so_instead_of_nothing(monkeypatch, load):
    monkeypatch.setattr(module, "MOST_STEPS", 4)
    tables = "| 系数: 得分 | 值 |\n|---|---|\n| [0, 60) | 0 |\n| [60, 80) | 1 |\n| [80, 100] | 2 |"
    loaded = load("结果 奖 = 收入 * 系数\n  取整 元", tables=tables)
    assert "L201" in [note.code for note in loaded.notes]
    cases = rows(9)
    grid = grid_of(cases, subjects_in([g for one in cases for g in one]), bounds)
    with pytest.raises(TooEntangled):
        list(situations(grid))
