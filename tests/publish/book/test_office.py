"""LibreOffice, recomputing every formula, comes to the engine's figures.

A family's data sets stand side by side, a county each: no formula of these families looks
beyond its county, so one book is as many data sets as it has counties.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from publish.book.data_sets import (
    FAMILIES,
    family,
    family_side_by_side,
    generated_facts,
    is_adversarial,
)
from publish.book.judges import differences
from publish.book.poison import poisoned

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.plan.load import load_policy
from jiangzhi.publish.book.build import build

DATA_SETS = 200
WITH_GAPS = 40
CODES = sorted(path.stem for path in FAMILIES.glob("*.md"))
Books = Callable[..., Path]
Office = Callable[[list[Path]], list[Path]]

pytestmark = [pytest.mark.office, pytest.mark.slow]


def assert_same(books: list[Path], office: Office) -> None:
    for book, other in zip(books, office(books), strict=True):
        assert list(differences(book, other))[:5] == [], book.name


@pytest.mark.parametrize("code", [code for code in CODES if code != "whole"])
def test_counties_side_by_side(code: str, book_of: Books, office: Office) -> None:
    seeds = range(DATA_SETS)
    batches = {
        "plain": (family_side_by_side(code, [s for s in seeds if not is_adversarial(s)])),
        "adversarial": (family_side_by_side(code, [s for s in seeds if is_adversarial(s)])),
        "gaps": (family_side_by_side(code, range(1000, 1000 + WITH_GAPS), missing=0.03)),
    }
    assert all(
        len(o.facts.levels["县区"].keys) in (DATA_SETS // 2, WITH_GAPS) for o in batches.values()
    )
    books = [book_of(outcome, f"{code}-{name}") for name, outcome in batches.items()]
    assert_same(books, office)


def test_whole_one_book_a_data_set(book_of: Books, office: Office) -> None:
    outcomes: dict[str, Outcome] = {
        f"whole-{seed}": family("whole", seed, missing=0.03 if seed >= DATA_SETS else 0.0)
        for seed in range(DATA_SETS + WITH_GAPS)
    }
    assert_same([book_of(outcome, name) for name, outcome in outcomes.items()], office)


def test_it_does_recompute(book_of: Books, office: Office, tmp_path: Path) -> None:
    book = poisoned(book_of(family("guards", 0)), tmp_path / "poisoned.xlsx")
    assert len(list(differences(book, office([book])[0]))) == 1


def test_a_changed_figure_allocates_the_county_anew(
    book_of: Books, office: Office, tmp_path: Path
) -> None:
    plan = load_policy(FAMILIES / "need.md").plan
    facts = generated_facts(plan, 2)
    path = book_of(evaluate_exactly(plan, facts))
    work = build(evaluate_exactly(plan, facts))
    row = work.rows.order["镇街"][0]
    values = facts.levels["镇街"].columns["应得"].values
    changed = Fraction(values[row]) + 12_345_678  # type: ignore[arg-type]
    book = load_workbook(path)
    column = next(c.column for c in book["数据"][5] if c.value == "应得")
    assert book["数据"].cell(6, column).value == float(Fraction(values[row]) / 100)  # type: ignore[arg-type]
    book["数据"].cell(6, column).value = float(changed / 100)
    book.save(tmp_path / "changed.xlsx")
    values[row] = changed  # type: ignore[index]
    expected = evaluate_exactly(plan, facts)

    shown = load_workbook(office([tmp_path / "changed.xlsx"])[0], data_only=True)
    sheet = shown["计算"]
    for name in plan.results:
        at = next(c.column for c in sheet[5] if c.value == name)
        found = [sheet.cell(6 + place, at).value for place in range(60)]
        wanted = [expected.steps[name].values[row] for row in work.rows.order["镇街"]]
        assert found == [float(amount / 100) for amount in wanted], name  # type: ignore[operator]
    check = shown["核对"]
    head = next(row for row in range(1, 20) if check.cell(row, 6).value == "差")
    assert any(check.cell(row, 6).value for row in range(head + 1, check.max_row + 1))
    assert str(check["B2"].value).startswith("有")
