"""Report pages, written to files that a browser can open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.read import read_workbooks
from jiangzhi.plan.load import load_policy
from jiangzhi.publish.report.write import write_report
from jiangzhi.record.manifest import manifest_of
from jiangzhi.record.trace.write import trace_table

Write = Callable[..., Path]
SAMPLE = "yunfu-township-incentive"


@pytest.fixture(scope="session")
def write_page(tmp_path_factory) -> Write:
    """Writes the page of an outcome."""
    folder, numbers = tmp_path_factory.mktemp("pages"), count()

    def write(outcome: Outcome, *, lang: str = "zh", notes: Sequence[Diagnostic] = ()) -> Path:
        manifest = manifest_of(
            outcome, table=trace_table(outcome), policy_text="", results={}, agreement={}
        )
        path = folder / f"{next(numbers)}.html"
        write_report(outcome, path, manifest=manifest, notes=notes, lang=lang)
        return path

    return write


@pytest.fixture(scope="session")
def page_file(write_page, outcome) -> Path:
    """The page of the small policy."""
    return write_page(outcome)


@pytest.fixture(scope="session")
def page(page_file) -> str:
    """Its text."""
    return page_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def english(write_page, outcome) -> Path:
    """The page of the small policy in English."""
    return write_page(outcome, lang="en")


@pytest.fixture(scope="session")
def open_page(write_page, outcome_with) -> Path:
    """The page of a run in which a town's score and a county's pool are missing."""
    towns = [
        ("东县", "太平镇", "优先发展", "5400", "5000", "85", "否"),
        ("东县", "河口镇", "重点发展", "3300", "3000", "72.5", ""),
        ("东县", "榃滨镇", "优先发展", "4800", "5000", "90", "否"),
        ("西县", "太平镇", "重点发展", "9100", "9000", "", "否"),
        ("西县", "新桥街道", "重点发展", "7777.77", "7000", "80", "否"),
    ]
    return write_page(outcome_with(towns=towns))


@pytest.fixture(scope="session")
def published() -> Callable[[str], Outcome]:
    """The outcome of a published policy, or of the sample, over its own workbook."""
    root = Path(__file__).parents[3]

    @cache
    def evaluated(name: str) -> Outcome:
        folder = "" if name == SAMPLE else "published"
        loaded = load_policy(root / "rules" / folder / f"{name}.md")
        book = root / "inputs" / folder / f"{name}.xlsx"
        return evaluate_by_columns(loaded.plan, read_workbooks(loaded.policy, [book]))

    return evaluated
