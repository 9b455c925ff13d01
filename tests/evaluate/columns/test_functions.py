"""Every function over columns gives, row by row, what the registry's exact meaning gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangzhi.evaluate.columns.functions import FUNCTIONS
from jiangzhi.evaluate.columns.numbers.vectors import (
    Book,
    Flags,
    Numbers,
    Vector,
    Words,
    state_array,
)
from jiangzhi.evaluate.columns.rows.load import encoded
from jiangzhi.evaluate.columns.rows.values import ColumnValues
from jiangzhi.formula.registry import FUNCTIONS as REGISTRY
from jiangzhi.formula.types.types import DATE, FLAG, MONEY, NUMBER, RATE, TEXT, Type
from jiangzhi.formula.types.value import State, Unknown, Value

N, M, F, D, T, R = NUMBER, MONEY, FLAG, DATE, TEXT, RATE
PLACES, POWER, SMALL, DAYS = "places", "power", "small", "days"
UNIT, YEAR, MONTH = "unit", "year", "month"
Spec = Type | str

ARGUMENTS: dict[str, Sequence[Sequence[Spec]]] = {
    "add": [(M, M), (D, DAYS), (DAYS, D)],
    "subtract": [(M, M), (D, DAYS), (D, D)],
    "multiply": [(M, N)],
    "divide": [(M, N)],
    "power": [(N, POWER), (N, SMALL)],
    "negate": [(N,)],
    "percent": [(N,)],
    "百分点": [(R,)],
    "eq": [(N, N), (T, T), (F, F), (D, D)],
    "ne": [(N, N), (T, T), (F, F), (D, D)],
    "lt": [(N, N), (D, D)],
    "le": [(N, N), (D, D)],
    "gt": [(N, N), (D, D)],
    "ge": [(N, N), (D, D)],
    "属于": [(N, N, N), (T, T, T)],
    "AND": [(F,), (F, F), (F, F, F)],
    "OR": [(F,), (F, F), (F, F, F)],
    "NOT": [(F,)],
    "IF": [(F, N, N), (F, T, T), (F, F, F), (F, D, D)],
    "IFS": [(F, N, F, N, F, N), (F, T, F, T)],
    "MIN": [(N, N), (N, N, N), (D, D)],
    "MAX": [(N, N), (N, N, N), (D, D)],
    "MEDIAN": [(N,), (N, N), (N, N, N), (N, N, N, N)],
    "限定": [(N, N, N)],
    "SUM": [(N,), (N, N, N)],
    "AVERAGE": [(N,), (N, N, N)],
    "SUMPRODUCT": [(M, N), (M, N, M, N)],
    "ABS": [(N,)],
    "SIGN": [(N,)],
    "INT": [(N,), (M,)],
    "MOD": [(N, N)],
    "每满": [(N, N)],
    "ROUND": [(N, PLACES), (M, PLACES)],
    "ROUNDUP": [(N, PLACES), (M, PLACES)],
    "ROUNDDOWN": [(N, PLACES), (M, PLACES)],
    "ISBLANK": [(N,), (T,)],
    "IFBLANK": [(N, N), (T, T)],
    "IFERROR": [(N, N), (F, F)],
    "DATE": [(YEAR, MONTH, DAYS)],
    "YEAR": [(D,)],
    "MONTH": [(D,)],
    "DAY": [(D,)],
    "EDATE": [(D, DAYS)],
    "DATEDIF": [(D, D, UNIT)],
}


def _fractions() -> st.SearchStrategy[Fraction]:
    whole = st.one_of(
        st.integers(-3, 3), st.integers(-1000, 1000), st.integers(-(2**47), 2**47),
        st.integers(-(2**63) - 2, 2**63 + 2), st.integers(-(2**80), 2**80),
    )  # fmt: skip
    below = st.one_of(
        st.just(1), st.sampled_from([2, 3, 100, 10_000]), st.integers(1, 2**20),
        st.integers(1, 2**50), st.integers(1, 2**70),
    )  # fmt: skip
    return st.builds(Fraction, whole, below)


def _scalars(spec: Spec) -> st.SearchStrategy[object]:
    if spec in (N, M, R):
        return _fractions()
    if spec == F:
        return st.booleans()
    if spec == D:
        return st.one_of(
            st.dates(date(1999, 12, 28), date(2001, 3, 2)), st.dates(),
            st.sampled_from([date(2024, 2, 29), date.min, date.max, date(2023, 1, 31)]),
        )  # fmt: skip
    if spec == T:
        return st.sampled_from(["甲", "乙", "a", "A", "ß", "SS"])
    small = {
        PLACES: (-17, 17),
        POWER: (-2, 9),
        SMALL: (1, 8),
        DAYS: (-40, 40),
        YEAR: (-1, 10_001),
        MONTH: (0, 13),
    }
    low, high = small[str(spec)]
    halves = st.sampled_from([Fraction(1, 2), Fraction(-3, 2)])
    return st.one_of(st.integers(low, high).map(Fraction), st.integers(low, high).map(Fraction),
                     halves)  # fmt: skip


@st.composite
def _columns(draw: st.DrawFn, specs: Sequence[Spec]) -> list[list[Value]]:
    rows = draw(st.integers(0, 5))
    unknown = st.sampled_from(list(State)[1:]).map(Unknown)
    columns: list[list[Value]] = []
    for spec in specs:
        if spec == UNIT:
            columns.append([draw(st.sampled_from(["Y", "M", "D"]))] * rows)
            continue
        known = _scalars(spec)
        value = st.one_of(known, known, known, unknown) if draw(st.booleans()) else known
        if draw(st.booleans()):
            columns.append(draw(st.lists(value, min_size=rows, max_size=rows)))
        else:
            columns.append([draw(value)] * rows)
    return columns


def _vector(column: Sequence[Value], kind: Type, book: Book) -> Vector:
    known = [None if isinstance(value, Unknown) else value for value in column]
    vector = encoded(known, kind, book)
    if vector.state is not None:
        states = [int(v.state) if isinstance(v, Unknown) else 0 for v in column]
        vector.state = state_array(None, len(column)) + states
        vector.state = vector.state.astype("uint8")
    return vector


def _type(spec: Spec) -> Type:
    if isinstance(spec, Type):
        return spec
    return TEXT if spec == UNIT else NUMBER


def _decoded(vector: Vector, rows: int, kind: Type) -> list[Value]:
    _fail_if_out_of_bounds(vector)
    values = ColumnValues(vector, kind.kind, rows, None)
    states = state_array(vector.state, rows)
    return [
        Unknown(State(int(state))) if state else value
        for value, state in zip(values, states, strict=True)
    ]  # type: ignore[misc]


def _fail_if_out_of_bounds(vector: Vector) -> None:
    if isinstance(vector, Numbers) and vector.num.size:
        assert vector.low <= vector.num.min()
        assert vector.num.max() <= vector.high
        if not isinstance(vector.den, int) and vector.den.size:
            assert vector.den.min() >= 1
            assert vector.den.max() <= vector.top


def test_no_function_of_the_language_is_left_out() -> None:
    assert set(FUNCTIONS) == set(REGISTRY)
    assert set(ARGUMENTS) == set(REGISTRY)


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_agrees_with_the_exact_meaning(name: str, data: st.DataObject) -> None:
    specs = data.draw(st.sampled_from(ARGUMENTS[name]))
    columns = data.draw(_columns(specs))
    rows = len(columns[0])
    book = Book()
    types = [_type(spec) for spec in specs]
    if name == "DATEDIF" and rows == 0:
        return
    if name == "IFS":
        columns[-2] = [True] * rows
    vectors = [_vector(column, kind, book) for column, kind in zip(columns, types, strict=True)]
    wanted = [REGISTRY[name].exact(list(row), types) for row in zip(*columns, strict=True)]
    found = FUNCTIONS[name](vectors, types)
    kind = types[1] if name in ("IF", "IFS") else REGISTRY[name].result(types)
    assert _decoded(found, rows, kind) == wanted


def test_bounds_are_looked_at() -> None:
    # The helper itself must be able to fail.
    with pytest.raises(AssertionError):
        _fail_if_out_of_bounds(encoded([Fraction(5)], NUMBER, Book()).__class__(
            *_out_of_bounds()
        ))  # fmt: skip
    assert isinstance(encoded([True], FLAG, Book()), Flags)
    assert isinstance(encoded(["甲"], TEXT, Book()), Words)


def _out_of_bounds() -> tuple[object, ...]:
    numbers = encoded([Fraction(5)], NUMBER, Book())
    assert isinstance(numbers, Numbers)
    return numbers.num, 1, 0, 4
