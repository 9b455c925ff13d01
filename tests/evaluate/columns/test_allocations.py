"""Pools over large groups, beside the plain allocation of one group after another."""

from __future__ import annotations

import random
from fractions import Fraction
from importlib.util import find_spec

import numpy as np
import pytest

from jiangzhi.diagnostic import Refused, TextPlace
from jiangzhi.evaluate.columns.numbers.vectors import Book, state_array
from jiangzhi.evaluate.columns.rows.frame import Frame, Result
from jiangzhi.evaluate.columns.rows.layout import Layout
from jiangzhi.evaluate.columns.rows.load import encoded
from jiangzhi.evaluate.columns.rows.values import ColumnValues
from jiangzhi.evaluate.columns.steps import allocations, follow
from jiangzhi.evaluate.exact.allocate import Terms
from jiangzhi.evaluate.exact.allocate import allocate as allocate_plainly
from jiangzhi.formula.types.types import MONEY, Kind
from jiangzhi.formula.types.value import Unknown
from jiangzhi.plan.model import AllocateStep, Head
from jiangzhi.policy.model import Citation, Remainder, Share
from jiangzhi.rounding import Mode, Rounding

CLAUSES = ("claim", "cap", "floor", "tier")
GROUPED = (Remainder.LARGEST_REMAINDER, Remainder.TO_LARGEST, Remainder.KEPT)


def both_ways(groups, pools, *, unit=1, share, remainder, ratio=None):
    """The shares by columns, and by the plain allocation. Groups hold rows of clauses."""
    counts = [len(group) for group in groups]
    rows = [row for group in groups for row in group]
    present = {
        clause: [None if row[at] is None else Fraction(row[at]) for row in rows]
        for at, clause in enumerate(CLAUSES)
    }
    used = {clause for clause in CLAUSES if any(v is not None for v in present[clause])} | {"claim"}
    book = Book()
    results = {clause: Result(encoded(present[clause], MONEY, book)) for clause in used}
    results["pool"] = Result(encoded([Fraction(pool) for pool in pools], MONEY, book))
    above = np.repeat(np.arange(len(groups)), counts)
    nothing = np.zeros(0, dtype=np.int64)
    layout = Layout(
        {"整体": None, "县区": "整体", "镇街": "县区"},
        {"整体": 1, "县区": len(groups), "镇街": len(rows)},
        {"整体": nothing, "县区": np.zeros(len(groups), dtype=np.int64), "镇街": above},
    )
    levels = dict.fromkeys(used, "镇街") | {"pool": "县区"}
    head = Head(
        "分", "镇街", MONEY, Citation(0, "", TextPlace("p", 1)), "", shown=True, published=True,
        needs=(),
    )  # fmt: skip
    names = {clause: clause if clause in used else None for clause in CLAUSES[1:]}
    step = AllocateStep(
        head, share, "claim", None, "pool", "县区", names["cap"], names["floor"], names["tier"],
        Rounding(Fraction(unit), Mode.HALF_AWAY, "", 0), remainder, ratio,
    )  # fmt: skip
    vector = follow(step, Frame(layout, book, levels, results)).vector
    if find_spec("numba") is not None:
        compiled = follow(step, Frame(layout, book, levels, results, compiled=True)).vector
        known = state_array(vector.state, len(rows)) == 0
        assert np.array_equal(known, state_array(compiled.state, len(rows)) == 0)
        assert np.array_equal(vector.num[known], compiled.num[known])
    states = state_array(vector.state, len(rows)).tolist()
    values = list(ColumnValues(vector, Kind.MONEY, len(rows), None))
    found = [state or value for state, value in zip(states, values, strict=True)]
    wanted = []
    for group, pool in zip(groups, pools, strict=True):
        keys = [(f"{at:06}",) for at in range(len(group))]
        columns = {
            clause: None if clause not in used else [Fraction(row[at]) for row in group]
            for at, clause in enumerate(CLAUSES)
        }
        plain = allocate_plainly(
            Terms(share, Fraction(unit), remainder, ratio), Fraction(pool), columns["claim"],
            keys, caps=columns["cap"], floors=columns["floor"], tiers=columns["tier"],
        )  # fmt: skip
        wanted.extend(int(v.state) if isinstance(v, Unknown) else v for v in plain)
    return found, wanted


