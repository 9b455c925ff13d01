"""What each kind of step comes to in a world."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, assert_never

from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.logic import (
    Symbol,
    Truth,
    all_known,
    chosen,
    conjunction,
    greatest,
    least,
    whole_term,
)
from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    InputStep,
    MatchStep,
    ParameterStep,
    Plan,
    PriorStep,
    RankStep,
    RuleStep,
    SplitStep,
    Step,
)
from jiangzhi.policy.model import Hit
from jiangzhi.prove.solver import Solver
from jiangzhi.prove.worlds.shares import share, total_of_shares
from jiangzhi.prove.worlds.vocabulary import Vocabulary
from jiangzhi.prove.worlds.world import World
from jiangzhi.rounding import Rounding
from jiangzhi.words import Words

_TOTALS: Final = Words("合计、平均等", "totals and means")
_RANKS: Final = Words("名次", "ranks")
_POOLS: Final = Words("资金池分配", "shares of a pool")
_SPLITS: Final = Words("分成的尾差", "remainders of splits")
_LISTS: Final = Words("列出的文字", "listed texts")
_PRIOR: Final = Words("上年的值", "last year's values")


def make_world(
    plan: Plan,
    solver: Solver,
    vocabulary: Vocabulary,
    *,
    wanted: set[str],
    single: bool,
    beside: World | None = None,
    apart: frozenset[str] = frozenset(),
) -> World:
    """The world of the ``wanted`` steps. ``beside`` another, only the steps ``apart`` differ."""
    world = World(plan, solver, vocabulary, single, "" if beside is None else "'", beside, apart)
    for step in plan.steps:
        name = step.head.name
        if name not in wanted:
            continue
        if beside is not None and name not in apart:
            world.symbols[name] = beside.symbols[name]
        else:
            world.symbols[name] = symbol_of(world, step)
    return world


def symbol_of(world: World, step: Step) -> Symbol:
    """What a step comes to."""
    match step:
        case InputStep():
            return world.given(step)
        case ParameterStep():
            return world.value(step.value)
        case PriorStep():
            return opaque(world, step, _PRIOR)
        case RuleStep():
            return _rules(world, step)
        case AggregateStep():
            return _aggregate(world, step)
        case MatchStep():
            return opaque(world, step, _TOTALS)
        case RankStep():
            if world.single and step.where is None:
                return Symbol(Fraction(1))
            return opaque(world, step, _RANKS)
        case AllocateStep():
            return share(world, step, opaque(world, step, _POOLS))
        case SplitStep():
            return opaque(world, step, _SPLITS)
        case _:
            assert_never(step)


def opaque(world: World, step: Step, why: Words) -> Symbol:
    """Any value within the bounds that the plan knows."""
    world.opaque.setdefault(step.head.name, why)
    solver, kind = world.solver, step.head.type
    money = kind.kind is Kind.MONEY
    symbol = world.any_value(step.head.name, kind, whole=False if money else None)
    bounds = world.plan.bounds.get(step.head.name)
    if bounds is not None and kind.kind is not Kind.FLAG:
        if bounds.low is not None:
            world.known.append(solver.no(solver.less(symbol.term, bounds.low)))
        if bounds.high is not None:
            world.known.append(solver.no(solver.less(bounds.high, symbol.term)))
    return symbol


def _rules(world: World, step: RuleStep) -> Symbol:
    solver = world.solver
    guards = [conjunction(solver, [world.value(g) for g in c.guards]) if c.guards else Symbol(True)
              for c in step.cases]  # fmt: skip
    values = [world.value(case.value) for case in step.cases]
    last = None if step.otherwise is None else world.value(step.otherwise.value)
    match step.hit:
        case Hit.FIRST | Hit.UNIQUE:
            found = Symbol(values[0].term, known=False) if last is None else last
            for guard, value in reversed(list(zip(guards, values, strict=True))):
                found = chosen(solver, guard, value, found)
            if step.hit is Hit.UNIQUE and len(guards) > 1:
                every = all_known(solver, guards, found.term)
                twice = solver.some(
                    [
                        solver.every([one.term, other.term])
                        for at, one in enumerate(guards)
                        for other in guards[at + 1 :]
                    ]
                )
                known = solver.every([every.known, solver.no(twice), found.known])
                found = Symbol(found.term, known, solver.every([found.missing, every.known]))
        case Hit.SUM:
            found = _sum(world, guards, values, last)
        case Hit.GREATEST | Hit.LEAST:
            found = _extreme(world, guards, values, last, largest=step.hit is Hit.GREATEST)
        case Hit.LISTED:
            return opaque(world, step, _LISTS)
        case _:
            assert_never(step.hit)
    return found if step.rounding is None else _rounded(world, found, step.rounding)


def _sum(world: World, guards: list[Symbol], values: list[Symbol], last: Symbol | None) -> Symbol:
    solver = world.solver
    zero = Symbol(Fraction(0))
    parts = [chosen(solver, g, v, zero) for g, v in zip(guards, values, strict=True)]
    total = all_known(solver, parts, solver.add([part.term for part in parts]))
    if last is None:
        return total
    none = Symbol(solver.no(solver.some([guard.term for guard in guards])), total.known)
    return chosen(solver, none, last, total)


def _extreme(
    world: World,
    guards: list[Symbol],
    values: list[Symbol],
    last: Symbol | None,
    *,
    largest: bool,
) -> Symbol:
    """The greatest or least value of the rules that hold; a guard that is not known leaves it
    unknown, whatever the others are."""
    solver = world.solver
    pick = greatest if largest else least
    found = Symbol(values[0].term, known=False) if last is None else last
    held: Truth = False
    for guard, value in zip(guards, values, strict=True):
        both = all_known(solver, [found, value], pick(solver, [found.term, value.term]))
        found = chosen(solver, guard, chosen(solver, Symbol(held), both, value), found)
        held = solver.some([held, guard.term])
    every = all_known(solver, guards, found.term)
    known = solver.every([every.known, found.known])
    return Symbol(found.term, known, solver.every([found.missing, every.known]))


def _rounded(world: World, symbol: Symbol, rounding: Rounding) -> Symbol:
    solver = world.solver
    counted = solver.times(symbol.term, 1 / rounding.unit)
    whole = whole_term(solver, counted, rounding.mode)
    return Symbol(solver.times(whole, rounding.unit), symbol.known, symbol.missing)


def _aggregate(world: World, step: AggregateStep) -> Symbol:
    if not world.single:
        return total_of_shares(world, step, opaque(world, step, _TOTALS))
    solver = world.solver
    element = world.read(step.element)
    where = Symbol(True) if step.where is None else world.read(step.where)
    match step.how:
        case Reduce.SUM:
            return chosen(solver, where, element, Symbol(Fraction(0)))
        case Reduce.COUNT:
            return chosen(solver, where, Symbol(Fraction(1)), Symbol(Fraction(0)))
        case Reduce.AVERAGE | Reduce.MEDIAN | Reduce.MIN | Reduce.MAX:
            return chosen(solver, where, element, Symbol(element.term, known=False))
        case Reduce.LARGE | Reduce.SMALL:
            return opaque(world, step, _TOTALS)
        case _:
            assert_never(step.how)
