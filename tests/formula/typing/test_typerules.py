"""Units, choices and messages of the rules of type."""

from __future__ import annotations

import pytest

from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import (
    COUNT,
    DATE,
    FLAG,
    MONEY,
    NUMBER,
    RATE,
    TEXT,
    ZERO,
    Kind,
    Type,
)
from jiangzhi.formula.typing.typerules import unify

MICROGRAM = Type(Kind.NUMBER, "微克/立方米")
CLASSES = Type(Kind.CHOICE, choices=("优先", "重点"))
REASONS = Type(Kind.CHOICE, choices=("急", "民生"))
MORE_CLASSES = Type(Kind.CHOICE, choices=("重点", "生态"))


@pytest.mark.parametrize(
    ("types", "wanted"),
    [
        ([ZERO, ZERO], ZERO),
        ([MONEY, ZERO], MONEY),
        ([RATE, ZERO, RATE], RATE),
        ([RATE, NUMBER], NUMBER),
        ([COUNT, COUNT], COUNT),
        ([MICROGRAM, MICROGRAM], MICROGRAM),
        ([MICROGRAM, ZERO], MICROGRAM),
        ([MICROGRAM, NUMBER], NUMBER),
        ([TEXT, CLASSES], TEXT),
        ([CLASSES, CLASSES], CLASSES),
        ([CLASSES, MORE_CLASSES], Type(Kind.CHOICE, choices=("优先", "重点", "生态"))),
        ([DATE, DATE], DATE),
        ([FLAG, FLAG], FLAG),
    ],
)
def test_types_share_one(types, wanted):
    assert unify(types) == wanted


def test_message_names_the_arguments_at_fault():
    with pytest.raises(Mismatch) as caught:
        unify([ZERO, MONEY, MONEY, RATE])
    assert caught.value.args_at_fault == (1, 3)
    assert caught.value.reason == "金额与比例不是一类"


@pytest.mark.parametrize(
    ("name", "types", "at_fault"),
    [
        ("IF", [FLAG, MONEY, RATE], (1, 2)),
        ("IFS", [FLAG, MONEY, FLAG, ZERO, FLAG, RATE], (1, 5)),
        ("IF", [RATE, MONEY, MONEY], (0,)),
        ("属于", [MONEY, MONEY, RATE], (0, 2)),
        ("multiply", [MONEY, MONEY], (0, 1)),
        ("AND", [FLAG, MONEY], (1,)),
        ("ROUND", [NUMBER, MONEY], (1,)),
    ],
)
def test_function_names_its_own_arguments_at_fault(name, types, at_fault):
    with pytest.raises(Mismatch) as caught:
        FUNCTIONS[name].result(types)
    assert caught.value.args_at_fault == at_fault


def test_money_by_money_is_told_how_to_take_a_share():
    with pytest.raises(Mismatch, match=r"a \* \(b / c\)") as caught:
        FUNCTIONS["multiply"].result([MONEY, MONEY])
    assert "甲 * (乙 / 丙)" in caught.value.reason


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        (CLASSES, CLASSES, True),
        (CLASSES, TEXT, True),
        (CLASSES, MORE_CLASSES, True),
        (CLASSES, REASONS, False),
        (CLASSES, FLAG, False),
        (MONEY, ZERO, True),
        (ZERO, DATE, False),
        (MICROGRAM, RATE, True),
    ],
)
def test_comparison_wants_a_common_value(one, other, fits):
    if fits:
        assert FUNCTIONS["eq"].result([one, other]) == FLAG
    else:
        with pytest.raises(Mismatch):
            FUNCTIONS["eq"].result([one, other])


@pytest.mark.parametrize(
    ("types", "wanted"),
    [
        ([MICROGRAM, MICROGRAM], RATE),
        ([NUMBER, NUMBER], NUMBER),
        ([COUNT, COUNT], RATE),
        ([RATE, COUNT], RATE),
        ([COUNT, RATE], NUMBER),
        ([MONEY, COUNT], MONEY),
    ],
)
def test_quotient_of_like_things_is_a_rate(types, wanted):
    assert FUNCTIONS["divide"].result(types) == wanted
