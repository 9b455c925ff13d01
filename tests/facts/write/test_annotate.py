from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from facts.books import Book, base_sheets

from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.facts.read import read_workbooks
from jiangzhi.facts.write.annotate import annotate_copy
from jiangzhi.policy.model import Policy


def found_in(policy: Policy, path: Path) -> tuple[Diagnostic, ...]:
    try:
        return read_workbooks(policy, [path]).notes
    except Refused as refused:
        return refused.diagnostics


def test_problems_stand_on_their_cells_and_in_a_linked_list(
    policy: Policy, book: Book, tmp_path: Path
) -> None:
    sheets = base_sheets()
    sheets["镇街"][1][3] = "约500"
    sheets["镇街"][2][3] = "4,100.25"
    path = book(sheets, lambda wb: wb["镇街"].merge_cells("J1:K1"))
    before = path.read_bytes()
    out = tmp_path / "out.xlsx"
    annotate_copy([path], found_in(policy, path), out, language="zh")
    assert path.read_bytes() == before
    copy = openpyxl.load_workbook(out)
    assert copy.sheetnames[0] == "问题清单"
    cell = copy["镇街"]["D2"]
    assert cell.value == "约500"
    assert "W122" in cell.comment.text
    assert cell.fill.start_color.rgb == "00FFC7CE"
    assert "W301" in copy["镇街"]["D3"].comment.text
    listed = copy["问题清单"]
    assert listed["B2"].value == "W122"
    assert listed["C2"].hyperlink.location == "'镇街'!D2" or listed["C2"].hyperlink.target


def test_nothing_reaches_out_of_the_copy(policy: Policy, book: Book, tmp_path: Path) -> None:
    def change(wb: Any) -> None:
        ws = wb["镇街"]
        ws["J2"] = "=[1]Sheet1!A1"
        ws["J3"] = "=cmd|'/c calc'!A0"
        ws["J4"].hyperlink = "file:///etc/passwd"
        ws["J5"] = "=SUM(D2:D5)"
        ws["J6"] = "+cmd"

    path, out = book(change=change), tmp_path / "out.xlsx"
    annotate_copy([path], (), out, language="zh")
    sheet = openpyxl.load_workbook(out)["镇街"]
    assert [sheet[f"J{row}"].data_type for row in (2, 3, 5, 6)] == ["s", "s", "f", "s"]
    assert sheet["J4"].hyperlink is None
    names = zipfile.ZipFile(out).namelist()
    assert not any("external" in name or "vba" in name for name in names)


@pytest.mark.parametrize("name", ["数据.csv", "坏.xlsx"])
def test_files_of_other_kinds_are_copied_or_only_listed(
    policy: Policy, tmp_path: Path, name: str
) -> None:
    path, out = tmp_path / name, tmp_path / "out.xlsx"
    text = "县区,镇街,类别,实际收入(万元)\n云城区,=1+1,甲\x01\ud800,1\n"
    path.write_bytes(text.encode("utf-8", "replace") if name.endswith("csv") else b"PK\x03\x04")
    found = found_in(policy, path)
    annotate_copy([path], found, out, language="en")
    copy = openpyxl.load_workbook(out)
    assert copy["问题清单"].max_row == len(found) + 1
    if name.endswith("csv"):
        assert copy["数据"]["B2"].data_type == "s"


def test_neither_the_original_nor_another_file_is_written_over(
    policy: Policy, book: Book, tmp_path: Path
) -> None:
    path = book()
    (tmp_path / "there.xlsx").write_text("x")
    for out in (path, tmp_path / "there.xlsx"):
        with pytest.raises(Refused) as caught:
            annotate_copy([path], (), out, language="zh")
        assert caught.value.diagnostics[0].code == "W150"


def test_several_workbooks_get_a_copy_each(policy: Policy, book: Book, tmp_path: Path) -> None:
    paths = [book(), book(name="c.xlsx")]
    out = tmp_path / "out.xlsx"
    assert annotate_copy(paths, (), out, language="zh") == [out, tmp_path / "out-2.xlsx"]
    assert (tmp_path / "out-2.xlsx").exists()
    assert not list(tmp_path.glob("*.part"))