@pytest.mark.parametrize("share", list(Share))
@pytest.mark.parametrize("remainder", GROUPED)
@pytest.mark.parametrize("ratio", [None, 2])
def test_random_groups(share, remainder, ratio):
    if share is Share.BY_WEIGHT and ratio is not None:
        pytest.skip("a ratio is rounded only where needs are scaled down")
    draw = random.Random(f"{share}{remainder}{ratio}")
    for round_ in range(60):
        most = draw.choice([3, 20, 10**6, 10**14])
        caps, floors, tiers = (draw.random() < 0.4 for _ in range(3))
        groups, pools = [], []
        for _ in range(draw.randrange(1, 6)):
            group = []
            for _ in range(draw.choice([0, 1, 2, 7, 30])):
                claim = Fraction(draw.randrange(most), draw.choice([1, 1, 3, 7]))
                floor = draw.randrange(max(most // 9, 2)) if floors else None
                cap = (floor or 0) + draw.randrange(most) if caps else None
                group.append((claim, cap, floor, draw.randrange(3) if tiers else None))
            groups.append(group)
            total = sum(row[0] for row in group)
            pools.append(draw.choice([0, total, total * 2, total / 2, Fraction(most, 3)]))
        found, wanted = both_ways(
            groups, pools, unit=draw.choice([1, Fraction(1, 2), 100]),
            share=share, remainder=remainder, ratio=ratio,
        )  # fmt: skip
        assert found == wanted, round_


@pytest.mark.parametrize("remainder", GROUPED)
def test_a_group_of_five_thousand(remainder):
    draw = random.Random(5)
    group = [(draw.randrange(10**12), None, None, None) for _ in range(5_000)]
    total = sum(row[0] for row in group)
    found, wanted = both_ways(
        [group, [(1, None, None, None)]], [total // 3, 10**14],
        share=Share.BY_NEED, remainder=remainder,
    )  # fmt: skip
    assert found == wanted
    if remainder is Remainder.LARGEST_REMAINDER:
        assert sum(found[:-1]) == total // 3


def test_five_thousand_equal_claims_share_what_is_left_in_order():
    group = [(10, None, None, None)] * 5_000
    found, wanted = both_ways(
        [group], [7_501], share=Share.BY_NEED, remainder=Remainder.LARGEST_REMAINDER
    )
    assert found == wanted == [2] * 2_501 + [1] * 2_499


def test_caps_that_are_met_one_after_the_other():
    # Each cap that is met lifts the others' shares just over the next.
    group = [(1, 2**at, None, None) for at in range(40)]
    found, wanted = both_ways(
        [group], [2**39], share=Share.BY_WEIGHT, remainder=Remainder.LARGEST_REMAINDER
    )
    assert found == wanted


def test_pools_beyond_64_bits():
    group = [(10**30 + at, None, None, None) for at in range(3)]
    found, wanted = both_ways(
        [group], [10**29], share=Share.BY_NEED, remainder=Remainder.TO_LARGEST
    )
    assert found == wanted


def test_weights_over_too_long_a_denominator_are_refused_at_once(monkeypatch):
    draw = random.Random(3)
    rows = [
        (Fraction(draw.randrange(10**9), draw.randrange(10**9)), None, None, None)
        for _ in range(200)
    ]
    form = {"share": Share.BY_WEIGHT, "remainder": Remainder.LARGEST_REMAINDER}
    by_columns, plainly = both_ways([rows], [10**9], **form)
    assert by_columns == plainly
    monkeypatch.setattr(allocations, "_MOST_BITS", 10**5)
    with pytest.raises(Refused) as refused:
        both_ways([rows], [10**9], **form)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "E104"
    assert "200 行" in diagnostic.message("zh")
