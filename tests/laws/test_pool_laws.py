"""Pools of any shape, in groups of one and of 5,000: conserved, and deaf to idle towns."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws_drawer import CITE, make_head, make_plan
from laws_examples import TIMES, many

from jiangzhi.evaluate.agreement.whole import fail_if_evaluators_differ
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts
from jiangzhi.formula.types.types import FLAG, MONEY, NUMBER
from jiangzhi.plan.model import AllocateStep, InputStep
from jiangzhi.policy.model import Input, Interval, Remainder, Share
from jiangzhi.rounding import Mode, Rounding

FEN = Rounding(Fraction(1), Mode.HALF_AWAY, "", 0)
HOWS = (Remainder.LARGEST_REMAINDER, Remainder.TO_LARGEST, Remainder.KEPT)
CLAUSES = {"应得": MONEY, "上限": MONEY, "下限": MONEY, "次序": NUMBER, "参加": FLAG}
#: Share, remainder, decimals of the ratio, clauses.
FORMS = [
    (share, how, places, clauses)
    for share, how in itertools.product(Share, HOWS)
    for places in ((None, 2) if share is Share.BY_NEED else (None,))
    for clauses in (
        (),
        ("上限",),
        ("下限",),
        ("次序",),
        ("参加",),
        ("上限", "下限", "次序", "参加"),
    )
]


def case(form, pools, counties):
    """A plan with one pool a county, and facts of it. ``counties[c]`` are the towns, each with
    the values of its clauses."""
    share, how, places, clauses = form
    steps = [_input("资金池", "县区", MONEY)]
    steps += [_input(name, "镇街", CLAUSES[name]) for name in ("应得", *clauses)]

    def clause(name: str) -> str | None:
        return name if name in clauses else None

    head = make_head("奖", "镇街", MONEY, ("资金池", "应得", *clauses))
    steps.append(
        AllocateStep(
            head, share, "应得", clause("参加"), "资金池", "县区", clause("上限"),
            clause("下限"), clause("次序"), FEN, how, places,
        )
    )  # fmt: skip
    parents = [c for c, towns in enumerate(counties) for _ in towns]
    keys = [(f"县{c:02}", town["名"]) for c, towns in enumerate(counties) for town in towns]
    towns = [town for county in counties for town in county]
    levels = {
        "整体": _level("整体", [()], [0], {}),
        "县区": _level("县区", [(f"县{c:02}",) for c in range(len(pools))], [0] * len(pools),
                     {"资金池": [Fraction(pool) for pool in pools]}),
        "镇街": _level("镇街", keys, parents,
                     {name: [town[name] for town in towns] for name in ("应得", *clauses)}),
        "事项": _level("事项", [], [], {}),
    }  # fmt: skip
    return make_plan(steps), Facts(levels, {}, {}, {}, ())


def _input(name, level, kind):
    given = Input(name, level, kind, Interval(), None, (name,), "", CITE)
    return InputStep(make_head(name, level, kind), given)


def _level(name, keys, parents, columns):
    made = {n: FactColumn(values, [""] * len(values)) for n, values in columns.items()}
    return LevelFacts(name, keys, parents, (), [-1] * len(keys), [0] * len(keys), made)


amounts = st.one_of(
    st.integers(0, 5), st.integers(0, 10**6), st.sampled_from([0, 1, 7, 10**14]),
    st.builds(Fraction, st.integers(0, 10**9), st.integers(1, 13)),
).map(Fraction)  # fmt: skip
town = st.fixed_dictionaries({
    "应得": amounts, "下限": st.integers(0, 2).map(Fraction),
    "上限": amounts.map(lambda most: most + 2), "次序": st.integers(1, 3).map(Fraction),
    "参加": st.booleans(),
})  # fmt: skip
counties = st.lists(st.lists(town, min_size=1, max_size=6), min_size=1, max_size=3)
pool = st.one_of(st.integers(12, 40), st.integers(12, 10**7), st.just(10**16))


def named(drawn):
    return [[{**t, "名": f"镇{n}"} for n, t in enumerate(towns)] for towns in drawn]


def shares(plan, facts):
    outcome = evaluate_by_columns(plan, facts)
    found = outcome.steps["奖"]
    assert not any(found.states)
    return dict(zip(facts.levels["镇街"].keys, found.values, strict=True))


@many(60)
@given(st.sampled_from(FORMS), counties, st.data())
def test_a_town_without_claims_changes_nobody(form, drawn, data):
    pools = [data.draw(pool) for _ in drawn]
    towns = named(drawn)
    before = shares(*case(form, pools, towns))
    idle = {"应得": Fraction(0), "下限": Fraction(0), "上限": Fraction(9), "参加": True}
    more = [
        [{**idle, "次序": Fraction(data.draw(st.integers(1, 3))), "名": f"镇{at}甲"}, *own]
        for at, own in enumerate(towns)
    ]
    after = shares(*case(form, pools, more))
    assert {key: share for key, share in after.items() if key in before} == before
    assert not any(share for key, share in after.items() if key not in before)


@many(100)
@given(st.sampled_from(FORMS), counties, st.data())
def test_pools_are_conserved_to_the_fen(form, drawn, data):
    share, how, _, clauses = form
    pools = [data.draw(pool) for _ in drawn]
    towns = named(drawn)
    found = shares(*case(form, pools, towns))
    for c, own in enumerate(towns):
        paid = sum(value for key, value in found.items() if key[0] == f"县{c:02}")
        taking = [t for t in own if "参加" not in clauses or t["参加"]]
        most = [t["应得"] if share is Share.BY_NEED else None for t in taking]
        if "上限" in clauses:
            caps = [Fraction(t["上限"] // 1) for t in taking]
            most = [c if m is None else min(c, m) for c, m in zip(caps, most, strict=True)]
        if "下限" in clauses and share is Share.BY_NEED:
            most = [max(m, t["下限"]) for m, t in zip(most, taking, strict=True)]
        assert paid <= pools[c]
        assert all(value.denominator == 1 and value >= 0 for value in found.values())
        if how is Remainder.KEPT or not taking:
            continue
        if share is Share.BY_WEIGHT:
            if any(t["应得"] for t in taking) and None in most:
                assert paid == pools[c]
        elif sum(most) >= pools[c]:
            assert paid == pools[c]
        else:
            assert abs(paid - sum(most)) <= Fraction(len(taking), 2)


@pytest.mark.parametrize("seed", range(3 * TIMES))
@pytest.mark.parametrize("size", [1, 5_000])
def test_groups_of_one_and_of_five_thousand_equal_exact_fractions(seed, size):
    draw = random.Random(f"{seed} {size}")
    form = draw.choice(FORMS)
    counties = [
        [
            {
                "名": f"镇{n}",
                # many ties, and some of everything
                "应得": Fraction(draw.choice([0, 1, 1, 1, 2, draw.randrange(10**9), 10**12])),
                "下限": Fraction(draw.randrange(2)),
                "上限": Fraction(draw.choice([2, 10**3, 10**12])),
                "次序": Fraction(draw.randrange(1, 4)),
                "参加": draw.random() < 0.9,
            }
            for n in range(size if c else 3)
        ]
        for c in range(2)
    ]
    pools = [draw.choice([10**4, 10**9, 10**16]), draw.choice([10**4, 10**7 + 1, 10**16])]
    plan, facts = case(form, pools, counties)
    fail_if_evaluators_differ(evaluate_exactly(plan, facts), evaluate_by_columns(plan, facts))
