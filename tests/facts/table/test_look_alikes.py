from __future__ import annotations

import pytest
from facts.books import Book, base_sheets, codes, refused
from facts.table.test_rows import cells_of, read, table

from jiangzhi.policy.model import Policy

SIZES = [2, 2500]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "written",
    [
        "⼤湾镇", "大湾镇\U000e0100", "大\ufe00湾镇", "大湾镇①", "①大湾镇", "大湾镇*", "*大湾镇",
        "大湾镇¹", "大湾镇(注1)",
        "大\u200b湾镇", "\u202e大湾镇", "大湾镇\u2069", "大 湾镇", "1.大湾镇", "大湾镇[1]",
        "❶大湾镇", "⒈大湾镇",
        "大湾镇\u3164",
    ],
)  # fmt: skip
def test_a_name_that_looks_the_same_is_the_same(
    policy: Policy, book: Book, size: int, written: str
) -> None:
    sheets = table(size)
    row = ["云城区", written, "优先发展", 7.25, 8.25, 80.5, 0.01, "否"]
    sheets["镇街"].append(row)
    facts = read(policy, book, sheets)
    assert facts.levels["镇街"].keys[-1] == ("云城区", "大湾镇")
    assert cells_of(facts, "W301") == [f"B{size + 2}"]
    sheets["镇街"].append([row[0], "大湾镇", *row[2:]])
    (problem,) = refused(policy, book(sheets))
    assert problem.code == "W130"


@pytest.mark.parametrize(
    ("alike", "code"),
    [("⻰湖镇", "U+2EF0"), ("龙\ufe00湖镇", "U+FE00"), ("龙\u2066湖镇", "U+2066")],
)
def test_the_code_points_of_names_alike_are_shown(
    policy: Policy, book: Book, alike: str, code: str
) -> None:
    sheets = table(2)
    for name in ("龙湖镇", alike):
        sheets["镇街"].append(["云城区", name, "优先发展", 7.25, 8.25, 80.5, 0.01, "否"])
    (problem,) = refused(policy, book(sheets))
    assert code in problem.message()
    assert code in problem.message("en")


def test_other_middle_dots_join_across_sheets(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    sheets["镇街"][1][1] = "巴彦·查干"
    sheets["超支事项"][1][1] = "巴彦•查干"
    facts = read(policy, book, sheets)
    assert ("云城区", "巴彦·查干") in facts.levels["镇街"].keys


@pytest.mark.parametrize("size", SIZES)
def test_a_lost_character_is_refused_and_a_private_one_warned_of(
    policy: Policy, book: Book, size: int
) -> None:
    sheets = table(size)
    sheets["镇街"][1][1] = "大\ue5e5镇"
    assert cells_of(read(policy, book, sheets), "W209") == ["B2"]
    sheets["镇街"][1][1] = "大\ufffd镇"
    assert codes(refused(policy, book(sheets))) == ["W143"]


@pytest.mark.parametrize("name", ["㙍镇", "𬒗镇", "磜镇", "大湾镇(本级)", "一镇", "〇镇", "马·镇"])
def test_rare_characters_stay_what_they_are(policy: Policy, book: Book, name: str) -> None:
    sheets = table(2)
    sheets["镇街"][1][1] = name
    facts = read(policy, book, sheets)
    assert facts.levels["镇街"].keys[0] == ("云城区", name)
    assert facts.notes == () or codes(facts.notes) == ["W309"]
