"""Books of generated outcomes, and programs that recompute them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from publish.book.data_sets import generated_facts
from publish.book.judges import office_profile, recompute_in_office, recompute_quickly

from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.plan.load import load_policy
from jiangzhi.publish.book.write import write_workbook


@pytest.fixture
def book_of(tmp_path: Path) -> Callable[..., Path]:
    """The workbook of an outcome."""

    def write(outcome: Outcome, name: str = "allocations") -> Path:
        path = tmp_path / f"{name}.xlsx"
        write_workbook(outcome, path, manifest={"办法": "ab" * 32}, notes=())
        return path

    return write


@pytest.fixture
def quick_judge(tmp_path: Path) -> Callable[[Path], Path]:
    """formualizer's copy of a book, recomputed."""
    return lambda path: recompute_quickly(path, tmp_path)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path]], list[Path]]:
    """LibreOffice's copies of books, with recalculation forced."""
    folder = tmp_path_factory.mktemp("office")
    profile = office_profile(folder)
    return lambda paths: recompute_in_office(paths, profile, folder / "out")


@pytest.fixture
def policy_outcome_of() -> Callable[..., Outcome]:
    """A generated outcome of a shipped policy, by its file and a seed."""

    def outcome(policy: Path, seed: int, *, missing: float = 0.0, towns: int = 60) -> Outcome:
        plan = load_policy(policy).plan
        return evaluate_exactly(plan, generated_facts(plan, seed, missing=missing, towns=towns))

    return outcome
