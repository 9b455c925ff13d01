from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from facts.books import Book, archive, base_sheets
from openpyxl.comments import Comment

from jiangzhi.diagnostic import CellPlace, Diagnostic, Refused
from jiangzhi.facts import problems
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
    assert cell.fill.start_color.rgb == "FFFFC7CE"
    assert "W301" in copy["镇街"]["D3"].comment.text
    listed = copy["问题清单"]
    assert listed["B2"].value == "W122"
    assert listed["C2"].hyperlink.location == "'镇街'!D2" or listed["C2"].hyperlink.target


def package(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


#: Parts that must come through byte for byte: name, what it stands for.
KEPT = {
    "xl/media/image1.png": "图片", "xl/drawings/drawing1.xml": "形状",
    "xl/theme/theme1.xml": "主题",
    "xl/sharedStrings.xml": "富文本", "xl/charts/chart1.xml": "图表",
    "customXml/item1.xml": "不认识的部分",
    "xl/externalLinks/externalLink1.xml": "外部链接", "xl/calcChain.xml": "计算次序",
    "xl/printerSettings/printerSettings1.bin": "打印设置", "docProps/custom.xml": "属性",
}  # fmt: skip


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("part", KEPT)
def test_other_parts_survive_byte_for_byte(
    policy: Policy, book: Book, tmp_path: Path, part: str, strict: bool
) -> None:
    path, out = book(), tmp_path / "out.xlsx"
    parts = package(path)
    parts[part] = parts.get(part, b"\x00" + part.encode())
    if strict:
        for old, new in STRICT:
            parts = {name: data.replace(old, new) for name, data in parts.items()}
    path.write_bytes(archive(parts))
    annotate_copy([path], found_in(policy, path), out, language="zh")
    assert package(out)[part] == parts[part]
    if strict:
        assert b"schemas.openxmlformats.org/spreadsheetml" not in package(out)["xl/workbook.xml"]


STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
     b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


@pytest.mark.parametrize(
    "kept",
    [
        '<c r="D2" s="1"><f>1000*5.2</f><v>5200</v></c>',
        '<c r="D2" t="inlineStr"><is><r><rPr><b/></rPr><t>约</t></r><r><t>500</t></r></is></c>',
        '<c r="D2" cm="1"><f t="array" ref="D2">SUM(1)</f><v>1</v></c>',
    ],
)
def test_cells_keep_what_they_hold(policy: Policy, book: Book, tmp_path: Path, kept: str) -> None:
    path, out = book(), tmp_path / "out.xlsx"
    parts = package(path)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start = sheet.index('<c r="D2"')
    end = sheet.index("</c>", start) + 4
    tail = (
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/></ext></extLst>'
    )
    sheet = sheet[:start] + kept + sheet[end:].replace("</worksheet>", f"{tail}</worksheet>")
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    path.write_bytes(archive(parts))
    place = CellPlace(str(path), "镇街", "D2")
    found = [problems.CELL_ERROR.at(place, name="x", found="x", type="x")]
    annotate_copy([path], found, out, language="zh")
    after = package(out)["xl/worksheets/sheet1.xml"].decode()
    assert kept.partition(">")[2] in after
    assert tail in after
    assert after.index("legacyDrawing") < after.index("<extLst")
    cell = openpyxl.load_workbook(out)["镇街"]["D2"]
    assert cell.fill.start_color.rgb == "FFFFC7CE"
    assert "W120" in cell.comment.text


@pytest.mark.parametrize("address", ["XFD1048576", "A1", "J3", "A900"])
def test_cells_that_are_not_there_are_put_in(
    policy: Policy, book: Book, tmp_path: Path, address: str
) -> None:
    path, out = book(), tmp_path / "out.xlsx"
    place = CellPlace(str(path), "镇街", address)
    found = [problems.CELL_ERROR.at(place, name="x", found="x", type="x")]
    annotate_copy([path], found, out, language="zh")
    sheet = package(out)["xl/worksheets/sheet1.xml"].decode()
    rows = [int(one.split('"')[0]) for one in sheet.split('<row r="')[1:]]
    assert rows == sorted(set(rows))
    assert f'<c r="{address}"' in sheet
    assert out.stat().st_size < 40_000


def test_comments_there_are_kept_and_added_to(policy: Policy, book: Book, tmp_path: Path) -> None:
    def comment(wb: Any) -> None:
        wb["镇街"]["D2"].comment = Comment("老批注", "某人")
        wb["镇街"]["E2"].comment = Comment("另一条", "某人")

    path, out = book(change=comment), tmp_path / "out.xlsx"
    places = [CellPlace(str(path), "镇街", at) for at in ("D2", "F2")]
    found = [problems.CELL_ERROR.at(place, name="x", found="x", type="x") for place in places]
    annotate_copy([path], found, out, language="zh")
    sheet = openpyxl.load_workbook(out)["镇街"]
    assert "老批注" in sheet["D2"].comment.text
    assert "W120" in sheet["D2"].comment.text
    assert sheet["E2"].comment.text == "另一条"
    assert "W120" in sheet["F2"].comment.text


def test_macros_are_left_out_and_names_of_sheets_stay_right(
    policy: Policy, book: Book, tmp_path: Path
) -> None:
    def change(wb: Any) -> None:
        wb["超支事项"].print_title_rows = "1:1"
        wb.active = 1

    path, out = book(change=change), tmp_path / "out.xlsx"
    parts = package(path)
    kind = b"spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument." + kind,
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    parts["xl/vbaProject.bin"] = b"macro"
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    path.write_bytes(archive(parts))
    annotate_copy([path], (), out, language="zh")
    after = package(out)
    assert "xl/vbaProject.bin" not in after
    assert b"vbaProject" not in after[rels]
    assert b"macroEnabled" not in after["[Content_Types].xml"]
    copy = openpyxl.load_workbook(out)
    assert copy["超支事项"].print_title_rows == "$1:$1"
    assert copy.active.title == "超支事项"


def test_the_mode_follows_the_umask(policy: Policy, book: Book, tmp_path: Path) -> None:
    path, out = book(), tmp_path / "out.xlsx"
    program = (
        "import os, sys; os.umask(0o027); from pathlib import Path; "
        "from jiangzhi.facts.write.annotate import annotate_copy; "
        "annotate_copy([Path(sys.argv[1])], (), Path(sys.argv[2]), language='zh')"
    )
    subprocess.run([sys.executable, "-c", program, str(path), str(out)], check=True)
    assert out.stat().st_mode & 0o777 == 0o640


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
