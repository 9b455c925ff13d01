from __future__ import annotations

from typing import Any

import pytest
from facts.books import Book, base_sheets, codes, refused
from facts.table.test_labels import KINDS

from jiangzhi.diagnostic import CellPlace
from jiangzhi.facts.model import Facts
from jiangzhi.facts.read import read_workbooks
from jiangzhi.facts.table.labels import Label
from jiangzhi.policy.model import Policy

#: Rows of plain numbers beside the one looked at: few, and enough for the quick way.
SIZES = [3, 2500]


def table(size: int) -> dict[str, list[list[Any]]]:
    sheets = base_sheets()
    sheets["超支事项"] = sheets["超支事项"][:1]
    head = sheets["镇街"][0]
    rows = [
        ["云城区", f"镇{n}", "优先发展", 100.25 + n * n % 97, 90.5 + n * 7 % 89, 80.5, 0.01, "否"]
        for n in range(size)
    ]
    sheets["镇街"] = [head, *rows]
    return sheets


def read(policy: Policy, book: Book, sheets: Any) -> Facts:
    return read_workbooks(policy, [book(sheets)])


def cells_of(facts: Facts, code: str) -> list[str]:
    return [d.place.cell for d in facts.notes if d.code == code and isinstance(d.place, CellPlace)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("column", [0, 1])
def test_rows_with_figures_that_are_no_towns_are_left_out_of_small_and_large_tables(
    policy: Policy, book: Book, size: int, column: int
) -> None:
    sheets = table(size)
    for label in (*KINDS[Label.STATISTIC], "制表人:张三", "其中:税收收入"):
        row: list[Any] = [None] * 8
        row[column], row[3], row[4] = label, 12.5, 13.5
        sheets["镇街"].append(row)
    facts = read(policy, book, sheets)
    assert len(facts.levels["镇街"].keys) == size


@pytest.mark.parametrize("size", SIZES)
def test_totals_under_every_name_are_verified_in_small_and_large_tables(
    policy: Policy, book: Book, size: int
) -> None:
    sheets = table(size)
    rows = sheets["镇街"][1:]
    sums = [sum(int(row[c] * 100) for row in rows) / 100 for c in (3, 4)]
    for label in KINDS[Label.TOTAL]:
        sheets["镇街"] = [
            sheets["镇街"][0],
            *rows,
            ["云城区", label, None, *sums, None, None, None],
        ]
        facts = read(policy, book, sheets)
        assert len(facts.levels["镇街"].keys) == size
        sheets["镇街"][-1][3] = sums[0] + 1000
        assert codes(refused(policy, book(sheets))) == ["W134"], label


@pytest.mark.parametrize("size", SIZES)
def test_towns_whose_names_hold_such_a_word_stay_towns(
    policy: Policy, book: Book, size: int
) -> None:
    sheets = table(size)
    names = ("合计镇", "小计乡", "全福镇", "备注乡", "占陇镇", "人和镇", "说明镇", "总管街道")
    for name in names:
        sheets["镇街"].append(["云城区", name, "优先发展", 7.25, 8.25, 80.5, 0.01, "否"])
    facts = read(policy, book, sheets)
    assert len(facts.levels["镇街"].keys) == size + len(names)


@pytest.mark.parametrize("size", SIZES)
def test_notes_below_a_table_are_no_towns(policy: Policy, book: Book, size: int) -> None:
    sheets = table(size)
    for column in (0, 1):
        for label in (*KINDS[Label.NOTE], *KINDS[Label.SIGNED]):
            sheets["镇街"].append([*[None] * column, label])
    facts = read(policy, book, sheets)
    assert len(facts.levels["镇街"].keys) == size


def test_a_part_is_never_dropped_as_a_total(policy: Policy, book: Book) -> None:
    sheets = table(3)
    part = ["云城区", "其中:西山乡", "优先发展", 7.25, 8.25, 80.5, 0.01, "否"]
    sheets["镇街"].append(part)
    (problem,) = refused(policy, book(sheets))
    assert (problem.code, problem.place.cell) == ("W142", "B5")
    # Right behind the total it is the first of the towns.
    rows = sheets["镇街"][1:4]
    total = ["云城区", "合计", None, *(round(sum(r[c] for r in [part, *rows]), 2) for c in (3, 4))]
    sheets["镇街"] = [sheets["镇街"][0], total, part, *rows]
    facts = read(policy, book, sheets)
    assert facts.levels["镇街"].keys[0] == ("云城区", "西山乡")


def test_a_section_named_with_its_level_is_no_note(policy: Policy, book: Book) -> None:
    sheets = base_sheets()
    rows = [row[1:] for row in sheets["镇街"]]
    sheets["镇街"] = [
        rows[0], ["县区:云城区"], *rows[1:3], ["县区", "新兴县"], rows[3], ["云安区:"], rows[4],
    ]  # fmt: skip
    facts = read(policy, book, sheets)
    assert list(facts.levels["镇街"].keys)[2:] == [("新兴县", "太平镇"), ("云安区", "太平镇")]
