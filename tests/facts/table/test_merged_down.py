from __future__ import annotations

from typing import Any

from facts.books import Book, codes, refused

from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy


def test_words_merged_down_hold_for_every_row(policy: Policy, book: Book, sheets: Any) -> None:
    sheets["镇街"][2][2] = None
    sheets["镇街"][2][7] = None

    def merge(workbook: Any) -> None:
        workbook["镇街"].merge_cells("C2:C3")
        workbook["镇街"].merge_cells("H2:H3")

    facts = read_workbooks(policy, [book(sheets, merge)])
    columns = facts.levels["镇街"].columns
    assert columns["类别"].values[1] == "优先发展"
    assert columns["类别"].raw[1] == "优先发展"
    assert columns["一票否决"].values[1] is False
    assert codes(facts.notes) == ["W331", "W331"]


def test_an_amount_merged_down_is_whose(policy: Policy, book: Book, sheets: Any) -> None:
    sheets["镇街"][2][3] = None

    def merge(workbook: Any) -> None:
        workbook["镇街"].merge_cells("D2:D3")

    assert codes(refused(policy, book(sheets, merge))) == ["W122", "W122"]


def test_a_county_merged_down_is_noted(policy: Policy, book: Book, sheets: Any) -> None:
    sheets["镇街"][2][0] = None
    facts = read_workbooks(policy, [book(sheets, lambda b: b["镇街"].merge_cells("A2:A3"))])
    assert facts.levels["镇街"].keys[1] == ("云城区", "腰古镇")
    assert codes(facts.notes) == ["W305"]
