"""What is known of a share of a pool, whatever the other towns may claim.

Each sentence is a lemma of the allocation (``evaluate/exact/allocate.py``), for any number of
towns. *Whole* is a claim, cap or pool that is always a whole multiple of the rounding unit.

1. A share is never negative, and never more than what the pool holds.
2. A share is never more than the cap; by need, never more than the claim (or the floor, where it
   is larger), to which, where it is not whole, rounding may add less than one unit.
3. The shares of a pool together are never more than it holds.
4. By need, without floors and tiers, whole, remainders to the largest or kept: when a town's own
   claim rises and nothing else changes, its share does not fall. For its exact share c·P/(c+R)
   rises with c while the others' fall; of the units left over, it can lose one only to a town
   whose exact share fell below a whole number, and then there is one more to give.
"""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.logic import Symbol, Truth, all_known, greatest, least, whole_term
from jiangzhi.plan.model import AggregateStep, AllocateStep, looks_across
from jiangzhi.policy.model import Remainder, Share
from jiangzhi.prove.worlds.whole import is_whole
from jiangzhi.prove.worlds.world import World, support_of
from jiangzhi.rounding import Mode

_ZERO = Fraction(0)


def share(world: World, step: AllocateStep, symbol: Symbol) -> Symbol:
    """``symbol`` as the share, with all that the lemmas say of it."""
    solver, unit = world.solver, step.rounding.unit
    claim, pool = world.read(step.claim), world.read(step.pool)
    symbol = all_known(solver, [claim, pool], symbol.term)
    takes: Truth = True if step.takes_part is None else world.read(step.takes_part).term
    at_most = [pool.term]
    if step.share is Share.BY_NEED:
        need, whole = claim.term, is_whole(world.plan, step.claim, unit)
        if step.floor is not None:
            need = greatest(solver, [need, world.read(step.floor).term])
            whole = whole and is_whole(world.plan, step.floor, unit)
        at_most.append(need if whole else solver.add([need, unit]))
    if step.cap is not None:
        at_most.append(world.read(step.cap).term)
    world.known.append(solver.no(solver.less(symbol.term, _ZERO)))
    for limit in at_most:
        world.known.append(solver.no(solver.less(greatest(solver, [limit, _ZERO]), symbol.term)))
    world.known.append(solver.some([takes, solver.same(symbol.term, _ZERO)]))
    if world.single and step.share is Share.BY_NEED:
        counted = solver.times(solver.choose(takes, least(solver, at_most), _ZERO), 1 / unit)
        alone = solver.times(whole_term(solver, counted, Mode.HALF_AWAY), unit)
        there = solver.times(solver.floor(solver.times(pool.term, 1 / unit)), unit)
        alone = least(solver, [alone, there])
        world.known.append(solver.same(symbol.term, greatest(solver, [alone, _ZERO])))
    beside = world.beside
    if beside is not None and beside.plan is world.plan and _moves_with_own_claim(world, step):
        world.known.append(_no_less_for_more(world, beside, step, symbol))
    return symbol


def total_of_shares(world: World, step: AggregateStep, symbol: Symbol) -> Symbol:
    """A total, with the third lemma where it is that of the shares of one pool."""
    shared = world.plan.step(step.element)
    if (
        isinstance(shared, AllocateStep)
        and step.how is Reduce.SUM
        and step.where is None
        and step.head.level == shared.within
        and step.member == shared.head.level
        and shared.pool in world.symbols
    ):
        solver = world.solver
        there = greatest(solver, [world.read(shared.pool).term, _ZERO])
        world.known.append(solver.no(solver.less(there, symbol.term)))
        world.known.append(solver.no(solver.less(symbol.term, _ZERO)))
    return symbol


def _moves_with_own_claim(world: World, step: AllocateStep) -> bool:
    """Whether the fourth lemma holds of the step: nothing but the town's own claim and cap, and
    whether it takes part, differs between the two worlds."""
    plan, unit = world.plan, step.rounding.unit
    if step.share is not Share.BY_NEED or step.floor is not None or step.tier is not None:
        return False
    if step.ratio_places is not None:
        return False
    if step.remainder not in (Remainder.LARGEST_REMAINDER, Remainder.KEPT):
        return False
    own = [name for name in (step.claim, step.cap, step.takes_part) if name is not None]
    if step.pool in world.apart:
        return False
    across = [
        name
        for name in support_of(plan, set(own)) & world.apart
        if looks_across(plan.step(name)) is not None
    ]
    whole = [name for name in (step.claim, step.cap, step.pool) if name is not None]
    return not across and all(is_whole(plan, name, unit) for name in whole)


def _no_less_for_more(world: World, beside: World, step: AllocateStep, symbol: Symbol) -> Truth:
    """The fourth lemma: who claims no less gets no less, and the other way round."""
    solver = world.solver

    def claimed(one: World) -> object:
        takes = True if step.takes_part is None else one.read(step.takes_part).term
        limits = [one.read(step.claim).term]
        if step.cap is not None:
            limits.append(one.read(step.cap).term)
        sure = greatest(solver, [least(solver, limits), _ZERO])
        return solver.choose(takes, sure, _ZERO)

    before, after = claimed(beside), claimed(world)
    other = beside.read(step.head.name).term
    rises = solver.some([solver.less(after, before), solver.no(solver.less(symbol.term, other))])
    falls = solver.some([solver.less(before, after), solver.no(solver.less(other, symbol.term))])
    return solver.every([rises, falls])
