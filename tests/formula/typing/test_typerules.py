"""Units, choices and messages of the rules of type."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest

from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import (
    COUNT,
    DATE,
    FLAG,
    MONEY,
    MULTIPLE,
    NUMBER,
    POINTS,
    RATE,
    TEXT,
    WEIGHTED,
    ZERO,
    Kind,
    Type,
)
from jiangzhi.formula.typing.typerules import unify

STATED = Type(Kind.NUMBER, fixed=True, value=Fraction(8))
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
        ([NUMBER, COUNT], NUMBER),
        ([RATE, MULTIPLE], RATE),
        ([MULTIPLE, NUMBER], NUMBER),
        ([POINTS, STATED], POINTS),
        ([RATE, WEIGHTED, RATE], RATE),
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
        (MICROGRAM, RATE, False),
        (MICROGRAM, NUMBER, True),
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
        ([NUMBER, NUMBER], MULTIPLE),
        ([NUMBER, STATED], NUMBER),
        ([POINTS, STATED], POINTS),
        ([RATE, RATE], MULTIPLE),
        ([MICROGRAM, NUMBER], NUMBER),
        ([COUNT, COUNT], RATE),
        ([RATE, COUNT], RATE),
        ([COUNT, RATE], NUMBER),
        ([MONEY, COUNT], MONEY),
    ],
)
def test_quotient_of_like_things_is_a_rate(types, wanted):
    assert FUNCTIONS["divide"].result(types) == wanted


THREE = {"rate": RATE, "number": NUMBER, "points": POINTS}
#: Functions whose arguments must be of one type.
ALIKE = {
    "add": 2, "subtract": 2, "eq": 2, "ne": 2, "lt": 2, "le": 2, "gt": 2, "ge": 2, "MAX": 2,
    "MIN": 2, "SUM": 2, "AVERAGE": 2, "MEDIAN": 2, "MOD": 2, "IFBLANK": 2, "IFERROR": 2,
    "限定": 3, "属于": 2, "每满": 2,
}  # fmt: skip


@pytest.mark.parametrize("pair", list(permutations(THREE, 2)), ids="-".join)
@pytest.mark.parametrize("name", ALIKE)
def test_rate_number_and_points_never_mix(name, pair):
    one, other = (THREE[which] for which in pair)
    with pytest.raises(Mismatch) as caught:
        FUNCTIONS[name].result([one, other, other][: ALIKE[name]])
    assert "百分点" in caught.value.reason


def test_every_function_of_like_arguments_is_tried():
    """A function that takes two rates and refuses a rate beside money wants them alike."""

    def takes(function, *types):
        try:
            function.result(types)
        except Mismatch:
            return False
        return True

    alike = {
        name
        for name, function in FUNCTIONS.items()
        if function.arity[0] <= 2 and function.arity[1] in (2, None)
        if takes(function, RATE, RATE) and not takes(function, RATE, MONEY)
    }
    assert alike - {"divide"} <= ALIKE.keys()


@pytest.mark.parametrize(
    ("types", "meant"),
    [
        ([RATE, Type(Kind.NUMBER, fixed=True, value=Fraction(80))], "80%"),
        ([RATE, Type(Kind.NUMBER, fixed=True, value=Fraction(4, 5))], "80%"),
        ([POINTS, Type(Kind.RATE, fixed=True, value=Fraction(8, 100))], "8% 写成 8"),
        ([NUMBER, Type(Kind.RATE, fixed=True, value=Fraction(8, 100))], "8% 写成 0.08"),
    ],
)
def test_message_says_how_the_stated_value_is_written(types, meant):
    with pytest.raises(Mismatch) as caught:
        FUNCTIONS["ge"].result(types)
    assert meant in caught.value.reason
