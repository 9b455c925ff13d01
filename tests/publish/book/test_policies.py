"""Every shipped policy's book says the same when other programs recompute it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from publish.book.judges import differences

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.read import read_workbooks
from jiangzhi.plan.load import load_policy

ROOT = Path(__file__).parents[3]
POLICIES = sorted((ROOT / "rules").rglob("*.md"))
Policies = Callable[..., Outcome]
Books = Callable[..., Path]


def sample_of(policy: Path) -> Path:
    return ROOT / "inputs" / policy.relative_to(ROOT / "rules").with_suffix(".xlsx")


def sample_outcome(policy: Path) -> Outcome:
    loaded = load_policy(policy)
    return evaluate_exactly(loaded.plan, read_workbooks(loaded.policy, [sample_of(policy)]))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.stem)
def test_second_judge_agrees(
    policy: Path, book_of: Books, quick_judge: Callable[[Path], Path]
) -> None:
    book = book_of(sample_outcome(policy), policy.stem)
    assert list(differences(book, quick_judge(book))) == []


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_agrees(
    policy_outcome_of: Policies, book_of: Books, office: Callable[[list[Path]], list[Path]]
) -> None:
    books = []
    for policy in POLICIES:
        books.append(book_of(sample_outcome(policy), f"{policy.stem}-sample"))
        for seed, missing in ((1, 0.0), (2, 0.02)):
            outcome = policy_outcome_of(policy, seed, missing=missing)
            books.append(book_of(outcome, f"{policy.stem}-{seed}"))
    for book, other in zip(books, office(books), strict=True):
        assert list(differences(book, other))[:5] == [], book.name
