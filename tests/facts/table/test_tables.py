from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from facts.books import WAN, Book, base_sheets, codes, refused, revenue

from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy


def test_title_unit_notes_and_signatures_stand_around_the_table(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    rows = sheets["镇街"]
    rows[0] = [text.replace("(万元)", "") for text in rows[0]]
    sheets["镇街"] = [
        ["2023年镇街财政收支情况表"],
        [None, None, None, None, None, "单位：万元"],
        [],
        *rows,
        [],
        ["注:本表数据来自财政局"],
        ["制表人:张三", None, "审核人:李四", None, "2024年1月5日"],
    ]
    facts = read_workbooks(policy, [book(sheets)])
    assert revenue(facts) == 5200 * WAN
    assert len(facts.levels["镇街"].keys) == 4
    assert set(codes(facts.notes)) <= {"W307"}


def test_merged_headings_over_three_rows(policy: Policy, book: Book) -> None:
    def change(wb: Any) -> None:
        ws = wb["镇街"]
        ws.insert_rows(1, 4)
        ws["A1"] = "收支表(单位:万元)"
        ws.merge_cells("A1:H1")
        for column, text in zip("ABC", ("县区", "镇\n街", "类 别"), strict=True):
            ws[f"{column}2"] = text
            ws.merge_cells(f"{column}2:{column}4")
        ws["D2"] = "收  入"
        ws.merge_cells("D2:E2")
        ws["D3"], ws["E3"] = "2023年", "收入"
        ws["D4"], ws["E4"] = "实际收入", "收入\n目标"
        for column, text in zip("FGH", ("绩效得分", "增幅", "一票否决"), strict=True):
            ws[f"{column}2"] = text
            ws.merge_cells(f"{column}2:{column}4")

    sheets = base_sheets()
    sheets["镇街"] = sheets["镇街"][1:]
    facts = read_workbooks(policy, [book(sheets, change)])
    assert revenue(facts) == 5200 * WAN
    assert facts.levels["镇街"].columns["收入目标"].values[0] == 5000 * WAN


def test_a_row_of_units_and_a_row_of_column_numbers(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    rows = sheets["镇街"]
    rows[0] = [text.replace("(万元)", "") for text in rows[0]]
    rows.insert(1, [None, None, None, "万元", "元", "分", "%", None])
    rows.insert(2, ["甲", "乙", "丙", 1, 2, 3, 4, 5])
    for row in rows[3:]:
        row[4] *= 10_000
        row[6] *= 100
    facts = read_workbooks(policy, [book(sheets)])
    assert revenue(facts) == 5200 * WAN
    assert facts.levels["镇街"].columns["收入目标"].values[0] == 5000 * WAN
    assert facts.levels["镇街"].columns["增幅"].values[0] == Fraction(8, 100)


def test_synonyms_years_and_broken_words(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"][0] = [
        "县 区", "乡镇", "类\n别", "2023年一般公共预算收入（万元）", "收入目标,万元", "考核得分*",
        "增幅(%)", "一票 否决",
    ]  # fmt: skip
    for row in sheets["镇街"][1:]:
        row[6] *= 100
    facts = read_workbooks(policy, [book(sheets)])
    assert revenue(facts) == 5200 * WAN
    assert facts.levels["镇街"].columns["增幅"].values[0] == Fraction(8, 100)
    assert codes(facts.notes) == ["W311"]


def test_repeated_headings_and_blank_rows(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    rows = sheets["镇街"]
    sheets["镇街"] = [*rows[:3], [], rows[0], *rows[3:]]
    facts = read_workbooks(policy, [book(sheets)])
    assert len(facts.levels["镇街"].keys) == 4
    assert codes(facts.notes) == ["W307"]


@pytest.mark.parametrize("label", ["合计", "合 计", "总计", "小计", "全市合计", "合计:"])
def test_a_total_is_verified(policy: Policy, book: Book, label: str) -> None:
    sheets = base_sheets()
    sheets["镇街"].append([label, None, None, 17000.25, 16600, None, None, None])
    assert codes(read_workbooks(policy, [book(sheets)]).notes) == ["W307"]
    sheets["镇街"][-1][3] = 17000.26
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W134"
    assert problem.place.cell == "D6"
    assert "17000.26" in problem.message()
    assert "17000.25" in problem.message()


def test_subtotals_by_group_and_a_grand_total_on_top(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    rows = sheets["镇街"]
    sheets["镇街"] = [
        rows[0],
        ["总计", None, None, 17000.25, 16600],
        rows[1],
        rows[2],
        ["云城区", "小计", None, 9300.25, 9000],
        rows[3],
        ["新兴县小计", None, None, 3800, 3900],
        rows[4],
        ["云安区", "小计", None, 3900, 3700],
    ]
    facts = read_workbooks(policy, [book(sheets)])
    assert len(facts.levels["镇街"].keys) == 4
    sheets["镇街"][4][3] = 9300
    (problem,) = refused(policy, book(sheets))
    assert (problem.code, problem.place.cell) == ("W134", "D5")


def test_the_float_sum_of_a_spreadsheet_is_no_disagreement(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    for row in sheets["镇街"][1:]:
        row[3] = 0.1
    sheets["镇街"].append(["合计", None, None, 0.1 + 0.1 + 0.1 + 0.1 + 1e-12, None])
    read_workbooks(policy, [book(sheets)])


def test_the_unit_must_be_known(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"][0][3] = "实际收入"
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W114"
    sheets["镇街"][0][3] = "实际收入(万美元)"
    assert codes(refused(policy, book(sheets))) == ["W114"]
    sheets["镇街"][0][3] = "实际收入(千元)"
    assert revenue(read_workbooks(policy, [book(sheets)])) == 5200 * 100_000


def test_two_units_for_the_sheet_are_a_question(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"][0][3] = "实际收入"
    sheets["镇街"] = [["单位:元"], ["单位:万元"], *sheets["镇街"]]
    assert codes(refused(policy, book(sheets))) == ["W115"]


def test_two_columns_for_one_input_are_a_question_that_a_sheet_answers(
    policy: Policy, book: Book
) -> None:
    sheets = base_sheets()
    for row, text in zip(sheets["镇街"], ("财政收入(万元)", 1, 2, 3, 4), strict=True):
        row.append(text)
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W112"
    assert "列对应" in problem.help()
    sheets["列对应"] = [["量", "表头"], ["实际收入", "财政收入(万元)"]]
    assert revenue(read_workbooks(policy, [book(sheets)])) == WAN
    sheets["列对应"] = [["量", "表头"], ["实际收入", "D"]]
    assert revenue(read_workbooks(policy, [book(sheets)])) == 5200 * WAN
    sheets["列对应"] = [["量", "表头"], ["实际收人", "D"]]
    assert "W117" in codes(refused(policy, book(sheets)))


def test_two_years_side_by_side_are_a_question(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"][0][3] = "2023年实际收入(万元)"
    for row, text in zip(sheets["镇街"], ("2022年实际收入(万元)", 1, 2, 3, 4), strict=True):
        row.append(text)
    assert codes(refused(policy, book(sheets))) == ["W112"]


def test_a_column_of_last_year_is_not_taken_for_this_year(policy: Policy, book: Book) -> None:
    def change(wb: Any) -> None:
        ws = wb["镇街"]
        ws.insert_rows(1)
        ws["D1"] = "上年"

    assert "W113" in codes(refused(policy, book(base_sheets(), change)))


def test_hidden_rows_columns_and_sheets_are_told(policy: Policy, book: Book) -> None:
    def change(wb: Any) -> None:
        wb["镇街"].row_dimensions[3].hidden = True
        wb["镇街"].column_dimensions["D"].hidden = True
        wb["超支事项"].sheet_state = "hidden"

    notes = read_workbooks(policy, [book(base_sheets(), change)]).notes
    assert codes(notes) == ["W204", "W204", "W204"]


def test_a_missing_column_is_named_with_the_nearest(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"][0][4] = "收入指标(万元)"
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W113"
    assert "收入指标" in problem.message()
    sheets = base_sheets()
    for row in sheets["镇街"]:
        del row[7]
    assert codes(read_workbooks(policy, [book(sheets)]).notes) == ["W203"]


def test_without_a_fitting_sheet_it_says_what_it_looks_for(policy: Policy, book: Book) -> None:
    sheets = {"Sheet1": [["甲", "乙"], [1, 2]]}
    found = refused(policy, book(sheets))
    assert set(codes(found)) == {"W110"}
    assert "镇街" in found[0].message()


def test_an_empty_table_is_refused(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    del sheets["镇街"][1:]
    del sheets["超支事项"][1:]
    assert codes(refused(policy, book(sheets))) == ["W135"]


def test_columns_and_sheets_that_are_not_used_are_named(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    for row in sheets["镇街"]:
        row.append("人口")
    sheets["说明"] = [["随便写写"]]
    notes = read_workbooks(policy, [book(sheets)]).notes
    assert codes(notes) == ["W306", "W308"]


def test_rows_prepared_for_more_towns_are_passed_over(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"] = [["序号", *sheets["镇街"][0]]] + [
        [number, *row] for number, row in enumerate(sheets["镇街"][1:], start=1)
    ]
    sheets["镇街"] += [[5], [6, None, None, None, 0, 0]]
    facts = read_workbooks(policy, [book(sheets)])
    assert len(facts.levels["镇街"].keys) == 4
    assert facts.notes == ()


@pytest.mark.parametrize(
    "text", ["单位:万元", "金额单位：人民币万元", "单位：万元、%", "万元", "(万元)"]
)
def test_ways_to_state_the_unit_of_a_sheet(policy: Policy, book: Book, text: str) -> None:
    sheets = base_sheets()
    rows = sheets["镇街"]
    rows[0] = [heading.replace("(万元)", "") for heading in rows[0]]
    sheets["镇街"] = [["收支表"], [None, None, None, text], *rows]
    assert revenue(read_workbooks(policy, [book(sheets)])) == 5200 * WAN


@pytest.mark.parametrize("label", ["平均", "全市平均", "其中:税收", "占比"])
def test_rows_that_are_no_sums_are_passed_over(policy: Policy, book: Book, label: str) -> None:
    sheets = base_sheets()
    sheets["镇街"].append([label, None, None, 1, 2])
    assert len(read_workbooks(policy, [book(sheets)]).levels["镇街"].keys) == 4


def test_a_total_by_the_name_of_the_whole_is_verified(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"].insert(1, ["全市", None, None, 17000.25, 16600])
    assert len(read_workbooks(policy, [book(sheets)]).levels["镇街"].keys) == 4
    sheets["镇街"][1][3] = 1
    assert codes(refused(policy, book(sheets))) == ["W134"]


def test_a_note_below_with_a_date_is_no_figure(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"].append([None, None, None, "财政局 2024年1月"])
    assert len(read_workbooks(policy, [book(sheets)]).levels["镇街"].keys) == 4


def test_the_sheets_name_may_state_the_unit(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    rows = sheets.pop("镇街")
    rows[0] = [heading.replace("(万元)", "") for heading in rows[0]]
    sheets["镇街(单位 万元)"] = rows
    assert revenue(read_workbooks(policy, [book(sheets)])) == 5200 * WAN
