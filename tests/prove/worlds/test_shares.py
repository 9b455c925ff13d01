"""The lemmas of shares, tried on random pools: any one that fails would prove what is not so."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.exact.allocate import Terms, allocate
from jiangzhi.formula.types.value import Unknown
from jiangzhi.policy.model import Remainder, Share

UNIT = Fraction(1)
whole = st.integers(0, 40).map(Fraction)
broken = st.fractions(0, 40, max_denominator=6)


@st.composite
def pools(draw, *, amount, remainders=tuple(Remainder), floors=True, tiers=True, places=True):
    count = draw(st.integers(1, 6))

    def column(of):
        return draw(st.lists(of, min_size=count, max_size=count))

    def maybe(values):
        return values if draw(st.booleans()) else None

    some_places = draw(st.none() | st.integers(1, 4)) if places else None
    return {
        "terms": Terms(Share.BY_NEED, UNIT, draw(st.sampled_from(remainders)), some_places),
        "pool": draw(amount) * draw(st.integers(1, count)),
        "claims": column(amount),
        "keys": [("县", f"{i:02d}") for i in range(count)],
        "takes_part": maybe(column(st.booleans())),
        "caps": maybe([cap + 1 for cap in column(amount)]),
        "floors": maybe([Fraction(0)] * count) if floors else None,
        "tiers": maybe([Fraction(v) for v in column(st.integers(1, 3))]) if tiers else None,
    }


ALLOWED = (Remainder.LARGEST_REMAINDER, Remainder.TO_LARGEST, Remainder.KEPT)


def shares(case):
    found = allocate(**case)
    assume(not any(isinstance(share, Unknown) for share in found))
    return found


@given(pools(amount=broken, remainders=ALLOWED))
@settings(max_examples=300)
def test_first_and_third_never_negative_never_more_than_there_is(case):
    found = shares(case)
    assert all(0 <= share <= case["pool"] for share in found)
    assert sum(found) <= case["pool"]


@given(pools(amount=broken, remainders=ALLOWED))
@settings(max_examples=300)
def test_second_never_a_unit_more_than_the_claim_nor_more_than_the_cap(case):
    for at, share in enumerate(shares(case)):
        assert share <= case["claims"][at] + UNIT
        if case["caps"] is not None:
            assert share <= case["caps"][at]


@given(pools(amount=whole, remainders=ALLOWED))
@settings(max_examples=300)
def test_second_never_more_than_a_whole_claim(case):
    assert all(share <= claim for share, claim in zip(shares(case), case["claims"], strict=True))


@given(
    pools(
        amount=whole, remainders=(Remainder.LARGEST_REMAINDER, Remainder.KEPT), floors=False,
        tiers=False, places=False,
    ),
    st.integers(0, 5),
    st.integers(1, 20),
)  # fmt: skip
@settings(max_examples=600)
def test_fourth_who_claims_more_gets_no_less(case, who, more):
    at = who % len(case["claims"])
    before = shares(case)
    claims = [*case["claims"]]
    claims[at] += more
    after = shares({**case, "claims": claims})
    assert after[at] >= before[at]
