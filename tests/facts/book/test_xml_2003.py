from __future__ import annotations

from datetime import date
from pathlib import Path

from facts.books import code_of

from jiangzhi.facts.book.load import load_book
from jiangzhi.facts.grid import Area, ErrorCell, Percent, Uncomputed

HEAD = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style></Styles>'
)


def data(kind: str, text: str, **named: str) -> str:
    more = "".join(f' ss:{key}="{value}"' for key, value in named.items())
    return f'<Cell{more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def write(tmp_path: Path, sheets: str) -> Path:
    path = tmp_path / "数据.xls"
    path.write_text(HEAD + sheets + "</Workbook>", encoding="utf-8")
    return path


def test_every_kind_of_cell(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '<Worksheet ss:Name="表"><Table><Row>'
        + data("String", "甲镇")
        + data("Number", "0.6", StyleID="s1")
        + data("Number", "1000.5")
        + data("DateTime", "2020-01-31T00:00:00.000")
        + data("Boolean", "1")
        + data("Error", "#DIV/0!")
        + '<Cell ss:Formula="=RC[-1]"/>'
        + '<Cell><ss:Data ss:Type="String"><B xmlns="http://www.w3.org/TR/REC-html40">粗</B>体'
        "</ss:Data><Comment><ss:Data>批注</ss:Data></Comment></Cell>"
        "</Row></Table></Worksheet>",
    )
    (grid,) = load_book(path).grids
    assert list(grid.rows[0]) == [
        "甲镇", Percent(0.6), 1000.5, date(2020, 1, 31), True, ErrorCell("#DIV/0!"),
        Uncomputed("=RC[-1]"), "粗体",
    ]  # fmt: skip


def test_indexes_merged_areas_and_what_is_hidden(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '<Worksheet ss:Name="藏"><Table><Column/><Column ss:Hidden="1" ss:Span="1"/>'
        '<Row ss:Index="2" ss:Hidden="1">'
        + data("String", "题", MergeAcross="1", MergeDown="1")
        + data("Number", "5")
        + '</Row><Row ss:Index="4">'
        + data("Number", "7", Index="3")
        + "</Row></Table><x:WorksheetOptions><x:Visible>SheetVeryHidden</x:Visible>"
        "</x:WorksheetOptions></Worksheet>",
    )
    (grid,) = load_book(path).grids
    assert [list(cells) for cells in grid.rows] == [[], ["题", None, 5.0], [], [None, None, 7.0]]
    assert grid.merged == (Area(1, 0, 2, 1),)
    assert (grid.hidden, grid.hidden_rows, grid.hidden_columns) == (True, {1}, {1, 2})


def test_a_broken_one_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "<Worksheet>")
    assert code_of(path) == "W104"
