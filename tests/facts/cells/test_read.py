from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.diagnostic import TextPlace
from jiangzhi.facts.cells.cell_result import Taken, Wrong
from jiangzhi.facts.cells.read import read_cell
from jiangzhi.facts.grid import Percent
from jiangzhi.formula.types.types import COUNT, DATE, FLAG, MONEY, NUMBER, RATE, TEXT, Kind, Type
from jiangzhi.policy.citation import Citation
from jiangzhi.policy.model import Input
from jiangzhi.policy.names.types import widest_range

CHOICE = Type(Kind.CHOICE, choices=("优先发展", "重点发展", "生态保护"))
MORNING = datetime(2023, 5, 1, 8)  # noqa: DTZ001
CITE = Citation(0, "", TextPlace("p.md", 1))


def an_input(type_: Type) -> Input:
    return Input("量", "镇街", type_, widest_range(type_), None, ("量",), "", CITE)


def read(raw: object, type_: Type = MONEY, unit: str = "万元", **more: bool) -> Taken | Wrong:
    return read_cell(raw, an_input(type_), unit=unit if type_ is MONEY else "", **more)  # type: ignore[arg-type]


WAN = 1_000_000

TAKEN = [
    (1234.56, 1234_56 * 10_000),
    (0.29, 290_000),
    ("1234.56", 1234_56 * 10_000),
    ("1,234.56", 1234_56 * 10_000),
    ("１，２３４．５６", 1234_56 * 10_000),
    ("￥1,234", 1234 * WAN),
    ("¥ 1234", 1234 * WAN),
    ("1 234 567", 1234567 * WAN),
    ("1234万元", 1234 * WAN),
    ("1234 万", 1234 * WAN),
    ("1234元", 1234_00),
    ("1234.5元整", 1234_50),
    ("3亿元", 3 * 10_000_000_000),
    ("(1,234)", -1234 * WAN),
    ("（1,234.5）", -12345 * WAN // 10),
    ("△1234", -1234 * WAN),
    ("▲ 12", -12 * WAN),
    ("－12", -12 * WAN),
    ("−12", -12 * WAN),
    ("–12", -12 * WAN),
    ("-12", -12 * WAN),
    ("+12", 12 * WAN),
    ("'123", 123 * WAN),
    ("\u00a0123\u200b", 123 * WAN),
    (Decimal("12.5"), 12_500_000),
    (5, 5 * WAN),
    (1e16, 10**16 * WAN),
]


@pytest.mark.parametrize(("raw", "fen"), TAKEN)
def test_amounts_are_taken(raw: object, fen: int) -> None:
    reading = read(raw)
    assert isinstance(reading, Taken)
    assert reading.value == fen
    assert (reading.how is not None) == isinstance(raw, str)


@pytest.mark.parametrize(
    "raw",
    [
        "约500", "500左右", ">500", "1,23", "1,2345", "12,5", "100/200", "1 2", "五百", "500-600",
        "1.2.3", "--5", "+-5", "=A1+B1", "500美元", "1e5", "1.23E+05", "NaN", "inf", "85%", "12。5",
        "1_000", "0x10", "abc", date(2023, 5, 1), MORNING, True, Percent(0.5),
        "（12", "12)", "(-12)", "5户", "1" * 50, "٣", "Ⅳ",
    ],
)  # fmt: skip
def test_what_is_no_definite_amount_is_refused(raw: object) -> None:
    assert isinstance(read(raw), Wrong)


@pytest.mark.parametrize(
    "raw", ["-", "—", "——", "－", "--", "/", "／", "无", "…", "……", "N/A", "暂无", "  ", "\u3000"]
)
def test_marks_for_nothing_are_noted(raw: str) -> None:
    assert read(raw) == Taken(None, read(raw).how)  # type: ignore[union-attr]
    assert isinstance(read(raw), Taken)
    assert read(raw).how is not None  # type: ignore[union-attr]


def test_an_empty_cell_is_missing_without_a_note() -> None:
    assert read(None) == Taken(None)


def test_a_part_below_one_fen_is_rounded_and_said() -> None:
    reading = read(0.1234567)
    assert reading == Taken(Fraction(123457), None, rounded=True)


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        (0.08, "", Fraction(8, 100)),
        (1, "", Fraction(1)),
        (8, "%", Fraction(8, 100)),
        (Percent(0.08), "%", Fraction(8, 100)),
        (Percent(1.5), "", Fraction(3, 2)),
        ("8%", "", Fraction(8, 100)),
        ("8％", "", Fraction(8, 100)),
        ("85.5 %", "%", Fraction(855, 1000)),
        ("-3%", "", Fraction(-3, 100)),
        ("3‰", "", Fraction(3, 1000)),
        ("0.08", "", Fraction(8, 100)),
    ],
)
def test_rates(raw: object, unit: str, value: Fraction) -> None:
    reading = read_cell(raw, an_input(RATE), unit=unit)  # type: ignore[arg-type]
    assert isinstance(reading, Taken)
    assert reading.value == value


