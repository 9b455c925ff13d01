"""What stands in an office program's print of a book, and what is readable there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from publish.book.data_sets import FAMILIES
from publish.book.judges import office_profile

from jiangzhi.evaluate.model import Outcome
from jiangzhi.formula.types.value import State
from jiangzhi.publish.book.sheets.widths import text_width

ROOT = Path(__file__).parents[3]
POLICY = ROOT / "rules" / "yunfu-township-incentive.md"
FAINT = "FFE7E6E6"
Books = Callable[..., Path]
Policies = Callable[..., Outcome]


@pytest.fixture
def pending(policy_outcome_of: Policies) -> Outcome:
    outcome = policy_outcome_of(POLICY, 2, missing=0.02)
    assert any(State.MISSING in outcome.steps[name].states for name in outcome.plan.results)
    return outcome


def printed(books: list[Path], folder: Path) -> list[str]:
    """The text of the PDF that LibreOffice makes of each book."""
    profile = office_profile(folder)
    texts = []
    for book in books:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
             "--convert-to", "pdf", "--outdir", str(folder), str(book)],
            check=False, capture_output=True,
        )  # fmt: skip
        pdf = folder / f"{book.stem}.pdf"
        assert pdf.exists(), f"LibreOffice prints no {book.name}"
        found = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True
        )
        texts.append(found.stdout.decode())
    return texts


@pytest.mark.office
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
def test_a_pending_run_is_printed(pending: Outcome, book_of: Books, tmp_path: Path) -> None:
    [text] = printed([book_of(pending, "pending")], tmp_path)
    assert "待定" in text
    assert "TRUE" in text or "FALSE" in text


def test_cells_without_a_value_are_marked_and_no_others(pending: Outcome, book_of: Books) -> None:
    path = book_of(pending, "pending")
    looks, shown = load_workbook(path), load_workbook(path, data_only=True)
    marked = 0
    for sheet in looks:
        if "计算" not in sheet.title and "辅助" not in sheet.title:
            continue
        assert not list(sheet.conditional_formatting), sheet.title
        if sheet["A5"].value != "序号":
            continue
        for row in sheet.iter_rows(min_row=6):
            for cell in row:
                error = str(shown[sheet.title][cell.coordinate].value).startswith("#")
                faint = cell.fill.fgColor.rgb == FAINT
                assert faint == error, (sheet.title, cell.coordinate)
                marked += faint
    assert marked > 0


def test_flags_look_the_same_in_every_column(pending: Outcome, book_of: Books) -> None:
    path = book_of(pending, "pending")
    looks, shown = load_workbook(path), load_workbook(path, data_only=True)
    formats = {
        cell.number_format
        for sheet in looks
        if "计算" in sheet.title or "辅助" in sheet.title
        for row in sheet.iter_rows(min_row=6)
        for cell in row
        if isinstance(shown[sheet.title][cell.coordinate].value, bool)
    }
    assert formats == {'"TRUE";"TRUE";"FALSE"'}


@pytest.mark.parametrize("name", ["计算", "辅助", "分配表"])
def test_links_above_columns_fit_on_one_line(name: str, pending: Outcome, book_of: Books) -> None:
    sheet = load_workbook(book_of(pending, "pending"))[name]
    links = [cell for row in sheet.iter_rows(max_row=5) for cell in row if cell.hyperlink]
    assert links
    spans = [(one.min, one.max, one.width) for one in sheet.column_dimensions.values()]
    for cell in links:
        width = next(width for low, high, width in spans if low <= cell.column <= high)
        assert text_width(str(cell.value)) <= width, cell.coordinate


def test_only_amounts_are_totalled(book_of: Books, policy_outcome_of: Policies) -> None:
    outcome = policy_outcome_of(FAMILIES / "groups.md", 3)
    sheet = load_workbook(book_of(outcome, "groups"))["分配表"]
    steps = {name: outcome.plan.step(name).head for name in outcome.plan.results}
    kinds = {head.type.kind.value for head in steps.values()}
    assert "金额" in kinds
    assert "个数" in kinds
    lines = [
        row
        for row in sheet.iter_rows(min_row=4)
        if any(str(cell.value).endswith(("合计", "小计")) for cell in row[:3])
    ]
    assert lines
    for row in lines:
        for cell in row:
            head = steps.get(str(sheet.cell(3, cell.column).value))
            if head is not None:
                assert bool(cell.value) == (head.type.kind.value == "金额"), cell.coordinate
