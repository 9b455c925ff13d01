"""The settlement workbook: exact cached values beside live sums, the same bytes each time."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from jiangzhi.explain.compare.compare import compare_runs
from jiangzhi.publish.settlement import write_settlement


@pytest.fixture
def book(outcome, outcome_with, towns, tmp_path):
    towns[0] = (*towns[0][:3], "5250.01", *towns[0][4:])
    towns[4] = (*towns[4][:3], "", *towns[4][4:])
    path = tmp_path / "清算.xlsx"
    found = compare_runs(outcome, outcome_with(towns=towns))
    write_settlement(found, path, title="桃源县办法", runs=("去年", "今年"))
    return path, found


def rows(path, *, values):
    sheet = load_workbook(path, data_only=values)["超收奖励"]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def test_every_town_with_its_parts_and_the_sums_below(book):
    path, found = book
    head, *body = rows(path, values=True)
    assert head[2:5] == ["前", "后", "差额"]
    awards = [one for one in found if one.result == "超收奖励"]
    towns, sums = body[: len(awards)], body[len(awards) :]
    assert [row[1] for row in sums] == ["小计", "小计", "合计"]
    for row, one in zip(towns, awards, strict=True):
        assert row[:2] == list(one.town)
        if one.change is None:
            assert row[4] == "待定"
        else:
            assert [round(100 * cell) for cell in row[4:9]] == [one.change, *one.parts]
            assert row[9] == 0
            assert row[10] - row[11] == row[4]
    known = [one.change for one in awards if one.change is not None]
    assert round(100 * sums[-1][4]) == sum(known)


def test_sums_and_differences_are_live(book):
    _, *body = rows(book[0], values=False)
    assert str(body[0][4]).startswith("=ROUND(N(")
    assert str(body[-1][4]).startswith("=ROUND(SUM(")
    assert str(body[-2][10]).startswith("=ROUND(SUMIF(")


def test_the_same_bytes_again(book, tmp_path):
    path, found = book
    again = tmp_path / "again.xlsx"
    write_settlement(found, again, title="桃源县办法", runs=("去年", "今年"))
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.office
def test_an_office_program_finds_the_same(book, tmp_path):
    path, _ = book
    poisoned = tmp_path / "in" / "清算.xlsx"
    poisoned.parent.mkdir()
    # openpyxl keeps no stored values: whatever comes back has been computed
    load_workbook(path).save(poisoned)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
         "xlsx", "--outdir", str(tmp_path / "out"), str(poisoned)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    computed = rows(tmp_path / "out" / "清算.xlsx", values=True)
    expected = rows(path, values=True)
    for mine, theirs in zip(expected, computed, strict=True):
        assert [cell or "" for cell in mine] == [cell or "" for cell in theirs]
