"""LibreOffice, recomputing every formula, comes to the engine's figures.

A family's data sets stand side by side, a county each: no formula of these families looks
beyond its county, so one book is as many data sets as it has counties.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from publish.workbook.data_sets import FAMILIES, family, family_side_by_side, is_adversarial
from publish.workbook.judges import differences
from publish.workbook.poison import poisoned

from jiangzhi.evaluate.model import Outcome

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
