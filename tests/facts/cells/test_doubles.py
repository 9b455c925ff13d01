from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from facts.cells.test_read import an_input
from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.facts.cells.cell_result import Taken, as_shown, is_noisy
from jiangzhi.facts.cells.read import read_cell
from jiangzhi.facts.grid import Percent, Raw
from jiangzhi.facts.table.scaled import scaled
from jiangzhi.formula.types.types import COUNT, DATE, MONEY, NUMBER, RATE, TEXT, Kind, Type

GRADES = Type(Kind.CHOICE, choices=("3", "4"))


@pytest.mark.parametrize(
    ("raw", "type_", "value"),
    [
        (33.3 * 3 - 39.9, NUMBER, 60),
        (59.999999999999993, NUMBER, 60),
        (60.000000000000007, NUMBER, 60),
        (0.1 + 0.2, NUMBER, Fraction(3, 10)),
        (0.1 + 0.2, MONEY, 30),
        (0.99999999999999989, RATE, 1),
        (Percent(0.07999999999999999), RATE, Fraction(8, 100)),
        (2.9999999999999996, COUNT, 3),
        (2.9999999999999996, GRADES, "3"),
        (2.9999999999999996, TEXT, "3"),
        (45321.99999999999, DATE, None),
        ("59.999999999999993", NUMBER, 60),
        ("0.99999999999999989", RATE, 1),
    ],
)
def test_one_rule_for_every_type_of_column(raw: Raw, type_: Type, value: object) -> None:
    reading = read_cell(raw, an_input(type_), unit="元" if type_ is MONEY else "")
    if value is None:
        assert not isinstance(reading, Taken) or reading.value != date(2024, 1, 29)
        return
    assert isinstance(reading, Taken)
    assert reading.value == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_double_is_read_by_fifteen_digits(number: float) -> None:
    decimal = as_shown(number)
    assert len(decimal.as_tuple().digits) <= 15
    assert decimal == Decimal(f"{number:.14e}")
    assert is_noisy(number) == (float(decimal) != number)


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40),
    st.integers(0, 4),
    st.integers(0, 3),
)
def test_a_column_at_once_reads_what_its_cells_read(
    numbers: list[int], places: int, steps: int
) -> None:
    cells = [number / 10**places for number in numbers]
    for _ in range(steps):
        cells[::2] = [float(np.nextafter(cell, np.inf)) for cell in cells[::2]]
    found = scaled(cells)
    if found is None:
        return
    numerators, scale, noisy = found
    assert [Fraction(n, scale) for n in numerators] == [Fraction(as_shown(c)) for c in cells]
    assert noisy == [n for n, cell in enumerate(cells) if is_noisy(cell)]
