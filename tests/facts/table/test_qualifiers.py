from __future__ import annotations

from typing import Any

import pytest
from facts.books import WAN, Book, base_sheets, codes, refused, revenue
from facts.table.test_rows import cells_of, read

from jiangzhi.diagnostic import CellPlace
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy

OTHER = [
    "上年", "去年同期", "上期", "预算", "预算数", "年初计划", "增减", "比上年增减", "增减幅",
    "同比", "排名", "完成率", "1-11月",
    "累计", "不含开发区", "其中:税收", "本月", "人均", "占比", "2018年",
]  # fmt: skip


def with_heading(text: str, title: str = "2019年度收支表") -> dict[str, list[list[Any]]]:
    sheets = base_sheets()
    sheets["镇街"][0][3] = text
    sheets["镇街"].insert(0, [title])
    return sheets


@pytest.mark.parametrize("words", OTHER)
@pytest.mark.parametrize(
    "form",
    [
        "实际收入({})(万元)",
        "实际收入({},万元)",
        "实际收入（万元，{}）",
        "实际收入【{}】(万元)",
        "({})实际收入(万元)",
    ],
)
def test_words_that_make_it_another_column_are_told(
    policy: Policy, book: Book, words: str, form: str
) -> None:
    (problem,) = refused(policy, book(with_heading(form.format(words))))
    assert problem.code == "W113"
    assert isinstance(problem.because[0].place, CellPlace)
    assert problem.because[0].place.cell == "D2"


@pytest.mark.parametrize(
    "text",
    [
        "实际收入(万元)", "实际收入 万元", "实际收入万元", "实际收入(单位为万元)",
        "实际收入（单位:万元）", "实际收入:万元",
        "实际收入(以万元计)", "实际收入(人民币万元)", "(万元)实际收入", "实际收入(决算数)(万元)",
        "实际收入(本年,万元)",
        "实际收入(2019年)(万元)", "实际收入(2019年1-12月,万元)", "2019年实际收入(万元)",
        "实际收入(万元)①",
        "实际收入(合计)(万元)", "实际收入(全年累计,万元)", "实际收入(必填,万元)",
        "实际收入(1)(万元)",
    ],
)  # fmt: skip
def test_units_and_plain_words_leave_it_what_it_is(policy: Policy, book: Book, text: str) -> None:
    facts = read(policy, book, with_heading(text))
    assert revenue(facts) == 5200 * WAN
    assert set(codes(facts.notes)) <= {"W311", "W301"}


@pytest.mark.parametrize("words", ["含税", "口径一", "以人大批准为准"])
def test_words_that_are_not_known_are_warned_of(policy: Policy, book: Book, words: str) -> None:
    facts = read(policy, book, with_heading(f"实际收入(万元,{words})"))
    assert revenue(facts) == 5200 * WAN
    assert cells_of(facts, "W210") == ["D2"]


@pytest.mark.parametrize("text", ["实际收入(元)(万元)", "实际收入(万元、元)"])
def test_two_units_in_one_heading_are_refused(policy: Policy, book: Book, text: str) -> None:
    assert codes(refused(policy, book(with_heading(text)))) == ["W115"]


@pytest.mark.parametrize(
    "text", ["实际收入(万美元)", "实际收入(元/人)", "实际收入(港币)", "实际收入(万元/亩)"]
)
def test_another_unit_is_refused(policy: Policy, book: Book, text: str) -> None:
    sheets = with_heading(text)
    sheets["镇街"].insert(1, ["单位:万元"])
    assert codes(refused(policy, book(sheets))) == ["W114"]


def branched(*branches: tuple[str, str], merged: bool) -> Any:
    """The first table with 实际收入 over some branches; the figures stand under the one given
    as 本年, the others hold 1."""
    sheets = base_sheets()
    rows = sheets["镇街"]
    top = [*rows[0][:3], *[None] * len(branches), *rows[0][4:]]
    top[3] = "实际收入(万元)"
    sheets["镇街"] = [
        top,
        [*[None] * 3, *(name for name, _ in branches), *[None] * 4],
        *(
            [*row[:3], *(row[3] if what == "mine" else 1.5 for _, what in branches), *row[4:]]
            for row in rows[1:]
        ),
    ]

    def change(wb: Any) -> None:
        ws = wb["镇街"]
        last = 3 + len(branches)
        ws.merge_cells(start_row=1, end_row=1, start_column=4, end_column=last)
        for column in [1, 2, 3, *range(last + 1, last + 5)]:
            ws.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)

    return sheets, change if merged else None


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(
    "branches",
    [
        (("本年", "mine"), ("上年", "")),
        (("上年", ""), ("本年", "mine"), ("增减%", "")),
        (("上年同期", ""), ("本期", "mine")),
        (("合计", "mine"), ("其中:税收", ""), ("非税", "")),
        (("税收", ""), ("非税", ""), ("小计", "mine")),
        (("预算数", ""), ("决算数", "mine"), ("完成率(%)", "")),
        (("本年实际", "mine"), ("去年实际", "")),
        (("1-11月", ""), ("全年", "mine")),
    ],
)
def test_a_heading_is_read_down_its_branches(
    policy: Policy, book: Book, branches: Any, merged: bool
) -> None:
    sheets, change = branched(*branches, merged=merged)
    facts = read_workbooks(policy, [book(sheets, change)])
    assert revenue(facts) == 5200 * WAN
    assert len(facts.levels["镇街"].keys) == 4


