from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from facts.books import WAN, Book, base_sheets, codes, refused, revenue
from openpyxl.styles import Alignment

from jiangzhi.diagnostic import CellPlace
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy


def test_two_sheets_for_one_level_are_a_question_that_sheet_answers(
    policy: Policy, book: Book
) -> None:
    sheets = base_sheets()
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
    sheets = base_sheets()
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

    facts = read_workbooks(policy, [book(base_sheets(), merge)])
    assert facts.levels["镇街"].keys[1] == ("云城区", "腰古镇")
    assert codes(facts.notes) == ["W305"]
    sheets = base_sheets()
    sheets["镇街"][2][0] = None
    facts = read_workbooks(policy, [book(sheets)])
    assert facts.levels["镇街"].keys[1] == ("云城区", "腰古镇")
    assert codes(facts.notes) == ["W305"]


def test_a_county_as_section_above_its_towns(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    rows = [row[1:] for row in sheets["镇街"]]
    sheets["镇街"] = [
        rows[0], ["一、云城区"], *rows[1:3], ["二、新兴县"], rows[3], ["三、云安区"], rows[4],
    ]  # fmt: skip
    facts = read_workbooks(policy, [book(sheets)])
    assert list(facts.levels["镇街"].keys)[2] == ("新兴县", "太平镇")


def test_a_county_named_above_the_table(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"] = [["县区:云城区"], *(row[1:] for row in sheets["镇街"][:3])]
    sheets["超支事项"] = sheets["超支事项"][:2]
    facts = read_workbooks(policy, [book(sheets)])
    assert facts.levels["镇街"].keys[0] == ("云城区", "思劳镇")


def test_without_a_county_anywhere_it_is_asked_for(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"] = [row[1:] for row in sheets["镇街"]]
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W113"
    assert "县区" in problem.message()


def test_a_detail_names_its_town_alone_where_that_is_enough(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["超支事项"] = [row[1:] for row in sheets["超支事项"] if row[1] != "太平镇"]
    facts = read_workbooks(policy, [book(sheets)])
    assert facts.levels["超支事项"].keys[0] == ("云城区", "思劳镇")
    sheets["超支事项"].append(["太平镇", "民生刚性", 5, "2023-01-01"])
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W133"
    assert "新兴县/太平镇" in problem.message()


def test_a_detail_of_an_unknown_town_is_named(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["超支事项"][1][1] = "思芳镇"
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W132"
    assert "思劳镇" in problem.message()


def test_towns_without_details_are_named(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    del sheets["超支事项"][1]
    notes = read_workbooks(policy, [book(sheets)]).notes
    assert codes(notes) == ["W309"]
    assert "思劳镇" in notes[0].message()


def test_columns_of_one_level_in_two_sheets_are_joined(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
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
    sheets = base_sheets()
    again = list(sheets["镇街"][1])
    again[1] = "思 劳镇"
    sheets["镇街"].append(again)
    (problem,) = refused(policy, book(sheets))
    assert (problem.code, problem.place.cell) == ("W130", "B6")
    assert problem.because[0].place.cell == "B2"


def test_several_sheets_may_be_asked_for_at_once(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
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
    old = base_sheets()
    for row in old["镇街"][1:]:
        row[3] += 1
    old = {"旧": old["镇街"], "列对应": [["量", "表头"], ["收入目标", "实际收入"]]}
    new = base_sheets()
    for row in new["镇街"]:
        del row[4]
    facts = read_workbooks(
        policy,
        [book(new), book(old, name="2022.xlsx")],
        sheets={"收入目标": "2022.xlsx!旧"},
    )
    assert facts.levels["镇街"].columns["收入目标"].values[0] == 5201 * WAN
    assert revenue(facts) == 5200 * WAN


def test_a_city_in_the_files_name_is_no_county(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"] = [row[1:] for row in sheets["镇街"][:3]]
    path = book(sheets, name="云浮市2023年.xlsx")
    assert "W113" in codes(refused(replace(policy, title="云浮市办法"), path))


def test_a_detail_row_without_names_or_amount_is_kept(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["超支事项"].insert(2, [None, None, "民生刚性", None, "2023-05-01"])
    details = read_workbooks(policy, [book(sheets)]).levels["超支事项"]
    assert details.keys[1] == ("云城区", "思劳镇")
    assert details.columns["超支金额"].values[1] is None
