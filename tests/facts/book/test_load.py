from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import openpyxl
import pytest
from facts.books import Book, archive, code_of, members_of

from jiangzhi.facts.book import calamine as quick
from jiangzhi.facts.book.load import load_book
from jiangzhi.facts.grid import ErrorCell, Percent, Uncomputed
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy

FILES = Path(__file__).parent / "files"
ROWS = '县区,镇街,实际收入(万元)\n云城区,榃滨镇,"1,234.5"\n新兴县,太平镇,12\n'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_files(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "数据.dat"
    text = (
        ROWS if separator == "," else ROWS.replace('"1,234.5"', "1,234.5").replace(",", separator)
    )
    if separator != ",":
        text = text.replace(f"1{separator}234.5", '"1,234.5"')
    path.write_bytes(text.encode(encoding))
    (grid,) = load_book(path).grids
    assert grid.rows[1] == ["云城区", "榃滨镇", "1,234.5"]
    assert grid.sheet == "数据"
    assert not grid.typed


def test_excels_own_hint_of_the_separator_keeps_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\n" + ROWS.replace('"1,234.5"', "1").replace(",", ";"), encoding="utf-8")
    (grid,) = load_book(path).grids
    assert grid.rows[1] == ["县区", "镇街", "实际收入(万元)"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "W102"), (b"   \r\n", "W102"), (b"\x00" * 100, "W102"), (b"%PDF-1.4", "W102"),
        (b"\x89PNG\r\n\x1a\n", "W102"), (b"<html><table><tr><td>1</td></tr></table>", "W102"),
        ("\ufeff<html>".encode(), "W102"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "W102"),
        (b'<?xml version="1.0"?><Book xmlns="schemas-microsoft-com:office:spreadsheet"/>', "W104"),
        (b'{"a": 1}', "W102"), (b"PK\x03\x04rubbish", "W104"), (b"PK\x05\x06" + b"\0" * 18, "W102"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "W104"), (b"PAR1xxxxPAR1", "W104"),
        (b"a,b\n\xff\xff\xfe,1\n", "W107"), (b"\x09\x08\x10\x00\x00\x06\x05\x00", "W104"),
        (b"ab\x00cd\x01\x02", "W102"), (b'a,"b\n1,2', "W152"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_named(tmp_path: Path, data: bytes, code: str | None) -> None:
    path = tmp_path / "x.xls"
    path.write_bytes(data)
    if code is None:
        load_book(path)
    else:
        assert code_of(path) == code


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert code_of(tmp_path / "没有.xlsx") == "W101"
    assert code_of(tmp_path) == "W101"


def sheet_xml(cells: str) -> bytes:
    return f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>".encode()


@pytest.mark.parametrize(
    ("cell", "raw"),
    [
        ("<c><v>0.28999999999999998</v></c>", 0.29),
        ('<c t="e"><v>#REF!</v></c>', ErrorCell("#REF!")),
        ('<c t="e"><f>A2</f><v>#DIV/0!</v></c>', ErrorCell("#DIV/0!")),
        ("<c><f>A2*2</f></c>", Uncomputed("A2*2")),
        ("<c><f>A2*2</f><v></v></c>", Uncomputed("A2*2")),
        ("<c><f>A2*2</f><v>4</v></c>", 4.0),
        ('<c t="str"><f>A2</f><v>甲</v></c>', "甲"),
        ('<c t="inlineStr"><is><t>甲</t><r><t>乙</t></r><rPh><t>jia</t></rPh></is></c>', "甲乙"),
        ('<c t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb"),
        ('<c t="b"><v>1</v></c>', True),
        ("<c><v>1e400</v></c>", ErrorCell("1e400")),
        ("<c><v>abc</v></c>", ErrorCell("abc")),
        ('<c t="s"><v>99999</v></c>', ErrorCell("99999")),
        ("<x:c><x:v>5</x:v></x:c>", None),
    ],
)
def test_kinds_of_cells(book: Book, tmp_path: Path, cell: str, raw: Any) -> None:
    members = members_of(book())
    members["xl/worksheets/sheet1.xml"] = sheet_xml(cell)
    if cell.startswith("<x:"):
        members["xl/worksheets/sheet1.xml"] = (
            f'<x:worksheet xmlns:x="u"><x:sheetData><x:row>{cell}</x:row></x:sheetData>'
            "</x:worksheet>"
        ).encode()
        raw = 5.0
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b'fullCalcOnLoad="1"', b"")
    path = tmp_path / "c.xlsx"
    path.write_bytes(archive(members))
    assert load_book(path).grids[0].cell(0, 0) == raw


def test_a_dummy_result_of_a_writer_is_no_result(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as wb:
        ws = wb.add_worksheet()
        ws.write_formula("A1", "=1+1")
        ws.write_formula("A2", "=1+1", value=2)
    grid = load_book(path).grids[0]
    assert isinstance(grid.cell(0, 0), Uncomputed)
    assert grid.cell(1, 0) == 2


def test_formats_dates_and_systems(tmp_path: Path) -> None:
    from datetime import date

    for epoch in (False, True):
        wb = openpyxl.Workbook()
        wb.epoch = openpyxl.utils.datetime.MAC_EPOCH if epoch else wb.epoch
        ws = wb.active
        ws["A1"] = date(2024, 1, 31)
        ws["A1"].number_format = "yyyy年m月d日"
        ws["A2"], ws["A2"].number_format = 0.08, "0.0%"
        ws["A3"], ws["A3"].number_format = 12.5, '#,##0.00_);[Red]\\(#,##0.00\\)"元/月"'
        ws["A4"], ws["A4"].number_format = 12.5, '0"年"'
        path = tmp_path / "d.xlsx"
        wb.save(path)
        grid = load_book(path).grids[0]
        assert grid.cell(0, 0) == date(2024, 1, 31)
        assert grid.epoch_1904 is epoch
        assert grid.cell(1, 0) == Percent(0.08)
        assert grid.cell(2, 0) == 12.5
        assert grid.cell(3, 0) == 12.5


def encrypted(path: Path, password: str) -> bytes:
    out = io.BytesIO()
    with path.open("rb") as stream:
        msoffcrypto.format.ooxml.OOXMLFile(stream).encrypt(password, out)
    return out.getvalue()


def test_the_built_in_password_is_opened_and_others_are_asked_for(
    policy: Policy, book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "e.xlsx"
    path.write_bytes(encrypted(book(), "VelvetSweatshop"))
    facts = read_workbooks(policy, [path])
    assert [note.code for note in facts.notes] == ["W310"]
    assert len(facts.levels["镇街"].keys) == 4
    path.write_bytes(encrypted(book(), "秘密"))
    assert code_of(path) == "W103"
    path.write_bytes(encrypted(book(), "VelvetSweatshop")[:-3000])
    assert code_of(path) in ("W103", "W104")


@pytest.mark.parametrize("name", ["old.xls", "old.et"])
def test_old_files(policy: Policy, name: str) -> None:
    facts = read_workbooks(policy, [FILES / name])
    towns = facts.levels["镇街"]
    assert towns.keys[0] == ("云城区", "榃滨镇")
    assert towns.columns["增幅"].values[0] is not None
    assert [note.code for note in facts.notes] == []


def test_both_readers_read_the_same_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.append(["县区", "镇 街", "收入(万元)", "𠮷<&>\"'"])
    for i in range(300):
        ws.append([f"县{i % 7}" if i % 5 else None, f"镇{i}", i / 7, None if i % 3 else -i])
    ws.append([])
    ws.append([None, None, None, 1e300])
    path = tmp_path / "p.xlsx"
    wb.save(path)
    careful = load_book(path).grids[0].rows
    monkeypatch.setattr(quick, "FROM_BYTES", 0)
    called = []
    real = quick.QuickBook.sheet
    monkeypatch.setattr(quick.QuickBook, "sheet", lambda self, n: called.append(n) or real(self, n))
    fast = load_book(path).grids[0].rows

    def plain(rows: Any) -> Any:
        return [[None if c == "" else c for c in row] for row in rows]

    width = max(map(len, careful))
    padded = [list(row) + [None] * (width - len(row)) for row in careful]
    assert called == ["Sheet"]
    assert plain(fast) == padded


def test_digits_above_the_line_are_no_part_of_a_number(tmp_path: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.Workbook()
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    book.active["A1"] = CellRichText("100", raised)
    book.active["A2"] = CellRichText("甲镇", raised, "东")
    book.save(tmp_path / "b.xlsx")
    (grid,) = load_book(tmp_path / "b.xlsx").grids
    assert [row[0] for row in grid.rows] == ["100¹", "甲镇¹东"]
