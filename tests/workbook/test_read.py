from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Alignment

from jiangzhi.diagnostic import CellPlace, Refused
from jiangzhi.policy.model import Policy
from jiangzhi.workbook.model import Facts
from jiangzhi.workbook.read import read_workbooks

Book = Callable[..., Path]
Sheets = dict[str, list[list[Any]]]
WAN = 1_000_000


def codes(diagnostics: Any) -> list[str]:
    return [d.code for d in diagnostics]


def told(diagnostics: Any) -> str:
    return "\n".join(f"{d.code} {d.place} {d.message()} | {d.help()}" for d in diagnostics)


def refused(policy: Policy, *paths: Path, **more: Any) -> list[Any]:
    with pytest.raises(Refused) as caught:
        read_workbooks(policy, paths, **more)
    found = [d for d in caught.value.diagnostics if d.severity.value == "error"]
    for diagnostic in caught.value.diagnostics:
        assert "{" not in diagnostic.message("zh") + diagnostic.message("en")
        diagnostic.help("zh")
        diagnostic.help("en")
    return found


def revenue(facts: Facts, row: int = 0) -> Any:
    return facts.levels["镇街"].columns["实际收入"].values[row]


def test_a_clean_book_is_read_without_a_note(policy: Policy, book: Book) -> None:
    path = book()
    facts = read_workbooks(policy, [path])
    assert facts.notes == ()
    towns = facts.levels["镇街"]
    assert list(towns.keys) == [
        ("云城区", "思劳镇"), ("云城区", "腰古镇"), ("新兴县", "太平镇"), ("云安区", "太平镇"),
    ]  # fmt: skip
    assert list(facts.levels["县区"].keys) == [("云城区",), ("新兴县",), ("云安区",)]
    assert list(towns.parents) == [0, 0, 1, 2]
    assert revenue(facts, 1) == 4100_25 * 10_000
    assert towns.place("实际收入", 1) == CellPlace(str(path), "镇街", "D3")
    assert towns.columns["实际收入"].raw[1] == "4100.25"
    details = facts.levels["超支事项"]
    assert list(details.parents) == [0, 2, 1, 3]
    assert facts.levels["全市"].columns["奖励资金池"].values == [800 * WAN]
    assert facts.levels["全市"].place("奖励资金池", 0) == CellPlace(str(path), "参数", "B2")
    assert len(facts.files[str(path)]) == 64


def base() -> Sheets:
    from copy import deepcopy

    return deepcopy(BASE)


@pytest.fixture(autouse=True)
def _base(sheets: Sheets) -> None:
    BASE.clear()
    BASE.update(sheets)


BASE: Sheets = {}


def test_title_unit_notes_and_signatures_stand_around_the_table(policy: Policy, book: Book) -> None:
    sheets = base()
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

    sheets = base()
    sheets["镇街"] = sheets["镇街"][1:]
    facts = read_workbooks(policy, [book(sheets, change)])
    assert revenue(facts) == 5200 * WAN
    assert facts.levels["镇街"].columns["收入目标"].values[0] == 5000 * WAN


def test_a_row_of_units_and_a_row_of_column_numbers(policy: Policy, book: Book) -> None:
    sheets = base()
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
    sheets = base()
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
    sheets = base()
    rows = sheets["镇街"]
    sheets["镇街"] = [*rows[:3], [], rows[0], *rows[3:]]
    facts = read_workbooks(policy, [book(sheets)])
    assert len(facts.levels["镇街"].keys) == 4
    assert codes(facts.notes) == ["W307"]


@pytest.mark.parametrize("label", ["合计", "合 计", "总计", "小计", "全市合计", "合计:"])
def test_a_total_is_verified(policy: Policy, book: Book, label: str) -> None:
    sheets = base()
    sheets["镇街"].append([label, None, None, 17000.25, 16600, None, None, None])
    assert codes(read_workbooks(policy, [book(sheets)]).notes) == ["W307"]
    sheets["镇街"][-1][3] = 17000.26
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W134"
    assert problem.place.cell == "D6"
    assert "17000.26" in problem.message()
    assert "17000.25" in problem.message()


