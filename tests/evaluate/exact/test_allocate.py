"""A pool shared out: the clauses one by one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiangzhi.evaluate.exact.allocate import Terms, allocate
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.policy.model import Remainder, Share

NEED = Terms(Share.BY_NEED, Fraction(1))
WEIGHT = Terms(Share.BY_WEIGHT, Fraction(1))
KEYS = [("甲", "一"), ("甲", "二"), ("甲", "三"), ("甲", "四")]


def shares(terms, pool, claims, **clauses):
    for name in ("caps", "floors", "tiers"):
        if name in clauses:
            clauses[name] = [Fraction(v) if isinstance(v, int) else v for v in clauses[name]]
    given = [Fraction(c) if isinstance(c, int) else c for c in claims]
    keys = clauses.pop("keys", KEYS[: len(given)])
    return allocate(terms, Fraction(pool), given, keys, **clauses)


def test_a_pool_that_suffices_pays_in_full():
    assert shares(NEED, 100, [30, 50]) == [30, 50]


def test_a_short_pool_scales_all_down_alike():
    assert shares(NEED, 40, [30, 50]) == [15, 25]


def test_full_payment_is_rounded_row_by_row():
    assert shares(NEED, 100, [Fraction(21, 2), Fraction(104, 10)]) == [11, 10]


def test_rounding_alone_never_overdraws_the_pool():
    half = Fraction(1, 2)
    # keys in code point order: 一 三 二
    assert shares(NEED, Fraction(3, 2), [half, half, half]) == [1, 0, 0]


def test_units_left_over_go_to_the_largest_remainders():
    # 10/17 of 10, 5, 2 is 5.88, 2.94, 1.18
    assert shares(NEED, 10, [10, 5, 2]) == [6, 3, 1]


def test_equal_remainders_go_by_key_not_by_row():
    rows = [("甲", "丙"), ("甲", "乙"), ("甲", "丁")]
    found = shares(NEED, 1, [1, 1, 1], keys=rows)
    assert found[rows.index(min(rows))] == 1
    assert sum(found) == 1


def test_the_same_town_name_in_two_counties_is_told_apart():
    rows = [("乙县", "太平镇"), ("甲县", "太平镇")]
    first = rows.index(min(rows))
    assert shares(NEED, 1, [1, 1], keys=rows)[first] == 1


def test_what_is_less_than_a_unit_stays_in_the_pool():
    terms = Terms(Share.BY_WEIGHT, Fraction(100))
    assert shares(terms, 299, [1, 1]) == [100, 100]


def test_a_pool_below_one_unit_pays_nothing():
    assert shares(Terms(Share.BY_NEED, Fraction(100)), 99, [500, 500]) == [0, 0]


def test_an_empty_pool_pays_nothing():
    assert shares(NEED, 0, [30, 50]) == [0, 0]
    assert shares(WEIGHT, 0, [30, 50]) == [0, 0]


def test_one_town_alone_gets_its_need_or_the_pool():
    assert shares(NEED, 10, [30]) == [10]
    assert shares(NEED, 100, [30]) == [30]
    assert shares(WEIGHT, 100, [30]) == [100]


def test_weights_of_zero_share_nothing_not_even_floors():
    assert shares(WEIGHT, 100, [0, 0]) == [0, 0]
    assert shares(WEIGHT, 100, [0, 0], floors=[10, 10]) == [0, 0]


def test_claims_of_zero_get_nothing():
    assert shares(NEED, 100, [0, 0]) == [0, 0]


def test_no_rows_no_shares():
    assert shares(NEED, 100, []) == []


def test_who_does_not_take_part_gets_nothing_and_takes_nothing():
    assert shares(NEED, 40, [30, 999, 50], takes_part=[True, False, True]) == [15, 0, 25]


def test_a_cap_limits_the_need_before_the_pool_scales_it():
    assert shares(NEED, 100, [100, 100], caps=[50, 1000]) == [33, 67]


def test_what_a_cap_cuts_off_a_weighted_share_goes_to_the_others():
    assert shares(WEIGHT, 100, [8, 1, 1], caps=[20, 1000, 1000]) == [20, 40, 40]


def test_a_cap_reached_by_what_another_cap_cut_off_holds_too():
    assert shares(WEIGHT, 100, [8, 3, 1], caps=[20, 50, 1000]) == [20, 50, 30]


def test_weighted_shares_all_at_their_caps_leave_the_rest_in_the_pool():
    assert shares(WEIGHT, 100, [1, 1], caps=[20, 30]) == [20, 30]


def test_a_cap_between_two_units_is_never_exceeded():
    assert shares(NEED, 1000, [100], caps=[Fraction(105, 10)]) == [10]
    assert shares(Terms(Share.BY_WEIGHT, Fraction(1)), 1000, [1], caps=[Fraction(105, 10)]) == [10]


def test_a_floor_protects_from_scaling():
    assert shares(NEED, 60, [100, 20], floors=[0, 20]) == [40, 20]


def test_a_floor_lifts_a_need_below_it():
    assert shares(NEED, 100, [5, 20], floors=[10, 0]) == [10, 20]


def test_a_floor_lifts_a_weighted_share_and_the_others_bear_it():
    assert shares(WEIGHT, 100, [8, 1, 1], floors=[0, 20, 20]) == [60, 20, 20]


def test_a_weight_of_zero_gets_its_floor_only():
    assert shares(WEIGHT, 100, [1, 0], floors=[0, 20]) == [80, 20]


def test_a_floor_between_two_units_is_rounded_up():
    assert shares(NEED, 100, [0], floors=[Fraction(101, 10)]) == [11]


@pytest.mark.parametrize("terms", [NEED, WEIGHT])
def test_floors_beyond_the_pool_fail(terms):
    failed = Unknown(State.FLOORS_EXCEED_POOL)
    assert shares(terms, 30, [10, 10], floors=[20, 20]) == [failed, failed]


@pytest.mark.parametrize("terms", [NEED, WEIGHT])
def test_floors_that_are_the_whole_pool_are_paid(terms):
    assert shares(terms, 40, [10, 100], floors=[20, 20]) == [20, 20]


def test_lower_tiers_are_served_first_and_the_short_one_is_scaled():
    assert shares(NEED, 100, [40, 80, 40, 50], tiers=[1, 2, 2, 3]) == [40, 40, 20, 0]


def test_the_floor_of_a_later_tier_is_set_aside():
    assert shares(NEED, 100, [100, 50], tiers=[1, 2], floors=[0, 30]) == [70, 30]


def test_weights_in_a_later_tier_get_what_caps_leave():
    assert shares(WEIGHT, 100, [1, 1], tiers=[1, 2], caps=[30, 1000]) == [30, 70]


def test_the_largest_claim_takes_the_difference():
    terms = Terms(Share.BY_NEED, Fraction(1), Remainder.TO_LARGEST)
    # 4/9 of 5, 3, 1 is 2.22, 1.33, 0.44: rounded 2, 1, 0
    assert shares(terms, 4, [3, 5, 1]) == [1, 3, 0]


def test_a_difference_that_the_largest_cannot_bear_goes_on_to_the_next():
    terms = Terms(Share.BY_NEED, Fraction(1), Remainder.TO_LARGEST)
    # 2/4 each is 0.5, rounded 1: two too many, and no share falls below 0
    found = shares(terms, 2, [1, 1, 1, 1])
    assert sum(found) == 2
    assert all(share in (0, 1) for share in found)


def test_kept_rounds_every_share_down():
    terms = Terms(Share.BY_NEED, Fraction(1), Remainder.KEPT)
    assert shares(terms, 10, [10, 5, 2]) == [5, 2, 1]
    assert shares(terms, 100, [Fraction(19, 2)]) == [9]


def test_a_ratio_is_rounded_before_the_shares():
    terms = Terms(Share.BY_NEED, Fraction(1), Remainder.TO_LARGEST, ratio_places=2)
    # 1000/1100 = 0.909… → 0.91: 637, 273 and 91; one too many, borne by the largest
    assert shares(terms, 1000, [700, 300, 100]) == [636, 273, 91]


def test_a_rounded_ratio_leaves_a_difference_of_many_units():
    terms = Terms(Share.BY_NEED, Fraction(1), Remainder.TO_LARGEST, ratio_places=1)
    # 840/1000 → 0.8
    assert shares(terms, 840, [600, 400]) == [520, 320]
    one_by_one = Terms(Share.BY_NEED, Fraction(1), Remainder.LARGEST_REMAINDER, ratio_places=1)
    assert shares(one_by_one, 840, [600, 400]) == [500, 340]


def test_a_kept_ratio_that_overdraws_is_taken_back():
    terms = Terms(Share.BY_NEED, Fraction(1), Remainder.KEPT, ratio_places=1)
    # 860/1000 → 0.9, 900 in all
    assert shares(terms, 860, [600, 400]) == [500, 360]


def test_a_pool_that_suffices_has_no_ratio():
    terms = Terms(Share.BY_NEED, Fraction(1), Remainder.TO_LARGEST, ratio_places=1)
    assert shares(terms, 2000, [600, 400]) == [600, 400]


@pytest.mark.parametrize(
    ("pool", "claims", "clauses", "state"),
    [
        (-1, [1], {}, State.POOL_NEGATIVE),
        (10, [-1, 5], {}, State.CLAIM_NEGATIVE),
        (10, [1, 5], {"caps": [-1, 5]}, State.NOT_IN_DOMAIN),
        (10, [1, 5], {"caps": [1, 5], "floors": [2, 0]}, State.NOT_IN_DOMAIN),
    ],
)
def test_what_cannot_be_shared_out_fails_for_all(pool, claims, clauses, state):
    assert shares(NEED, pool, claims, **clauses) == [Unknown(state)] * len(claims)


def test_a_negative_floor_asks_for_nothing():
    assert shares(NEED, 10, [5], floors=[-3]) == [5]


MISSING = Unknown(State.MISSING)
DIVIDED = Unknown(State.DIVIDED_BY_ZERO)


def test_one_unknown_claim_leaves_all_shares_open():
    assert shares(NEED, 10, [MISSING, 5]) == [MISSING, MISSING]


def test_the_worst_state_wins():
    assert shares(NEED, 10, [MISSING, DIVIDED]) == [DIVIDED, DIVIDED]


def test_an_unknown_pool_leaves_those_open_that_take_part():
    found = allocate(NEED, MISSING, [Fraction(1), Fraction(2)], KEYS[:2], takes_part=[True, False])
    assert found == [MISSING, 0]


def test_what_is_unknown_of_a_row_that_does_not_take_part_does_not_matter():
    assert shares(NEED, 10, [DIVIDED, 5], takes_part=[False, True]) == [0, 5]


def test_an_unknown_flag_leaves_all_open_who_may_take_part():
    found = shares(NEED, 10, [5, 5, 5], takes_part=[MISSING, True, False])
    assert found == [MISSING, MISSING, 0]
