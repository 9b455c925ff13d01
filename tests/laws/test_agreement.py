"""Any plan over any data: both evaluators agree, whatever the order and the cutting of rows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws_examples import many

from jiangzhi.evaluate.agreement.patterns import fail_if_patterns_differ
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.firing.evaluate import evaluate_by_firing
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import AllocateStep, Plan


def fail_if_different(one: Outcome, other: Outcome) -> None:
    for step in one.plan.steps:
        mine, theirs = one.steps[step.head.name], other.steps[step.head.name]
        assert list(mine.states) == list(theirs.states), step
        assert list(mine.values) == list(theirs.values), step
        assert list(mine.rules) == list(theirs.rules), step


@many(150)
@given(st.data())
def test_columns_equal_exact_fractions(draw_case, data):
    plan, facts = draw_case(data.draw)
    fail_if_different(evaluate_exactly(plan, facts), evaluate_by_columns(plan, facts))


@many(60)
@given(st.data())
@pytest.mark.parametrize("chained", [True, False])
def test_the_rule_network_equals_exact_fractions(draw_case, chained, data):
    plan, facts = draw_case(data.draw)
    fail_if_different(
        evaluate_exactly(plan, facts), evaluate_by_firing(plan, facts, chained=chained)
    )


@many(80)
@given(st.data())
def test_no_agreement_by_patterns_is_refused(draw_case, data):
    fail_if_patterns_differ(evaluate_by_columns(*draw_case(data.draw)))


@many(50)
@given(st.data())
def test_blocks_and_threads_do_not_matter(draw_case, data):
    plan, facts = draw_case(data.draw)
    fail_if_different(
        evaluate_by_columns(plan, facts),
        evaluate_by_columns(plan, facts, threads=2, block_rows=1),
    )


@many(50)
@given(st.data())
def test_order_of_rows_does_not_matter(draw_case, data):
    plan, facts = draw_case(data.draw)
    orders = {
        level: data.draw(st.permutations(range(len(facts.levels[level].keys))))
        for level in ("县区", "镇街")
    }
    shuffled = evaluate_by_columns(plan, reordered(plan, facts, orders))
    plain = evaluate_by_columns(plan, facts)
    for step in plan.steps:
        order = orders.get(step.head.level)
        mine, theirs = plain.steps[step.head.name], shuffled.steps[step.head.name]
        for one, other in ((mine.values, theirs.values), (mine.states, theirs.states)):
            expected = list(one) if order is None else [one[row] for row in order]
            assert list(other) == expected, step


@many(80)
@given(st.data())
def test_pools_are_never_overdrawn(draw_case, data):
    plan, facts = draw_case(data.draw)
    outcome = evaluate_by_columns(plan, facts)
    for step in plan.steps:
        if not isinstance(step, AllocateStep):
            continue
        shares = outcome.steps[step.head.name]
        pools = outcome.steps[step.pool]
        for group, pool in enumerate(pools.values):
            own = [
                share
                for row, share in enumerate(shares.values)
                if group_of(plan, facts, step.head.level, row, step.within) == group
                and shares.states[row] == State.KNOWN
            ]
            if not any(own):
                continue
            assert sum(own) <= pool
            assert all(share >= 0 and (share / step.rounding.unit).denominator == 1
                       for share in own)  # fmt: skip


def group_of(plan: Plan, facts: Facts, level: str, row: int, within: str) -> int:
    while level != within:
        row = facts.levels[level].parents[row]
        level = plan.level(level).parent
    return row


def reordered(plan: Plan, facts: Facts, orders: dict[str, list[int]]) -> Facts:
    levels = {}
    for level in plan.levels:
        of = facts.levels[level.name]
        order = list(orders.get(level.name, range(len(of.keys))))
        moved = orders.get(level.parent)
        parents = [of.parents[row] for row in order]
        if moved is not None:
            parents = [moved.index(parent) for parent in parents]
        levels[level.name] = LevelFacts(
            level.name, [of.keys[row] for row in order], parents, of.sources,
            list(of.source_of), list(of.row_of),
            {
                name: FactColumn([column.values[row] for row in order], list(column.raw))
                for name, column in of.columns.items()
            },
        )  # fmt: skip
    return replace(facts, levels=levels)


def test_a_difference_would_be_seen(draw_case):
    plan, facts = _one_town(draw_case)
    outcome = evaluate_by_columns(plan, facts)
    name = next(iter(outcome.steps))
    wrong = replace(outcome.steps[name], values=[Fraction(-77)])
    spoilt = replace(outcome, steps={**outcome.steps, name: wrong})
    try:
        fail_if_different(outcome, spoilt)
    except AssertionError:
        return
    raise RuntimeError("the comparison sees nothing")


def _one_town(draw_case):
    found = []

    @many(1)
    @given(st.data())
    def draw(data):
        found.append(draw_case(data.draw))

    draw()
    return found[0]
