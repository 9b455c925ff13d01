"""What holds of every allocation, whatever the figures."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.exact.allocate import Terms, allocate
from jiangzhi.formula.types.value import Unknown
from jiangzhi.policy.model import Remainder, Share

REMAINDERS = [Remainder.LARGEST_REMAINDER, Remainder.TO_LARGEST, Remainder.KEPT]
small = st.integers(0, 12).map(Fraction) | st.fractions(0, 12, max_denominator=6)
amounts = st.fractions(0, 10**6, max_denominator=60) | st.integers(0, 30).map(Fraction)


@st.composite
def pools(draw, *, amount=amounts, most=7, unit=None):
    count = draw(st.integers(1, most))

    def column():
        return draw(st.lists(amount, min_size=count, max_size=count))

    def maybe(values):
        return values if draw(st.booleans()) else None

    floors = maybe(column())
    caps = maybe(column())
    if floors is not None and caps is not None:
        caps = [max(cap, low) + 1 for cap, low in zip(caps, floors, strict=True)]
    share = draw(st.sampled_from(Share))
    places = draw(st.none() | st.integers(1, 4)) if share is Share.BY_NEED else None
    return {
        "terms": Terms(
            share, unit or draw(st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(100)])),
            draw(st.sampled_from(REMAINDERS)), places,
        ),
        "pool": draw(amount) * draw(st.integers(1, count)),
        "claims": column(),
        "keys": [("县", f"{i:02d}") for i in draw(st.permutations(range(count)))],
        "takes_part": maybe(draw(st.lists(st.booleans(), min_size=count, max_size=count))),
        "caps": caps,
        "floors": floors,
        "tiers": maybe([Fraction(v) for v in draw(
            st.lists(st.integers(1, 3), min_size=count, max_size=count)
        )]),
    }  # fmt: skip


def taking_part(case):
    return case["takes_part"] or [True] * len(case["claims"])


@given(pools())
def test_shares_are_whole_units_and_never_more_than_the_pool(case):
    found = allocate(**case)
    if any(isinstance(share, Unknown) for share in found):
        return
    unit = case["terms"].unit
    assert all(share >= 0 and (share / unit).denominator == 1 for share in found)
    assert sum(found) <= case["pool"]


@given(pools())
def test_a_short_pool_is_paid_out_to_the_last_unit(case):
    found = allocate(**case)
    terms, unit = case["terms"], case["terms"].unit
    if any(isinstance(s, Unknown) for s in found) or terms.remainder is Remainder.KEPT:
        return
    whole = floor(case["pool"] / unit) * unit
    rows = [i for i, takes in enumerate(taking_part(case)) if takes]
    floors = case["floors"] or [Fraction(0)] * len(found)
    if terms.share is Share.BY_NEED:
        most = []
        for i in rows:
            need = case["claims"][i]
            if case["caps"] is not None:
                need = min(need, floor(case["caps"][i] / unit) * unit)
            most.append(max(need, -(-floors[i] // unit) * unit))
        if sum(most) >= whole:
            assert sum(found) == whole
        else:
            assert abs(sum(found) - sum(most)) <= unit * len(rows) / 2
    elif any(case["claims"][i] for i in rows) and case["caps"] is None and case["tiers"] is None:
        assert sum(found) == whole


@given(pools())
def test_caps_and_floors_are_respected(case):
    found = allocate(**case)
    weights = case["terms"].share is Share.BY_WEIGHT
    for i, (share, takes) in enumerate(zip(found, taking_part(case), strict=True)):
        if isinstance(share, Unknown) or not takes:
            continue
        if case["caps"] is not None:
            assert share <= case["caps"][i]
        rows = [c for c, t in zip(case["claims"], taking_part(case), strict=True) if t]
        if case["floors"] is not None and not (weights and not any(rows)):
            assert share >= case["floors"][i]


@given(pools())
def test_no_need_is_overpaid_by_more_than_its_rounding(case):
    found = allocate(**case)
    if case["terms"].share is Share.BY_WEIGHT or case["floors"] is not None:
        return
    unit = case["terms"].unit
    for share, claim in zip(found, case["claims"], strict=True):
        if not isinstance(share, Unknown):
            assert share < claim + unit


@given(pools(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(case, random):
    found = allocate(**case)
    order = list(range(len(found)))
    random.shuffle(order)
    mixed = {
        name: [value[i] for i in order] if isinstance(value, list) else value
        for name, value in case.items()
    }
    assert allocate(**mixed) == [found[i] for i in order]


def _with_row(case, **row):
    """The case with one row more; what is not said of it is 1."""
    return {
        name: [*value, row.get(name, Fraction(1))] if isinstance(value, list) else value
        for name, value in case.items()
    }


@given(pools(), st.text("0123456789甲", max_size=3))
def test_a_row_that_does_not_take_part_changes_nobody(case, name):
    assert allocate(**_with_row(
        {**case, "takes_part": taking_part(case)}, keys=("县", name), takes_part=False
    )) == [*allocate(**case), 0]  # fmt: skip


@given(pools(), st.text("0123456789甲", max_size=3))
def test_a_row_without_a_claim_changes_nobody(case, name):
    case = {**case, "floors": None}
    more = _with_row(case, keys=("县", name), takes_part=True, claims=Fraction(0))
    before, after = allocate(**case), allocate(**more)
    assert after[:-1] == before
    assert after[-1] == 0 or isinstance(after[-1], Unknown)


@given(pools())
def test_ten_times_everything_is_ten_times_the_shares(case):
    terms = case["terms"]
    bigger = {
        **case,
        "terms": Terms(terms.share, terms.unit * 10, terms.remainder, terms.ratio_places),
        "pool": case["pool"] * 10,
        **{
            name: None if case[name] is None else [value * 10 for value in case[name]]
            for name in ("claims", "caps", "floors")
        },
    }
    assert allocate(**bigger) == [
        share if isinstance(share, Unknown) else share * 10 for share in allocate(**case)
    ]


@settings(max_examples=60)
@given(st.lists(st.integers(0, 5).map(Fraction), min_size=1, max_size=4), st.integers(0, 9))
def test_largest_remainders_are_nearest_to_the_exact_shares(claims, pool):
    """Of all ways to share out the pool, none is nearer to the exact shares."""
    total = sum(claims)
    if total == 0:
        return
    keys = [("县", str(i)) for i in range(len(claims))]
    found = allocate(Terms(Share.BY_WEIGHT, Fraction(1)), Fraction(pool), claims, keys)
    exact = [Fraction(pool) * claim / total for claim in claims]

    def distance(shares):
        return sum((share - e) ** 2 for share, e in zip(shares, exact, strict=True))

    every = (s for s in product(range(pool + 1), repeat=len(claims)) if sum(s) == pool)
    assert distance(found) == min(map(distance, every))


@settings(max_examples=80)
@given(pools(amount=small, most=4, unit=Fraction(1)))
def test_shares_stand_within_one_unit_of_a_common_factor(case):
    """Where nothing ties the shares together but one factor, each is its product or a limit."""
    found = allocate(**case)
    terms = case["terms"]
    if (
        any(isinstance(s, Unknown) for s in found)
        or terms.remainder is not Remainder.LARGEST_REMAINDER
        or terms.ratio_places is not None
        or case["tiers"] is not None
    ):
        return
    rows = [i for i, takes in enumerate(taking_part(case)) if takes]
    caps, floors = case["caps"], case["floors"]

    def free(i):
        at_floor = floors is not None and found[i] <= -(-floors[i] // 1)
        at_cap = caps is not None and found[i] >= floor(caps[i]) - 1
        return not at_floor and not at_cap and case["claims"][i] > 0

    # each free share lies between factor·claim - 1 and factor·claim + 1
    low = max([(found[i] - 1) / case["claims"][i] for i in rows if free(i)], default=Fraction(0))
    high = min([(found[i] + 1) / case["claims"][i] for i in rows if free(i)], default=low)
    assert low <= high
