from __future__ import annotations

import pytest
from facts.cells.test_read import CHOICE, an_input, read

from jiangzhi.facts.cells.cell_result import Taken, Wrong
from jiangzhi.facts.cells.read import read_cell
from jiangzhi.formula.types.types import COUNT, DATE, FLAG, MONEY, NUMBER, RATE, TEXT

WAN = 1_000_000


@pytest.mark.parametrize("text", ["100①", "100 ①", "100*", "100＊", "100※", "100万元①", "100❷"])
def test_the_mark_of_a_footnote_is_put_aside_and_said(text: str) -> None:
    reading = read(text)
    assert isinstance(reading, Taken)
    assert reading.value == 100 * WAN
    assert reading.how is not None


@pytest.mark.parametrize(
    "text",
    [
        "100²", "100¹", "①100", "1①00", "½", "100½", "⑩", "⒈5", "𝟏𝟎", "100\n200", "100\t200",
        "100 200",
        "100\u3000200", "100\r\n200", "100 / 200", "100;200", "100、200", "100~200", "1 234\n567",
        "$100", "US$100", "100美元", "100港元", "HK$100", "€100", "100欧元",
    ],
)  # fmt: skip
def test_what_may_be_two_numbers_or_none_is_refused(text: str) -> None:
    assert isinstance(read(text), Wrong)


@pytest.mark.parametrize(
    "word",
    [
        "待定", "未报", "不详", "待核", "待核实", "尚未上报", "未知", "待补", "缺", "暂缺",
        "待确定", "数据缺失", "审核中",
        "(待定)", "（未报）", "待 定", "TBD", "?", "？", "待核后填", "未统计", "不清楚",
    ],
)  # fmt: skip
@pytest.mark.parametrize("type_", [MONEY, RATE, NUMBER, COUNT, FLAG, DATE, TEXT, CHOICE])
def test_what_is_not_known_yet_is_missing_in_every_type(word: str, type_: object) -> None:
    reading = read_cell(word, an_input(type_), unit="元")  # type: ignore[arg-type]
    assert isinstance(reading, Taken)
    assert (reading.value, reading.open) == (None, True)


@pytest.mark.parametrize("word", ["-", "—", "/", "无", "暂无"])
def test_a_mark_for_nothing_leaves_the_default_its_place(word: str) -> None:
    reading = read(word)
    assert isinstance(reading, Taken)
    assert not reading.open
