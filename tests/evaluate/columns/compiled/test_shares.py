"""Pools shared out by compiled code, beside the plain allocation of the same groups."""

from __future__ import annotations

import importlib.util
from fractions import Fraction

import numpy as np
import pytest

pytest.importorskip("numba", reason="the extra compiled is not installed")

from jiangzhi.diagnostic import TextPlace
from jiangzhi.evaluate.columns.allocate.members import Members, whole_of
from jiangzhi.evaluate.columns.allocate.tiers import Available, serve
from jiangzhi.evaluate.columns.compiled import serve as serve_module
from jiangzhi.evaluate.columns.compiled.serve import serve_compiled
from jiangzhi.evaluate.columns.numbers.vectors import constant
from jiangzhi.evaluate.columns.rows.layout import Segments
from jiangzhi.formula.types.types import MONEY
from jiangzhi.plan.model import AllocateStep, Head
from jiangzhi.policy.model import Citation, Remainder, Share
from jiangzhi.rounding import Mode, Rounding


def step_of(share, remainder):
    head = Head(
        "分", "镇街", MONEY, Citation(0, "", TextPlace("p", 1)), "", shown=True, published=True,
        needs=(),
    )  # fmt: skip
    rounding = Rounding(Fraction(1), Mode.HALF_AWAY, "", 0)
    return AllocateStep(
        head, share, "应得", None, "池", "县区", None, None, None, rounding, remainder, None
    )


def groups_of(seed: int, *, sizes, most: int, pool: int, scale: int = 1, capped: bool = False):
    draw = np.random.default_rng(seed)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    claims = draw.integers(0, most + 1, starts[-1])
    # A third of the claims are equal, so that remainders tie.
    claims[draw.random(len(claims)) < 0.33] = most // 3
    pools = draw.integers(0, pool + 1, len(sizes))
    high = None
    if capped:
        high = whole_of(draw.integers(0, most // scale + 2, len(claims)), 0, most // scale + 1)
    members = Members(
        Segments(starts, max(sizes)), whole_of(claims, 0, most), constant(scale), None, high
    )
    return members, Available(whole_of(pools, 0, pool), constant(0))


CASES = [
    {"sizes": [1, 2, 3, 20, 21, 7], "most": 10**9, "pool": 10**10},
    {"sizes": [5, 0, 5, 0], "most": 10, "pool": 3},
    {"sizes": [5000, 3], "most": 10**6, "pool": 10**9, "scale": 1000},
    {"sizes": [300] * 7, "most": 7, "pool": 900, "scale": 2},
    {"sizes": [20] * 50, "most": 10**12, "pool": 10**12, "scale": 100_000},
    {"sizes": [20] * 50, "most": 10**6, "pool": 10**5, "scale": 100, "capped": True},
    {"sizes": [3] * 9, "most": 0, "pool": 10},
]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("remainder", [Remainder.LARGEST_REMAINDER, Remainder.KEPT])
@pytest.mark.parametrize("share", list(Share))
def test_shares_are_the_plain_ones(monkeypatch, share, remainder, case):
    step = step_of(share, remainder)
    plainly = []
    monkeypatch.setattr(serve_module, "serve", lambda *args: plainly.append(1) or serve(*args))
    for seed in range(6):
        members, available = groups_of(seed, **case)
        plain = serve(step, members, available)
        compiled = serve_compiled(step, members, available)
        rows = int(members.groups.starts[-1])
        assert np.array_equal(np.broadcast_to(plain.num, (rows,)), compiled.num)
    capped_weights = share is Share.BY_WEIGHT and case.get("capped")
    assert bool(plainly) == bool(capped_weights)


def test_what_might_overflow_is_shared_plainly(monkeypatch):
    plainly = []
    monkeypatch.setattr(serve_module, "serve", lambda *args: plainly.append(1) or serve(*args))
    members, available = groups_of(1, sizes=[4, 4], most=2**60, pool=2**55)
    found = serve_compiled(step_of(Share.BY_NEED, Remainder.LARGEST_REMAINDER), members, available)
    assert plainly
    assert found.num.sum() > 0


def test_nowhere_to_keep_compiled_code_is_no_failure(monkeypatch):
    import numba

    njit = numba.njit

    def without_a_place(**options):
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return njit(**options)

    monkeypatch.setattr(numba, "njit", without_a_place)
    spec = importlib.util.find_spec("jiangzhi.evaluate.columns.compiled.shares")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shares = np.zeros(3, dtype=np.int64)
    module.share_by_weight(np.array([0, 3]), np.array([1, 1, 1]), np.array([10]), False, shares)
    assert shares.tolist() == [4, 3, 3]
