"""Every shipped policy's book says the same when other programs recompute it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jiangzhi.evaluate.model import Outcome

RULES = Path(__file__).parents[3] / "rules"
POLICIES = sorted(RULES.rglob("*.md"))
Policies = Callable[..., Outcome]
Books = Callable[..., Path]
Compare = Callable[[Path, Path], Iterator[object]]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", [1])
def test_second_judge_agrees(
    *, policy: Path, seed: int, policy_outcome_of: Policies, book_of: Books,
    quick_judge: Callable[[Path], Path], differences: Compare,
) -> None:  # fmt: skip
    book = book_of(policy_outcome_of(policy, seed, towns=20), policy.stem)
    assert list(differences(book, quick_judge(book))) == []


@pytest.mark.office
def test_libreoffice_agrees(
    policy_outcome_of: Policies, book_of: Books, differences: Compare,
    office: Callable[[list[Path]], list[Path]],
) -> None:  # fmt: skip
    books = [
        book_of(
            policy_outcome_of(policy, seed, missing=0.02 if seed == 2 else 0.0),
            f"{policy.stem}-{seed}",
        )
        for policy in POLICIES
        for seed in (1, 2)
    ]
    for book, other in zip(books, office(books), strict=True):
        assert list(differences(book, other)) == [], book.name