def test_subtotals_by_group_and_a_grand_total_on_top(policy: Policy, book: Book) -> None:
    sheets = base()
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
    sheets = base()
    for row in sheets["镇街"][1:]:
        row[3] = 0.1
    sheets["镇街"].append(["合计", None, None, 0.1 + 0.1 + 0.1 + 0.1 + 1e-12, None])
    read_workbooks(policy, [book(sheets)])


def test_the_unit_must_be_known(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"][0][3] = "实际收入"
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W114"
    sheets["镇街"][0][3] = "实际收入(万美元)"
    assert codes(refused(policy, book(sheets))) == ["W114"]
    sheets["镇街"][0][3] = "实际收入(千元)"
    assert revenue(read_workbooks(policy, [book(sheets)])) == 5200 * 100_000


def test_two_units_for_the_sheet_are_a_question(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"][0][3] = "实际收入"
    sheets["镇街"] = [["单位:元"], ["单位:万元"], *sheets["镇街"]]
    assert codes(refused(policy, book(sheets))) == ["W115"]


def test_two_columns_for_one_input_are_a_question_that_列对应_answers(
    policy: Policy, book: Book
) -> None:
    sheets = base()
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
    sheets = base()
    sheets["镇街"][0][3] = "2023年实际收入(万元)"
    for row, text in zip(sheets["镇街"], ("2022年实际收入(万元)", 1, 2, 3, 4), strict=True):
        row.append(text)
    assert codes(refused(policy, book(sheets))) == ["W112"]


def test_a_column_of_last_year_is_not_taken_for_this_year(policy: Policy, book: Book) -> None:
    def change(wb: Any) -> None:
        ws = wb["镇街"]
        ws.insert_rows(1)
        ws["D1"] = "上年"

    assert "W113" in codes(refused(policy, book(base(), change)))


def test_two_sheets_for_one_level_are_a_question_that_sheet_answers(
    policy: Policy, book: Book
) -> None:
    sheets = base()
    sheets["镇街(旧)"] = [list(row) for row in sheets["镇街"]]
    sheets["镇街(旧)"][1][3] = 1
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W111"
    assert "--sheet 镇街=" in problem.help()
    facts = read_workbooks(policy, [book(sheets)], sheets={"镇街": "镇街(旧)"})
    assert revenue(facts) == WAN
    assert "W116" in codes(refused(policy, book(sheets), sheets={"镇街": "没有"}))
    assert "W116" in codes(refused(policy, book(sheets), sheets={"没有": "镇街"}))


def test_a_county_by_sheet_or_by_file(policy: Policy, book: Book) -> None:
    sheets = base()
    rows = sheets.pop("镇街")
    for name, part in (("云城区", rows[1:3]), ("新兴县", rows[3:4]), ("云安区", rows[4:])):
        sheets[name] = [rows[0][1:], *(row[1:] for row in part)]
    facts = read_workbooks(policy, [book(sheets)])
    assert ("新兴县", "太平镇") in facts.levels["镇街"].keys
    assert set(codes(facts.notes)) == {"W304"}
    paths = [book({k: sheets[k] for k in ("超支事项", "参数")}, name="其他.xlsx")]
    for name in ("云城区", "新兴县", "云安区"):
        paths.append(book({"Sheet1": sheets[name]}, name=f"2023年{name}数据.xlsx"))
    facts = read_workbooks(policy, paths)
    assert ("新兴县", "太平镇") in facts.levels["镇街"].keys
    place = facts.levels["镇街"].place("实际收入", 2)
    assert place is not None
    assert place.file.endswith("2023年新兴县数据.xlsx")


def test_a_county_in_merged_or_blank_cells(policy: Policy, book: Book) -> None:
    def merge(wb: Any) -> None:
        ws = wb["镇街"]
        ws["A3"] = None
        ws.merge_cells("A2:A3")
        ws["A2"].alignment = Alignment(vertical="center")

    facts = read_workbooks(policy, [book(base(), merge)])
    assert facts.levels["镇街"].keys[1] == ("云城区", "腰古镇")
    assert facts.notes == ()
    sheets = base()
    sheets["镇街"][2][0] = None
    facts = read_workbooks(policy, [book(sheets)])
    assert facts.levels["镇街"].keys[1] == ("云城区", "腰古镇")
    assert codes(facts.notes) == ["W305"]


def test_a_county_as_section_above_its_towns(policy: Policy, book: Book) -> None:
    sheets = base()
    rows = [row[1:] for row in sheets["镇街"]]
    sheets["镇街"] = [
        rows[0], ["一、云城区"], *rows[1:3], ["二、新兴县"], rows[3], ["三、云安区"], rows[4],
    ]  # fmt: skip
    facts = read_workbooks(policy, [book(sheets)])
    assert list(facts.levels["镇街"].keys)[2] == ("新兴县", "太平镇")


def test_a_county_named_above_the_table(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"] = [["县区:云城区"], *(row[1:] for row in sheets["镇街"][:3])]
    sheets["超支事项"] = sheets["超支事项"][:2]
    facts = read_workbooks(policy, [book(sheets)])
    assert facts.levels["镇街"].keys[0] == ("云城区", "思劳镇")


def test_without_a_county_anywhere_it_is_asked_for(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"] = [row[1:] for row in sheets["镇街"]]
    problem = refused(policy, book(sheets))[0]
    assert problem.code == "W113"
    assert "县区" in problem.message()


def test_a_detail_names_its_town_alone_where_that_is_enough(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["超支事项"] = [row[1:] for row in sheets["超支事项"] if row[1] != "太平镇"]
    facts = read_workbooks(policy, [book(sheets)])
    assert list(facts.levels["超支事项"].keys)[0] == ("云城区", "思劳镇")
    sheets["超支事项"].append(["太平镇", "民生刚性", 5, "2023-01-01"])
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W133"
    assert "新兴县/太平镇" in problem.message()


def test_a_detail_of_an_unknown_town_is_named(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["超支事项"][1][1] = "思芳镇"
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W132"
    assert "思劳镇" in problem.message()


def test_towns_without_details_are_named(policy: Policy, book: Book) -> None:
    sheets = base()
    del sheets["超支事项"][1]
    notes = read_workbooks(policy, [book(sheets)]).notes
    assert codes(notes) == ["W309"]
    assert "思劳镇" in notes[0].message()


def test_columns_of_one_level_in_two_sheets_are_joined(policy: Policy, book: Book) -> None:
    sheets = base()
    rows = sheets["镇街"]
    sheets["收入"] = [row[:5] for row in rows]
    sheets["考核"] = [row[:2] + row[5:] for row in reversed(rows[1:])]
    sheets["考核"].insert(0, rows[0][:2] + rows[0][5:])
    del sheets["镇街"]
    path = book(sheets)
    facts = read_workbooks(policy, [path])
    towns = facts.levels["镇街"]
    assert towns.columns["绩效得分"].values[0] == Fraction(885, 10)
    assert towns.place("绩效得分", 0) == CellPlace(str(path), "考核", "C5")
    del sheets["考核"][1]
    notes = read_workbooks(policy, [book(sheets)]).notes
    assert codes(notes) == ["W202"]
    assert "云安区/太平镇" in notes[0].message()


def test_a_town_twice_is_refused_with_both_cells(policy: Policy, book: Book) -> None:
    sheets = base()
    again = list(sheets["镇街"][1])
    again[1] = "思 劳镇"
    sheets["镇街"].append(again)
    (problem,) = refused(policy, book(sheets))
    assert (problem.code, problem.place.cell) == ("W130", "B6")
    assert problem.because[0].place.cell == "B2"


def test_names_with_blanks_and_rare_characters(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"][1][1] = "榃 滨镇"
    sheets["超支事项"][1][1] = "榃滨镇"
    sheets["镇街"][2][1] = "𠮷腰镇"
    sheets["超支事项"][3][1] = "𠮷腰镇"
    facts = read_workbooks(policy, [book(sheets)])
    assert facts.levels["镇街"].keys[0] == ("云城区", "榃滨镇")
    assert facts.levels["镇街"].keys[1] == ("云城区", "𠮷腰镇")
    assert codes(facts.notes) == ["W301"]
    assert facts.notes[0].place == CellPlace(next(iter(facts.files)), "镇街", "B2")


def test_figures_without_a_name_are_refused(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"][2][1] = None
    assert codes(refused(policy, book(sheets)))[0] == "W131"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (2, "优先发展区", "W124"), (3, "约500", "W122"), (3, -5, "W123"), (5, 101, "W123"),
        (6, 8, "W122"), (7, "可能", "W122"), (3, "#REF!", "W120"), (3, "=D3*2", "W121"),
        (2, "=C3", "W121"), (1, "=B3", "W121"), (3, "#DIV/0!", "W120"), (1, "#N/A", "W120"),
        (3, True, "W122"),
    ],
)  # fmt: skip
def test_bad_cells_are_refused_at_their_address(
    policy: Policy, book: Book, column: int, value: Any, code: str
) -> None:
    sheets = base()
    sheets["镇街"][1][column] = value
    found = refused(policy, book(sheets))
    assert found[0].code == code
    assert found[0].place.cell == f"{'ABCDEFGH'[column]}2"


def test_all_problems_are_reported_at_once(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"][1][3] = "约500"
    sheets["镇街"][2][2] = "优先"
    sheets["镇街"][3][5] = 500
    sheets["超支事项"][1][2] = "别的"
    sheets["参数"][1][1] = "很多"
    assert sorted(codes(refused(policy, book(sheets)))) == ["W122", "W122", "W123", "W124", "W124"]


def test_a_date_in_a_money_column_and_a_percent(policy: Policy, book: Book) -> None:
    def change(wb: Any) -> None:
        wb["镇街"]["D2"].number_format = "yyyy-mm-dd"
        wb["镇街"]["E2"].number_format = "0%"
        wb["镇街"]["G2"].number_format = "0.0%"

    found = refused(policy, book(base(), change))
    assert [(d.code, d.place.cell) for d in found] == [("W122", "D2"), ("W122", "E2")]


def test_hidden_rows_columns_and_sheets_are_told(policy: Policy, book: Book) -> None:
    def change(wb: Any) -> None:
        wb["镇街"].row_dimensions[3].hidden = True
        wb["镇街"].column_dimensions["D"].hidden = True
        wb["超支事项"].sheet_state = "hidden"

    notes = read_workbooks(policy, [book(base(), change)]).notes
    assert codes(notes) == ["W204", "W204", "W204"]


def test_blanks_are_missing_unless_the_policy_says(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"][1][3] = None
    sheets["镇街"][2][3] = "—"
    sheets["镇街"][1][7] = None
    facts = read_workbooks(policy, [book(sheets)])
    assert revenue(facts, 0) is None
    assert revenue(facts, 1) is None
    assert facts.levels["镇街"].columns["一票否决"].values[0] is False
    assert codes(facts.notes) == ["W303"]
    assert facts.levels["镇街"].columns["实际收入"].readings


def test_a_missing_column_is_named_with_the_nearest(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"][0][4] = "收入指标(万元)"
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W113"
    assert "收入指标" in problem.message()
    sheets = base()
    for row in sheets["镇街"]:
        del row[7]
    assert codes(read_workbooks(policy, [book(sheets)]).notes) == ["W203"]


def test_without_a_fitting_sheet_it_says_what_it_looks_for(policy: Policy, book: Book) -> None:
    sheets = {"Sheet1": [["甲", "乙"], [1, 2]]}
    found = refused(policy, book(sheets))
    assert set(codes(found)) == {"W110"}
    assert "镇街" in found[0].message()


def test_a_slip_of_the_unit_is_noted(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["镇街"][1][3] = 52_000_000
    notes = read_workbooks(policy, [book(sheets)]).notes
    assert codes(notes) == ["W201"]
    assert notes[0].place.cell == "D2"


def test_parameters_from_sheet_and_command_line(policy: Policy, book: Book) -> None:
    sheets = base()
    sheets["参数"].append(["起奖分", 70])
    path = book(sheets)
    facts = read_workbooks(policy, [path], given={"奖励资金池": "900万元"})
    assert facts.given["起奖分"].value == 70
    assert facts.given["起奖分"].place == CellPlace(str(path), "参数", "B3")
    assert facts.levels["全市"].columns["奖励资金池"].values == [900 * WAN]
    sheets["参数"].append(["起奖芬", 70])
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W140"
    assert "起奖分" in problem.message()
    sheets["参数"][-1] = ["起奖分", 70]
    assert codes(refused(policy, book(sheets))) == ["W141"]
    assert codes(refused(policy, book(), given={"奖励资金池": "900"})) == ["W114"]
    assert codes(refused(policy, book(), given={"没有": "900"})) == ["W140"]


def test_an_empty_table_is_refused(policy: Policy, book: Book) -> None:
    sheets = base()
    del sheets["镇街"][1:]
    del sheets["超支事项"][1:]
    assert codes(refused(policy, book(sheets))) == ["W135"]


def test_a_merged_value_across_towns_is_refused(policy: Policy, book: Book) -> None:
    found = refused(policy, book(base(), lambda wb: wb["镇街"].merge_cells("D2:D3")))
    assert {d.place.cell for d in found} == {"D2", "D3"}


def test_columns_and_sheets_that_are_not_used_are_named(policy: Policy, book: Book) -> None:
    sheets = base()
    for row in sheets["镇街"]:
        row.append("人口")
    sheets["说明"] = [["随便写写"]]
    notes = read_workbooks(policy, [book(sheets)]).notes
    assert codes(notes) == ["W306", "W308"]


def test_prior_is_passed_on(policy: Policy, book: Book) -> None:
    prior = {"实际收入": {("云城区", "思劳镇"): Fraction(1)}}
    assert read_workbooks(policy, [book()], prior=prior).prior is prior


def test_several_sheets_may_be_asked_for_at_once(policy: Policy, book: Book) -> None:
    sheets = base()
    rows = sheets.pop("镇街")
    sheets["甲"], sheets["乙"] = rows[:3], [rows[0], *rows[3:]]
    sheets["旧"] = [list(row) for row in rows]
    path = book(sheets)
    assert codes(refused(policy, path)) == ["W111"]
    facts = read_workbooks(policy, [path], sheets={"镇街": "甲、乙"})
    assert len(facts.levels["镇街"].keys) == 4
    facts = read_workbooks(policy, [path], sheets={"镇街": f"{path.name}!旧"})
    assert len(facts.levels["镇街"].keys) == 4


def test_one_input_may_come_from_another_book(policy: Policy, book: Book) -> None:
    old = base()
    for row in old["镇街"][1:]:
        row[3] += 1
    old = {"旧": old["镇街"], "列对应": [["量", "表头"], ["收入目标", "实际收入"]]}
    new = base()
    for row in new["镇街"]:
        del row[4]
    facts = read_workbooks(
        policy,
        [book(new), book(old, name="2022.xlsx")],
        sheets={"收入目标": "2022.xlsx!旧"},
    )
    assert facts.levels["镇街"].columns["收入目标"].values[0] == 5201 * WAN
    assert revenue(facts) == 5200 * WAN
