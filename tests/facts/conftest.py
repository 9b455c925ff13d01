from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from facts.books import POLICY, Sheets, base_sheets, write_book

from jiangzhi.document.read import read_document
from jiangzhi.policy.model import Policy
from jiangzhi.policy.resolve import resolve_policy


@pytest.fixture(scope="session")
def policy() -> Policy:
    return resolve_policy(read_document(POLICY, file="p.md"))


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def make(
        sheets: Sheets | None = None,
        change: Callable[[Any], None] | None = None,
        name: str = "b.xlsx",
    ) -> Path:
        return write_book(tmp_path / name, sheets or base_sheets(), change)

    return make


@pytest.fixture
def sheets() -> Sheets:
    return base_sheets()
