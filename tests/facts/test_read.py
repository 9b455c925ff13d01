from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from facts.books import WAN, Book, base_sheets, codes, refused, revenue

from jiangzhi.diagnostic import CellPlace
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy


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


def test_names_with_blanks_and_rare_characters(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
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
    sheets = base_sheets()
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
    sheets = base_sheets()
    sheets["镇街"][1][column] = value
    found = refused(policy, book(sheets))
    assert found[0].code == code
    assert found[0].place.cell == f"{'ABCDEFGH'[column]}2"


def test_all_problems_are_reported_at_once(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
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

    found = refused(policy, book(base_sheets(), change))
    assert [(d.code, d.place.cell) for d in found] == [("W122", "D2"), ("W122", "E2")]


def test_blanks_are_missing_unless_the_policy_says(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"][1][3] = None
    sheets["镇街"][2][3] = "—"
    sheets["镇街"][1][7] = None
    facts = read_workbooks(policy, [book(sheets)])
    assert revenue(facts, 0) is None
    assert revenue(facts, 1) is None
    assert facts.levels["镇街"].columns["一票否决"].values[0] is False
    assert codes(facts.notes) == ["W303"]
    assert facts.levels["镇街"].columns["实际收入"].readings


def test_a_slip_of_the_unit_is_noted(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"][1][3] = 52_000_000
    notes = read_workbooks(policy, [book(sheets)]).notes
    assert codes(notes) == ["W201"]
    assert notes[0].place.cell == "D2"


def test_parameters_from_sheet_and_command_line(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
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


def test_a_merged_value_across_towns_is_refused(policy: Policy, book: Book) -> None:
    found = refused(policy, book(base_sheets(), lambda wb: wb["镇街"].merge_cells("D2:D3")))
    assert {d.place.cell for d in found} == {"D2", "D3"}


def test_prior_is_passed_on(policy: Policy, book: Book) -> None:
    prior = {"实际收入": {("云城区", "思劳镇"): Fraction(1)}}
    assert read_workbooks(policy, [book()], prior=prior).prior is prior
