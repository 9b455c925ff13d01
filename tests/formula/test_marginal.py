"""超额累进 band by band."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.diagnostic import TextPlace
from jiangzhi.formula.evaluate import bounds_of, marginal_lines, value_of
from jiangzhi.formula.expr import Band, Const, Edge, Marginal, Read
from jiangzhi.formula.types.types import MONEY, RATE, TEXT
from jiangzhi.formula.types.value import Bounds, State, Unknown

PLACE = TextPlace("rules.md", 1)
MISSING = Unknown(State.MISSING)


def edge(percent: int | None) -> Edge:
    return Edge(None if percent is None else Const(Fraction(percent, 100), RATE), False)


def band(low: int | None, high: int | None) -> Band:
    return Band(edge(low), edge(high), f"{low}-{high}", PLACE)


def rate(percent: int) -> Const:
    return Const(Fraction(percent, 100), RATE)


SCALE = Marginal(
    table="奖励比例",
    amount=Read("超收额", MONEY),
    base=Read("收入目标", MONEY),
    selector=Read("类别", TEXT),
    columns=("优先", "重点"),
    bands=(band(0, 5), band(5, 15), band(15, None)),
    rates=((rate(30), rate(40), rate(50)), (rate(20), rate(30), Read("率", RATE))),
    type=MONEY,
)


def reading(**values: object):
    known = {"收入目标": Fraction(1000), "类别": "优先", "率": Fraction(1, 2), **values}
    return known.__getitem__


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [(0, 0), (-10, 0), (50, 15), (51, Fraction(154, 10)), (150, 55), (250, 105)],
)
def test_each_part_is_paid_at_its_own_rate(amount, wanted):
    assert value_of(SCALE, reading(超收额=Fraction(amount))) == wanted


def test_lines_show_each_band():
    lines = marginal_lines(SCALE, reading(超收额=Fraction(100)))
    assert isinstance(lines, tuple)
    assert [(one.low, one.high, one.part, one.rate, one.product) for one in lines] == [
        (0, 50, 50, Fraction(3, 10), 15),
        (50, 150, 50, Fraction(4, 10), 20),
        (150, None, 0, Fraction(5, 10), 0),
    ]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"超收额": MISSING}, State.MISSING),
        ({"收入目标": MISSING}, State.MISSING),
        ({"类别": MISSING}, State.MISSING),
        ({"收入目标": Fraction(0)}, State.DIVIDED_BY_ZERO),
        ({"收入目标": Fraction(-1)}, State.DIVIDED_BY_ZERO),
        ({"类别": "生态"}, State.NO_RULE),
        ({"超收额": MISSING, "收入目标": Unknown(State.TWO_RULES)}, State.TWO_RULES),
        ({"类别": "重点", "率": MISSING, "超收额": Fraction(151)}, State.MISSING),
    ],
)
def test_unknown_parts_make_the_value_unknown(values, state):
    read = reading(**{"超收额": Fraction(100), **values})
    assert value_of(SCALE, read) == Unknown(state)


def test_rate_of_a_band_that_is_not_reached_is_not_needed():
    read = reading(类别="重点", 率=MISSING, 超收额=Fraction(150))
    assert value_of(SCALE, read) == 40


def test_band_without_low_edge_takes_all_up_to_its_high_edge():
    scale = Marginal(
        "表", Read("x", RATE), None, None, (), (band(None, 5), band(5, None)),
        ((rate(100), rate(200)),), RATE,
    )  # fmt: skip
    for x in (Fraction(-3), Fraction(0), Fraction(1, 50)):
        assert value_of(scale, lambda name, x=x: x) == x
    assert value_of(scale, lambda name: Fraction(1, 10)) == Fraction(15, 100)


AMOUNTS = st.fractions(min_value=-2000, max_value=5000, max_denominator=100)
BASES = st.fractions(min_value=Fraction(1, 100), max_value=2000, max_denominator=100)


@given(AMOUNTS, BASES)
def test_equal_rates_pay_one_rate(amount, base):
    flat = Marginal("表", SCALE.amount, SCALE.base, None, (), SCALE.bands, ((rate(7),) * 3,), MONEY)
    wanted = max(amount, 0) * Fraction(7, 100)
    assert value_of(flat, reading(超收额=amount, 收入目标=base)) == wanted


@given(AMOUNTS, AMOUNTS, BASES)
def test_value_rises_with_the_amount(one, other, base):
    values = [value_of(SCALE, reading(超收额=x, 收入目标=base)) for x in sorted((one, other))]
    assert values[0] <= values[1]


@given(AMOUNTS, BASES, st.sampled_from(["优先", "重点"]), st.data())
def test_value_lies_within_its_bounds(amount, base, word, data):
    def around(value: Fraction) -> Bounds:
        low = data.draw(st.none() | st.just(value) | st.just(value - 5))
        high = data.draw(st.none() | st.just(value) | st.just(value + 5))
        return Bounds(low, high, data.draw(st.sampled_from([None, value.denominator])))

    known = {"超收额": around(amount), "收入目标": around(base), "率": Bounds(0, 1, 2)}
    bounds = bounds_of(SCALE, lambda name: known.get(name, Bounds()))
    value = value_of(SCALE, reading(超收额=amount, 收入目标=base, 类别=word))
    assert bounds.low is None or bounds.low <= value
    assert bounds.high is None or value <= bounds.high
    assert bounds.denominator is None or (value * bounds.denominator).denominator == 1


def test_bounds_do_not_add_up_over_bands():
    known = {
        "超收额": Bounds(Fraction(0), Fraction(1000), 1),
        "收入目标": Bounds(Fraction(1), None, 1),
    }
    bounds = bounds_of(SCALE, lambda name: known.get(name, Bounds(Fraction(0), Fraction(1, 2), 2)))
    assert (bounds.low, bounds.high) == (0, 500)
