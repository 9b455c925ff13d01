from __future__ import annotations

from typing import Any

import pytest
from facts.cells.test_read import an_input

from jiangzhi.facts.cells.cell_result import Taken, Wrong
from jiangzhi.facts.cells.read import read_cell
from jiangzhi.facts.grid import Formatted
from jiangzhi.formula.types.types import COUNT, MONEY, NUMBER, RATE, Type

WAN = 1_000_000


def shown(value: float, shift: int = 0, words: str = "", *, otherwise: bool = False) -> Formatted:
    return Formatted(value, shift, words, otherwise)


@pytest.mark.parametrize(
    ("raw", "type_", "unit", "value"),
    [
        (shown(5e6, 4, "万元"), MONEY, "元", 500 * WAN),
        (shown(5e6, 4, "万"), MONEY, "元", 500 * WAN),
        (shown(500, 0, "万元"), MONEY, "万元", 500 * WAN),
        (shown(8, 0, "%"), RATE, "%", 8 / 100),
        (shown(87.5, 0, "元"), NUMBER, "", 87.5),
    ],
)
def test_what_is_shown_and_stored_alike_is_taken(
    raw: Any, type_: Type, unit: str, value: float
) -> None:
    reading = read_cell(raw, an_input(type_), unit=unit)
    assert isinstance(reading, Taken)
    assert float(reading.value) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "type_", "unit"),
    [
        (shown(5e6, 4, "万元"), MONEY, "万元"),
        (shown(5e6, 0, "元"), MONEY, "万元"),
        (shown(5e6, 3), MONEY, "元"),
        (shown(5e6, 3), MONEY, "千元"),
        (shown(5, 0, "$"), MONEY, "万元"),
        (shown(5, 0, "日元"), MONEY, "元"),
        (shown(0.5, 0, "%"), RATE, ""),
        (shown(8, 0, "%"), RATE, ""),
        (shown(8, 0, "%"), MONEY, "元"),
        (shown(5, 0, "万"), COUNT, ""),
        (shown(5000, 3), COUNT, ""),
        (shown(60, 0, "%"), NUMBER, ""),
        (shown(5, otherwise=True), MONEY, "元"),
    ],
)
def test_what_is_shown_otherwise_is_refused_with_both_readings(
    raw: Any, type_: Type, unit: str
) -> None:
    assert isinstance(read_cell(raw, an_input(type_), unit=unit), Wrong)