@pytest.mark.parametrize("wanted", ["实际收入/甲口径", "实际收入/甲口径(万元)", "甲口径", "E"])
def test_a_mapping_names_a_branch(policy: Policy, book: Book, wanted: str) -> None:
    sheets, change = branched(("乙口径", ""), ("甲口径", "mine"), merged=True)
    (problem,) = refused(policy, book(sheets, change))
    assert problem.code == "W113"
    sheets["列对应"] = [["量", "表头"], ["实际收入", wanted]]
    assert revenue(read_workbooks(policy, [book(sheets, change)])) == 5200 * WAN


def test_a_unit_on_the_heading_above_and_in_the_next_cell(policy: Policy, book: Book) -> None:
    def change(wb: Any) -> None:
        ws = wb["镇街"]
        ws.insert_rows(1)
        ws["D1"] = "财政(万元)"
        ws.merge_cells("D1:E1")

    sheets = base_sheets()
    sheets["镇街"][0] = [text.replace("(万元)", "") for text in sheets["镇街"][0]]
    assert revenue(read_workbooks(policy, [book(sheets, change)])) == 5200 * WAN
    sheets["镇街"] = [["收支表"], [None, None, "金额单位:", "万元"], *sheets["镇街"]]
    assert revenue(read(policy, book, sheets)) == 5200 * WAN


@pytest.mark.parametrize("second", ["单位:元", "(元)"])
def test_a_unit_further_down_holds_for_the_rows_below_it(
    policy: Policy, book: Book, second: str
) -> None:
    sheets = base_sheets()
    rows = sheets["镇街"]
    bare = [text.replace("(万元)", "") for text in rows[0]]
    again = [t.replace("(万元)", "(元)") for t in rows[0]] if second == "(元)" else bare
    for row in rows[3:]:
        row[3] *= 10_000
        row[4] *= 10_000
    lines = [] if second == "(元)" else [[second]]
    above = [[]] if second == "(元)" else [["单位:万元"]]
    sheets["镇街"] = [
        *above,
        rows[0] if second == "(元)" else bare,
        *rows[1:3],
        *lines,
        again,
        *rows[3:],
    ]
    facts = read(policy, book, sheets)
    assert [revenue(facts, n) for n in (0, 2, 3)] == [5200 * WAN, 3800 * WAN, 3900 * WAN]


def test_columns_and_tables_ten_thousand_times_off_are_warned_of(
    policy: Policy, book: Book
) -> None:
    sheets = base_sheets()
    for row in sheets["镇街"][1:]:
        row[3] *= 10_000
    assert cells_of(read(policy, book, sheets), "W212") == ["D1"]
    for row in sheets["镇街"][1:]:
        row[4] *= 10_000
    facts = read(policy, book, sheets)
    assert "W211" in codes(facts.notes)
    assert "W212" not in codes(facts.notes)


@pytest.mark.parametrize(
    ("rows", "total", "code"),
    [
        ((333.33, 333.33, 333.33), 1000, "W313"),
        ((333, 333, 333), 1000, "W313"),
        ((110.25, 120.27, 130.26), 361, "W313"),
        ((110, 120, 130), 361, "W134"),
        ((110.25, 120.25, 130.25), 361.75, "W134"),
        ((333, 333, 333), 1002, "W134"),
        ((333.33, 333.33, 333.33), 1000.1, "W134"),
        ((333.33, 333.33, 333.34), 1000, None),
    ],
)
def test_what_rounding_explains_is_noted_and_no_more(
    policy: Policy, book: Book, rows: tuple[float, ...], total: float, code: str | None
) -> None:
    sheets = base_sheets()
    sheets["超支事项"] = sheets["超支事项"][:1]
    del sheets["镇街"][4]
    for row, value in zip(sheets["镇街"][1:], rows, strict=True):
        row[3] = value
    sheets["镇街"].append(["合计", None, None, total])
    if code == "W134":
        assert codes(refused(policy, book(sheets))) == ["W134"]
    else:
        assert ("W313" in codes(read(policy, book, sheets).notes)) == (code == "W313")
