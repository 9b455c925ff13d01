"""Laws over random expressions: exact, decided only when nothing can change it, within bounds."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.diagnostic import Refused, TextPlace
from jiangzhi.formula.evaluate import bounds_of, value_of
from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.intervals import measure
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
from jiangzhi.formula.types.value import Bounds, State, Unknown

NUMBERS = st.fractions(min_value=-50, max_value=50, max_denominator=8)
VALUES = {
    MONEY: st.integers(-100_000, 100_000).map(Fraction),
    RATE: st.fractions(min_value=-2, max_value=2, max_denominator=100),
    NUMBER: NUMBERS,
    COUNT: st.integers(-40, 40).map(Fraction),
    ZERO: st.just(Fraction(0)),
    FLAG: st.booleans(),
    DATE: st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    TEXT: st.sampled_from(["甲", "乙", "Y", "m"]),
}
NAMES = ("a", "b", "c")
FLAG_NAMES = ("p", "q")


def call(function: str, *args: Expr) -> Call:
    return Call(function, args, FUNCTIONS[function].result([arg.type for arg in args]))


def numeric(children: st.SearchStrategy[Expr], flags: st.SearchStrategy[Expr]):
    two = st.sampled_from(["add", "subtract", "multiply", "divide", "MIN", "MAX", "MOD", "IFERROR"])
    one = st.sampled_from(["negate", "ABS", "SIGN", "INT", "MEDIAN"])
    return st.one_of(
        st.builds(call, two, children, children),
        st.builds(call, one, children),
        st.builds(lambda c, x, y: call("IF", c, x, y), flags, children, children),
        st.builds(
            lambda name, x, n: call(name, x, Const(Fraction(n), NUMBER)),
            st.sampled_from(["ROUND", "ROUNDUP", "ROUNDDOWN"]), children, st.integers(-2, 3),
        ),
        st.builds(
            lambda c, x, d, y, z: call("IFS", c, x, d, y, Const(True, FLAG), z),
            flags, children, flags, children, children,
        ),
        st.builds(lambda x, y, z: call("限定", x, y, z), children, children, children),
        st.builds(lambda x, y, z: call("AVERAGE", x, y, z), children, children, children),
        st.builds(
            lambda x, n: call("power", x, Const(Fraction(n), NUMBER)), children, st.integers(-2, 3)
        ),
        st.builds(lambda w, x, y, z: call("SUMPRODUCT", w, x, y, z), *[children] * 4),
    )  # fmt: skip


def conditional(children: st.SearchStrategy[Expr], numbers: st.SearchStrategy[Expr]):
    compare = st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"])
    return st.one_of(
        st.builds(call, compare, numbers, numbers),
        st.builds(call, st.sampled_from(["AND", "OR"]), children, children),
        st.builds(lambda x: call("NOT", x), children),
        st.builds(lambda x, y, z: call("属于", x, y, z), numbers, numbers, numbers),
    )


LEAVES = st.one_of(
    NUMBERS.map(lambda value: Const(value, NUMBER)),
    st.sampled_from(NAMES).map(lambda name: Read(name, NUMBER)),
)
FLAG_LEAVES = st.one_of(
    st.booleans().map(lambda value: Const(value, FLAG)),
    st.sampled_from(FLAG_NAMES).map(lambda name: Read(name, FLAG)),
)
SIMPLE_FLAGS = conditional(FLAG_LEAVES, LEAVES)
EXPRESSIONS = st.recursive(LEAVES, lambda inner: numeric(inner, SIMPLE_FLAGS), max_leaves=8)
CONDITIONS = st.recursive(SIMPLE_FLAGS, lambda inner: conditional(inner, EXPRESSIONS), max_leaves=4)
KNOWN = st.fixed_dictionaries(
    {**dict.fromkeys(NAMES, NUMBERS), **dict.fromkeys(FLAG_NAMES, st.booleans())}
)
SCRAPS = ["MAX(", "IFS(", "SUM(", "1", "甲", ",", ")", "[", "]", "是", "+", "(", "%"]
UNKNOWN = st.sampled_from([Unknown(State.MISSING), Unknown(State.NO_RULE)])


@given(st.lists(st.tuples(st.sampled_from("+-*/"), st.integers(1, 99)), min_size=1, max_size=9))
def test_arithmetic_is_exact(evaluate, chain):
    text = "7" + "".join(f"{sign}{number}" for sign, number in chain)
    exact = "Fraction(7)" + "".join(f"{sign}Fraction({number})" for sign, number in chain)
    assert evaluate(text, "")[0] == eval(exact)


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(alphabet="12.,%()[]:+-*/^=<>甲乙元万年月日\"“”（，） \nab$!", max_size=14),
        st.text(max_size=8),
        st.lists(st.sampled_from(SCRAPS)).map("".join),
    )
)  # fmt: skip
def test_any_text_is_a_tree_or_refused_with_places(parse, text):
    try:
        parse(text)
    except Refused as refused:
        lines = text.split("\n")
        for diagnostic in refused.diagnostics:
            place = diagnostic.place
            assert isinstance(place, TextPlace)
            assert 1 <= place.column - 4 <= len(lines[place.line - 1]) + 1
            assert diagnostic.message()
            assert diagnostic.help("en")


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_decimal_text_is_read_exactly(evaluate, digits, places):
    whole, rest = divmod(digits, 10**places)
    text = f"{whole}.{rest:0{places}d}" if places else str(whole)
    assert evaluate(text, "")[0] == Fraction(digits, 10**places)
    assert evaluate(f"{text}%", "")[0] == Fraction(digits, 10**places * 100)
    assert evaluate(f"{text}万元", "")[0] == Fraction(digits, 10**places) * 1_000_000


@settings(max_examples=150)
@given(CONDITIONS, KNOWN, st.sets(st.sampled_from([*NAMES, *FLAG_NAMES]), min_size=1), UNKNOWN)
def test_decided_condition_stays_whatever_is_filled_in(condition, known, blank, unknown):
    partly = {**known, **dict.fromkeys(blank, unknown)}
    decided = value_of(condition, partly.__getitem__)
    filled = value_of(condition, known.__getitem__)
    if not isinstance(decided, Unknown):
        assert decided == filled


@settings(max_examples=100)
@given(EXPRESSIONS, KNOWN, st.sampled_from(NAMES))
def test_known_value_does_not_hang_on_a_missing_one(expression, known, blank):
    partly = {**known, blank: Unknown(State.MISSING)}
    value = value_of(expression, partly.__getitem__)
    if not isinstance(value, Unknown):
        assert value == value_of(expression, known.__getitem__)


@st.composite
def around(draw, value):
    """Bounds that hold a value, with or without a denominator."""
    at = measure(value)
    if at is None:
        return Bounds()
    low = draw(st.none() | st.just(at) | st.integers(0, 9).map(lambda by: at - by))
    high = draw(st.none() | st.just(at) | st.integers(0, 9).map(lambda by: at + by))
    multiple = draw(st.none() | st.integers(1, 3))
    return Bounds(low, high, None if multiple is None else at.denominator * multiple)


def fail_if_outside(value, bounds):
    at = measure(value)
    if at is None:
        return
    assert bounds.low is None or bounds.low <= at
    assert bounds.high is None or at <= bounds.high
    assert bounds.denominator is None or (at * bounds.denominator).denominator == 1


@settings(max_examples=150)
@given(EXPRESSIONS | CONDITIONS, KNOWN, st.data())
def test_value_lies_within_the_bounds_of_its_expression(expression, known, data):
    value = value_of(expression, known.__getitem__)
    near = {name: data.draw(around(one)) for name, one in known.items()}
    bounds = bounds_of(expression, near.__getitem__)
    if not isinstance(value, Unknown):
        fail_if_outside(value, bounds)


@cache
def fitting(name: str, count: int) -> list[tuple[Type, ...]]:
    """All kinds of so many arguments that a function takes."""
    found = []
    for kinds in product(VALUES, repeat=count):
        with suppress(Mismatch):
            FUNCTIONS[name].result(kinds)
            found.append(kinds)
    return found


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(max_examples=30)
@given(st.data())
def test_value_lies_within_the_bounds_of_its_function(name, data):
    function = FUNCTIONS[name]
    least, most = function.arity
    in_pairs = name in ("IFS", "SUMPRODUCT")
    counts = st.sampled_from([2, 4]) if in_pairs else st.integers(least, most or least + 2)
    kinds = data.draw(st.sampled_from(fitting(name, data.draw(counts))))
    values = [data.draw(VALUES[kind]) for kind in kinds]
    bounds = [data.draw(around(value)) for value in values]
    value = function.exact(values, kinds)
    if isinstance(value, Unknown):
        assert value.state is not State.KNOWN
        return
    fail_if_outside(value, function.bounds(bounds, kinds))
    wanted = {Kind.FLAG: bool, Kind.DATE: date, Kind.TEXT: str}.get(function.result(kinds).kind)
    assert isinstance(value, wanted or Fraction)
