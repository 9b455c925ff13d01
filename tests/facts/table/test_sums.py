from __future__ import annotations

import random
from typing import Any

import pytest
from facts.books import Book, base_sheets
from facts.table.test_rows import cells_of, read

from jiangzhi.policy.model import Policy


def table(rows: list[tuple[str, float, float]], county: str = "云城区") -> dict[str, Any]:
    sheets = base_sheets()
    sheets["超支事项"] = sheets["超支事项"][:1]
    sheets["镇街"] = [sheets["镇街"][0]] + [
        [county, name, "优先发展", actual, target, 80, 0.01, "否"] for name, actual, target in rows
    ]
    return sheets


TOWNS = [("城关镇", 110.0, 100.0), ("东河镇", 120.0, 100.0), ("西山乡", 130.0, 100.0)]


@pytest.mark.parametrize("name", ["青云县", "云城区", "北部片区", "青云", "总部"])
@pytest.mark.parametrize("first", [True, False])
def test_the_sum_of_all_others_is_told_whatever_its_name(
    policy: Policy, book: Book, name: str, first: bool
) -> None:
    total = (name, 360.0, 300.0)
    facts = read(policy, book, table([total, *TOWNS] if first else [*TOWNS, total]))
    assert cells_of(facts, "W207") == ["B2" if first else "B5"]


def test_groups_and_their_total_are_told_one_by_one(policy: Policy, book: Book) -> None:
    rows = [
        ("青云县", 410.0, 360.0), ("北部片区", 230.0, 200.0), *TOWNS[:2],
        ("南片", 180.0, 160.0), TOWNS[2], ("南塘镇", 50.0, 60.0),
    ]  # fmt: skip
    facts = read(policy, book, table(rows))
    assert cells_of(facts, "W207") == ["B2", "B3", "B6"]


def test_a_group_that_adds_nothing_up_is_told_too(policy: Policy, book: Book) -> None:
    facts = read(policy, book, table([*TOWNS, ("北部片区", 7.0, 9.0)]))
    assert cells_of(facts, "W208") == ["B5"]


def test_the_sum_of_a_county_is_told(policy: Policy, book: Book) -> None:
    sheets = table(TOWNS)
    more = table([("南塘镇", 55.0, 61.0), ("北圩镇", 44.0, 39.0), ("新兴", 99.0, 100.0)], "新兴县")
    sheets["镇街"] += more["镇街"][1:]
    assert cells_of(read(policy, book, sheets), "W207") == ["B7"]


def test_a_sum_among_thousands_is_told_and_no_other_row(policy: Policy, book: Book) -> None:
    draw = random.Random(5)
    rows = [
        (f"镇{n}", draw.randrange(10**5, 10**7) / 100, draw.randrange(10**5, 10**7) / 100)
        for n in range(3000)
    ]
    facts = read(policy, book, table(rows))
    assert cells_of(facts, "W207") == []
    part = rows[1200:1250]
    total = tuple(round(sum(row[c] for row in part), 2) for c in (1, 2))
    rows.insert(1250, ("中部", total[0], total[1]))
    facts = read(policy, book, table(rows))
    assert cells_of(facts, "W207") == ["B1252"]


@pytest.mark.parametrize("seed", range(5))
def test_ordinary_tables_are_left_alone(policy: Policy, book: Book, seed: int) -> None:
    draw = random.Random(seed)
    rows = [
        (f"镇{n}", float(draw.randrange(300, 9000)), float(draw.randrange(300, 9000)))
        for n in range(draw.randrange(2, 60))
    ]
    facts = read(policy, book, table(rows))
    assert cells_of(facts, "W207") == cells_of(facts, "W208") == []