@pytest.mark.parametrize("raw", [85, 1.2, "85", -3])
def test_a_rate_above_one_without_percent_sign_is_refused(raw: object) -> None:
    assert isinstance(read(raw, RATE), Wrong)


def test_numbers_and_counts() -> None:
    assert read(87.5, NUMBER) == Taken(Fraction(175, 2))
    assert read(12.0, COUNT) == Taken(Fraction(12))
    assert isinstance(read(12.5, COUNT), Wrong)
    assert isinstance(read(Percent(0.85), NUMBER), Wrong)
    assert read("95分", NUMBER).value == 95  # type: ignore[union-attr]
    scored = Type(Kind.NUMBER, "分")
    assert read("87.5分", scored).value == Fraction(175, 2)  # type: ignore[union-attr]
    assert isinstance(read("87.5人", scored), Wrong)


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        ("是", True), ("否", False), ("√", True), ("×", False), ("有", True), ("无", False),
        (1.0, True), (0.0, False), (True, True), ("✔", True), ("Y", True), ("no", False),
        (" 是 ", True), ("Ｎ", False),
    ],
)  # fmt: skip
def test_flags(raw: object, flag: bool) -> None:
    reading = read(raw, FLAG)
    assert isinstance(reading, Taken)
    assert reading.value is flag


@pytest.mark.parametrize("raw", ["可能", 2.0, "是否", date(2020, 1, 1), "已"])
def test_what_is_no_flag_is_refused(raw: object) -> None:
    assert isinstance(read(raw, FLAG), Wrong)


def test_choices_look_through_blanks_and_width() -> None:
    assert read("优先发展", CHOICE) == Taken("优先发展")
    assert read("优先 发展", CHOICE).value == "优先发展"  # type: ignore[union-attr]
    wrong = read("优先发展区", CHOICE)
    assert isinstance(wrong, Wrong)
    assert "优先发展" in wrong.right[0]


@pytest.mark.parametrize(
    ("raw", "noted"),
    [
        (date(2024, 1, 31), False), ("2024-01-31", False), ("2024/1/31", True),
        ("2024.1.31", True), ("2024年1月31日", True), ("2024 年 1 月 31 日", True),
        ("20240131", True), (20240131.0, True), (45322.0, True),
        (MORNING.replace(2024, 1, 31), True),
        ("２０２４-01-31", True), ("2024-01-31 00:00:00", True), ("2024年1月31号", True),
    ],
)  # fmt: skip
def test_dates(raw: object, noted: bool) -> None:
    reading = read(raw, DATE)
    assert isinstance(reading, Taken)
    assert reading.value == date(2024, 1, 31)
    assert (reading.how is not None) == noted


def test_serial_numbers_follow_the_date_system() -> None:
    assert read(43860.0, DATE, epoch_1904=True).value == date(2024, 1, 31)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "raw", ["2024-02-30", "1/2/2024", "2024年1月", "去年", 12.5, 3.0, "2024-13-01", "31.1.24", True]
)
def test_what_is_no_date_is_refused(raw: object) -> None:
    assert isinstance(read(raw, DATE), Wrong)


def test_texts() -> None:
    assert read("张三", TEXT) == Taken("张三")
    assert read(445302.0, TEXT).value == "445302"  # type: ignore[union-attr]


def test_plain_numbers_of_text_files_need_no_note() -> None:
    assert read("1234.56", typed=False) == Taken(Fraction(1234560000))
    assert read("1,234.56", typed=False).how is not None  # type: ignore[union-attr]


@given(st.integers(-(10**13), 10**13), st.integers(0, 4))
def test_the_shortest_decimal_of_a_double_is_what_counts(number: int, places: int) -> None:
    decimal = Decimal(number).scaleb(-places)
    reading = read(float(decimal))
    assert isinstance(reading, Taken)
    assert reading.value == Fraction(decimal) * WAN


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.datetimes() | st.none())
def test_any_cell_ends_in_a_reading(raw: object) -> None:
    if isinstance(raw, float) and not math.isfinite(raw):
        return
    for type_ in (MONEY, RATE, NUMBER, COUNT, FLAG, DATE, TEXT, CHOICE):
        assert isinstance(read(raw, type_), Taken | Wrong)
