"""A pool shared out among the rows of each group."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.columns.allocate.members import Members, picked, whole_of
from jiangzhi.evaluate.columns.allocate.tiers import Available, serve
from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.fractions import choose, difference, extreme, written_den
from jiangzhi.evaluate.columns.numbers.integers import narrowed
from jiangzhi.evaluate.columns.numbers.paths import Path, take
from jiangzhi.evaluate.columns.numbers.ratios import lowest
from jiangzhi.evaluate.columns.numbers.rounding import floor_of
from jiangzhi.evaluate.columns.numbers.vectors import (
    Array,
    Numbers,
    States,
    Vector,
    constant,
    failing,
    worst_of,
)
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.evaluate.columns.rows.layout import Segments
from jiangzhi.evaluate.columns.rows.ordering import order_codes
from jiangzhi.evaluate.columns.rows.segments import (
    counted,
    greatest,
    sums,
    worst_states,
    written,
)
from jiangzhi.evaluate.problems import SHARES_TOO_LONG
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Share

Serve = Callable[[AllocateStep, Members, Available], Numbers]

#: Binary digits of all claims of a group over their common denominator.
_MOST_BITS: Final = 10**9


@dataclass(frozen=True, slots=True)
class _Terms:
    """The clauses, by row (the pool by group), limits and pool in units."""

    groups: Segments
    taking: Array
    out: Array
    claim: Numbers
    pool: Numbers
    low: Numbers | None
    high: Numbers | None
    tier: Numbers | None
    flag_states: States
    serve: Serve


def allocate(step: AllocateStep, frame: Frame) -> Vector:
    """The share of each row. Rows that do not take part get 0; what fails or is missing for
    one row that does makes all shares of its group unknown."""
    terms = _terms(step, frame)
    groups, rows = terms.groups, frame.layout.rows[step.head.level]
    state = _states(terms)
    known = None if state is None else state == 0
    taking = written(terms.taking, groups)
    if known is not None:
        taking = taking & np.broadcast_to(known, (groups.groups,))[groups.ids]
    shares = _shared(step, terms, taking)
    most = max(terms.pool.high, 0) // (terms.pool.den if isinstance(terms.pool.den, int) else 1)
    shares = whole_of(shares.num, min(shares.low, 0), min(shares.high, most))
    if state is not None:
        state = np.broadcast_to(state, (groups.groups,))[groups.ids]
        state = np.where(terms.out, np.uint8(0), state)
    found = fractions.scaled(shares, step.rounding.unit.numerator, step.rounding.unit.denominator)
    num = np.broadcast_to(found.num, (rows,)) if rows else found.num
    return Numbers(num, found.den, found.low, found.high, state)


def _terms(step: AllocateStep, frame: Frame) -> _Terms:
    level, unit = step.head.level, step.rounding.unit

    def numbers(name: str | None) -> Numbers | None:
        return None if name is None else frame.numbers(name, level)

    def in_units(given: Numbers | None) -> Numbers | None:
        if given is None:
            return None
        return fractions.scaled(given, unit.denominator, unit.numerator)

    taking, out, states = np.ones(1, dtype=np.bool_), np.zeros(1, dtype=np.bool_), None
    if step.takes_part is not None:
        flags = frame.flags(step.takes_part, level)
        states = flags.state
        known = np.zeros(1, dtype=np.uint8) if states is None else states
        taking, out = flags.truth & (known == 0), ~flags.truth & (known == 0)
    cap, floor = in_units(numbers(step.cap)), in_units(numbers(step.floor))
    low = None
    if floor is not None:
        up = fractions.negate(floor_of(fractions.negate(floor)))
        low = extreme([up, constant(0)], largest=True)
        low.state = floor.state
    high = None if cap is None else floor_of(cap)
    claim = frame.numbers(step.claim, level)
    if step.share is Share.BY_NEED:
        in_claim_units = in_units(claim)
        assert in_claim_units is not None
        claim = in_claim_units
    pool = in_units(frame.numbers(step.pool, step.within))
    assert pool is not None
    groups = frame.layout.segments(level, step.within)
    tier = numbers(step.tier)
    return _Terms(groups, taking, out, claim, pool, low, high, tier, states, _way(frame))


def _way(frame: Frame) -> Serve:
    if not frame.compiled:
        return serve
    from jiangzhi.evaluate.columns.compiled.serve import serve_compiled

    return serve_compiled


def _states(terms: _Terms) -> States:
    """Why the shares of a group are unknown."""
    groups, taking = terms.groups, terms.taking
    clauses = [c for c in (terms.claim, terms.low, terms.high, terms.tier) if c is not None]
    state = worst_of(
        terms.pool.state,
        worst_states(terms.flag_states, groups),
        *(worst_states(clause.state, groups, taking) for clause in clauses),
    )
    if terms.pool.low < 0:
        state = failing(state, terms.pool.num < 0, State.POOL_NEGATIVE)
    if terms.claim.low < 0:
        negative = counted(taking & (terms.claim.num < 0), groups) > 0
        state = failing(state, negative, State.CLAIM_NEGATIVE)
    if terms.high is not None:
        x, y = difference(terms.high, constant(0) if terms.low is None else terms.low)
        crossed = counted(taking & np.asarray(x < y), groups) > 0
        state = failing(state, crossed, State.NOT_IN_DOMAIN)
    if terms.low is not None:
        floors = choose(taking, _plain(terms.low), constant(0))
        total = whole_of(*sums(floors.num, floors.low, floors.high, groups))
        x, y = difference(total, terms.pool)
        state = failing(state, np.asarray(x > y), State.FLOORS_EXCEED_POOL)
    return state


def _plain(numbers: Numbers) -> Numbers:
    return Numbers(numbers.num, numbers.den, numbers.low, numbers.high, None, numbers.top)


def _shared(step: AllocateStep, terms: _Terms, taking: Array) -> Numbers:
    """Shares in units; 0 where a row is not among those that take part in a known group."""
    groups = terms.groups
    everyone = bool(taking.all())
    rows = np.arange(len(taking)) if everyone else np.flatnonzero(taking)
    inside = groups
    if not everyone:
        counts = counted(taking, groups)
        inside = Segments(np.concatenate([[0], np.cumsum(counts)]), groups.most)

    def of(numbers: Numbers | None) -> Numbers | None:
        if numbers is None:
            return None
        return _plain(numbers) if everyone else picked(_plain(numbers), rows)

    claim = of(terms.claim)
    assert claim is not None
    claim, scale = _over_group_scale(step, claim, inside)
    members = Members(inside, claim, scale, of(terms.low), of(terms.high))
    units = extreme([floor_of(_plain(terms.pool)), constant(0)], largest=True)
    available = Available(units, fractions.subtract(_plain(terms.pool), units))
    found = _by_tiers(step, members, available, of(terms.tier), terms.serve)
    if everyone:
        return found
    num = np.zeros(len(taking), dtype=found.num.dtype)
    num[rows] = found.num
    return whole_of(num, min(found.low, 0), max(found.high, 0))


def _over_group_scale(
    step: AllocateStep, claim: Numbers, groups: Segments
) -> tuple[Numbers, Numbers]:
    """Claims as whole numbers, not negative, over one scale for each group."""
    if isinstance(claim.den, int):
        num = np.maximum(claim.num, 0) if claim.low < 0 else claim.num
        return whole_of(num, max(claim.low, 0), max(claim.high, 0)), constant(claim.den)
    rows = int(groups.starts[-1])
    most = max(claim.high, 0)
    if rows == 0:
        take(Path.WIDE)
        top = claim.top ** max(groups.most, 1)
        one: Array = np.ones(groups.groups, dtype=np.int64)
        return whole_of(claim.num[:0], 0, most * top), whole_of(one, 1, top)
    num, den = lowest(np.maximum(claim.num, 0), written_den(claim))
    num, den = np.broadcast_to(num, (rows,)), np.broadcast_to(den, (rows,))
    scales = [
        _common_multiple(step, den[start:end])
        for start, end in zip(groups.starts[:-1], groups.starts[1:], strict=True)
    ]
    scale: Array = np.array(scales, dtype=object)
    whole = num.astype(object) * (scale[groups.ids] // den.astype(object))
    scale, _, top = narrowed(scale, 1, max(scales, default=1))
    return whole_of(*narrowed(whole, 0, most * top)), whole_of(scale, 1, top)


def _common_multiple(step: AllocateStep, dens: Array) -> int:
    found = 1
    for den in dens.tolist():
        found = math.lcm(found, den)
        if found.bit_length() * len(dens) > _MOST_BITS:
            problem = SHARES_TOO_LONG.at(step.head.cite.place, step=step.head.name, rows=len(dens))
            raise Refused([problem])
    return found


def _by_tiers(
    step: AllocateStep,
    members: Members,
    available: Available,
    tier: Numbers | None,
    serve: Serve,
) -> Numbers:
    groups = members.groups
    rows = int(groups.starts[-1])
    if step.share is Share.BY_WEIGHT:
        # Where all weights are zero nothing is shared out, not even floors.
        weighted = counted(members.claim.num > 0, groups) > 0
        if members.low is not None and not weighted.all():
            low = choose(weighted[groups.ids], members.low, constant(0))
            members = Members(groups, members.claim, members.scale, low, members.high)
        if not weighted.all():
            units = choose(weighted, available.units, constant(0))
            available = Available(units, available.beyond)
    if tier is None or rows == 0:
        return serve(step, members, available)
    codes = order_codes(tier, rows)
    order = np.lexsort((codes, groups.ids))
    new = np.ones(rows, dtype=np.bool_)
    new[1:] = (codes[order][1:] != codes[order][:-1]) | (
        groups.ids[order][1:] != groups.ids[order][:-1]
    )
    run = np.cumsum(new) - 1
    nth = np.empty(rows, dtype=np.int64)
    first = groups.starts[:-1][groups.ids[order]]
    nth[order] = run - run[first]
    return _tier_after_tier(step, members, available, nth, serve)


def _tier_after_tier(
    step: AllocateStep, members: Members, available: Available, nth: Array, serve: Serve
) -> Numbers:
    groups = members.groups
    rows = int(groups.starts[-1])
    shares = whole_of(np.zeros(rows, dtype=np.int64), 0, 0)
    left = available.units
    if members.low is not None:
        left = fractions.subtract(left, members.total(members.low))
    for turn in range(int(greatest(nth, 0, groups).max()) + 1):
        at = np.flatnonzero(nth == turn)
        served = members.only(at, np.arange(groups.groups))
        if served.low is not None:
            left = fractions.add(left, served.total(served.low))
        left = whole_of(left.num, 0, max(left.high, 0))
        found = serve(step, served, Available(left, available.beyond))
        left = fractions.subtract(left, served.total(found))
        num = shares.num.astype(np.result_type(shares.num, found.num))
        num[at] = found.num
        shares = whole_of(num, 0, max(shares.high, found.high))
    return shares
