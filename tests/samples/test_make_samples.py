"""The workbooks under inputs/ are what the script writes, and hold what they are to show."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from samples.make_samples import ROOT, make_samples
from samples.yunfu import CAUSES, CLASSES, MADE_UP, towns

INPUTS = ROOT / "inputs"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    make_samples(folder)
    return folder


def _parts(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    """The members as they are stored but for the deflater, which may differ between machines."""
    with ZipFile(path) as archive:
        return [(m.filename, m.date_time, archive.read(m)) for m in archive.infolist()]


def test_committed_samples_are_those_the_script_writes(fresh: Path) -> None:
    written = sorted(p.relative_to(fresh) for p in fresh.rglob("*.xlsx"))
    assert [p for p in written if _parts(fresh / p) != _parts(INPUTS / p)] == []
    policies = sorted((ROOT / "rules").rglob("*.md"))
    assert [p.with_suffix("") for p in written] == sorted(
        p.relative_to(ROOT / "rules").with_suffix("") for p in policies
    )


def test_the_same_bytes_come_out_each_time(fresh: Path, tmp_path: Path) -> None:
    make_samples(tmp_path)
    for path in tmp_path.rglob("*.xlsx"):
        assert path.read_bytes() == (fresh / path.relative_to(tmp_path)).read_bytes()


def test_samples_are_small(fresh: Path) -> None:
    assert max(path.stat().st_size for path in fresh.rglob("*.xlsx")) < 60_000


def test_every_sheet_of_made_up_figures_says_so(fresh: Path) -> None:
    for path in fresh.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            remark = sheet["A2"].value
            published = path.stem == "14-yunxiao-village-2017"
            assert remark == ("数据照公布的分配表" if published else MADE_UP)


def test_yunfu_has_its_sixty_three_towns_and_twenty_one_pilots() -> None:
    every = list(towns())
    assert len(every) == len({(county, town) for county, town, _, _ in every}) == 63
    assert sum(pilot for _, _, _, pilot in every) == 21
    assert [county for county, town, _, _ in every if town == "太平镇"] == ["罗定市", "新兴县"]
    assert {kind for _, _, kind, _ in every} == set(CLASSES)
    assert any(town == "榃滨镇" for _, town, _, _ in every)


def test_yunfu_details_hold_every_cause_and_items_without_approval(fresh: Path) -> None:
    book = openpyxl.load_workbook(fresh / "yunfu-township-incentive.xlsx")
    rows = list(book["超支事项"].iter_rows(min_row=4, values_only=True))
    causes = {(row[3], row[5]) for row in rows if row[0] != "合计"}
    assert {cause for cause, _ in causes} == set(CAUSES)
    assert ("违规超支", "否") in causes
    assert any(cause != "违规超支" and approved == "否" for cause, approved in causes)
