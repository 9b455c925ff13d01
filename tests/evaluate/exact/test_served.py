"""The record of an allocation says how its shares came about."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiangzhi.evaluate.exact.allocate import Terms, allocate_recorded
from jiangzhi.evaluate.exact.served import Cover, Hold
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.policy.model import Share

NEED = Terms(Share.BY_NEED, Fraction(1))
WEIGHT = Terms(Share.BY_WEIGHT, Fraction(1))


def money(*amounts: int) -> list[Value]:
    return [Fraction(amount) for amount in amounts]


def keys(count: int) -> list[tuple[str, ...]]:
    return [(f"{at}",) for at in range(count)]


def test_a_pool_that_is_enough_is_recorded_as_paid_in_full():
    shares, (served,) = allocate_recorded(NEED, Fraction(100), money(30, 60), keys(2))
    assert shares == [30, 60]
    assert (served.cover, served.factor, served.enough) == (Cover.FULL, 1, True)
    assert [served.hold(at) for at in range(2)] == [Hold.NONE, Hold.NONE]


def test_a_short_pool_has_its_factor_and_quotas():
    shares, (served,) = allocate_recorded(NEED, Fraction(10), money(15, 15), keys(2))
    assert served.factor == Fraction(1, 3)
    assert list(served.quotas) == [5, 5]
    assert list(served.shares) == shares == [5, 5]
    assert served.cover is Cover.PART


def test_tiers_are_recorded_with_what_was_left():
    _, served = allocate_recorded(
        NEED, Fraction(50), money(40, 40, 5), keys(3), tiers=money(1, 2, 3)
    )
    assert [one.available for one in served] == [50, 10, 0]
    assert [one.cover for one in served] == [Cover.FULL, Cover.PART, Cover.NOTHING]


@pytest.mark.parametrize(
    ("caps", "floors", "hold"),
    [((5, 90), (0, 0), Hold.CAP), ((90, 90), (60, 0), Hold.FLOOR), ((90, 90), (0, 0), Hold.NONE)],
)
def test_what_held_a_row_is_recorded(caps, floors, hold):
    _, (served,) = allocate_recorded(
        WEIGHT, Fraction(100), money(1, 1), keys(2), caps=money(*caps), floors=money(*floors)
    )
    assert served.hold(0) is hold


def test_weights_of_zero_are_recorded_without_a_factor():
    shares, (served,) = allocate_recorded(WEIGHT, Fraction(9), money(0, 0), keys(2))
    assert shares == [0, 0]
    assert served.factor is None


def test_nothing_is_recorded_of_a_pool_that_cannot_be_shared():
    shares, record = allocate_recorded(NEED, Fraction(-1), money(1), keys(1))
    assert shares == [Unknown(State.POOL_NEGATIVE)]
    assert record == ()
