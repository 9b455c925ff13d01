"""The settlement workbook: exact cached values beside live sums, the same bytes each time."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from jiangzhi.explain.compare.compare import compare_runs
from jiangzhi.formula.types.types import COUNT, RATE
from jiangzhi.formula.types.value import State
from jiangzhi.publish.settlement.book import Heading, write_settlement

HEADING = Heading("桃源县办法", ("去年", "今年"), ["县区", "镇街"], ["两次不是同一个办法"])


@pytest.fixture
def book(outcome, outcome_with, towns, tmp_path):
    towns[0] = (*towns[0][:3], "5250.01", *towns[0][4:])
    towns[4] = (*towns[4][:3], "", *towns[4][4:])
    path = tmp_path / "清算.xlsx"
    found = compare_runs(outcome, outcome_with(towns=towns))
    write_settlement(found, path, HEADING)
    return path, found


def rows(path, *, values, sheet="超收奖励", first=4):
    page = load_workbook(path, data_only=values)[sheet]
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=first)]


def test_every_town_with_its_parts_and_the_sums_below(book):
    path, found = book
    head, *body = rows(path, values=True)
    assert head[2:5] == ["前(元)", "后(元)", "差额(元)"]
    awards = [one for one in found if one.result == "超收奖励"]
    towns, sums = body[: len(awards)], body[len(awards) :]
    assert [row[1] for row in sums] == ["小计", "小计", "其中已知", "合计", "其中已知"]
    for row, one in zip(towns, awards, strict=True):
        assert row[:2] == list(one.town)
        if one.change is None:
            assert row[3:12] == ["待定"] * 9
        else:
            assert [round(100 * cell) for cell in row[4:9]] == [one.change, *one.parts]
            assert row[9] == 0
            assert row[10] - row[11] == row[4]
    known = [one for one in awards if one.change is not None]
    for row in (sums[1], sums[3]):
        assert row[3:12] == ["待定"] * 9
        assert row[12:] == [len(awards) - len(known), 0]
    assert round(100 * sums[-1][4]) == sum(one.change for one in known)
    assert round(100 * sums[-1][2]) == sum(one.before for one in known)
    assert round(100 * sums[-1][3]) == sum(one.after for one in known)


def test_the_summary_sums_up_and_leads_to_the_others(book):
    path, found = book
    page = load_workbook(path, data_only=True).worksheets[1]
    assert page.title == "汇总"
    head, *body = rows(path, values=True, sheet="汇总", first=4)
    assert page["A3"].value == "两次不是同一个办法"
    assert "两次不是同一个办法" in load_workbook(path)["超收奖励"]["A2"].value
    assert head[:7] == [
        "结果",
        "镇街(个)",
        "前(元)",
        "后(元)",
        "差额(元)",
        "应补付(元)",
        "应收回(元)",
    ]
    for row in body:
        if row[0] != "其中已知":
            of_result = [one for one in found if one.result == row[0]]
            open_ones = sum(one.change is None for one in of_result)
            assert row[7] == open_ones
            assert (row[4] == "待定") == (open_ones > 0)
    lines = {cell.value: cell.hyperlink.location for (cell,) in page["A5:A20"] if cell.hyperlink}
    assert lines["超收奖励"].startswith("'超收奖励'!")


def test_a_rate_is_not_settled_and_differs_in_percentage_points(book, tmp_path):
    award = next(one for one in book[1] if one.change)
    half, third = Fraction(1, 2), Fraction(1, 4)
    ends = {"before": half, "after": third, "parts": (third - half, 0 * half, 0 * half, 0 * half)}
    rate = replace(award, result="进度", type=RATE, **ends)
    rank = replace(award, result="名次", type=replace(COUNT, unit="名"), **ends)
    path = tmp_path / "b.xlsx"
    write_settlement([rate, rank], path, replace(HEADING, levels=["市", "园区"]))
    sheet = load_workbook(path, data_only=True)["进度"]
    assert [cell.value for cell in sheet[4]][:5] == ["市", "园区", "前", "后", "差额(百分点)"]
    assert [cell.value for cell in sheet[5]][2:6] == [0.5, 0.25, -25, -25]
    assert load_workbook(path)["名次"]["C4"].value == "前(名)"
    for page in load_workbook(path):
        assert not any("应补付" in str(page.cell(3, at).value) for at in range(1, 9))


def test_towns_without_a_county_have_one_column_of_names(book, tmp_path):
    awards = [one for one in book[1] if one.result == "超收奖励"]
    alone = [replace(one, town=(f"园区{at}",)) for at, one in enumerate(awards)]
    path = tmp_path / "d.xlsx"
    write_settlement(alone, path, replace(HEADING, levels=["园区"]))
    head, first, *_, whole, known = rows(path, values=True)
    assert (head[:2], first[0]) == (["园区", "前(元)"], "园区0")
    assert (whole[0], known[0]) == ("合计", "其中已知")


@pytest.mark.office
def test_a_failure_is_told_apart(book, tmp_path):
    awards = [one for one in book[1] if one.result == "超收奖励"]
    failed = (State.KNOWN, State.DIVIDED_BY_ZERO)
    awards[0] = replace(awards[0], after=None, parts=None, states=failed)
    path = tmp_path / "c.xlsx"
    write_settlement(awards, path, HEADING)
    *_, whole, known = rows(path, values=True)
    assert whole[4] == "不能算"
    missing = sum(one.state is State.MISSING for one in awards)
    assert missing > 0
    assert whole[12:] == [missing, 1]
    assert isinstance(known[4], int | float)
    assert computed(path, tmp_path) == blanked(rows(path, values=True))


def test_sums_and_differences_are_live(book):
    _, *body = rows(book[0], values=False)
    assert str(body[0][4]).startswith("=ROUND(N(")
    assert "ROUND(SUM(" in str(body[-2][4])
    assert str(body[-1][4]).startswith("=ROUND(SUMIFS(")
    assert "ROUND(SUMIF($A" in str(body[-4][10])


def test_the_same_bytes_again(book, tmp_path):
    path, found = book
    again = tmp_path / "again.xlsx"
    write_settlement(found, again, HEADING)
    assert again.read_bytes() == path.read_bytes()


def blanked(table):
    return [[cell or "" for cell in row] for row in table]


def computed(path, tmp_path, sheet="超收奖励"):
    poisoned = tmp_path / "in" / path.name
    poisoned.parent.mkdir(exist_ok=True)
    # openpyxl keeps no stored values: whatever comes back has been computed
    load_workbook(path).save(poisoned)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
         "xlsx", "--outdir", str(tmp_path / "out"), str(poisoned)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return blanked(rows(tmp_path / "out" / path.name, values=True, sheet=sheet))


@pytest.mark.office
def test_an_office_program_finds_the_same(book, tmp_path):
    path, _ = book
    for sheet in ("超收奖励", "汇总"):
        expected = blanked(rows(path, values=True, sheet=sheet))
        assert computed(path, tmp_path, sheet) == expected
