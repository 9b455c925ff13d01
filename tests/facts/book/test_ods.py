from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from facts.books import Book, archive, code_of, revenue

from jiangzhi.facts.book.load import load_book
from jiangzhi.facts.grid import Area, ErrorCell, Grid, Percent, Uncomputed
from jiangzhi.facts.read import read_workbooks
from jiangzhi.policy.model import Policy

HEAD = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">'
    '<office:automatic-styles><style:style style:name="ta2"><style:table-properties '
    'table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"


def grids_of(tmp_path: Path, tables: str) -> list[Grid]:
    path = tmp_path / "a.ods"
    path.write_bytes(archive({"content.xml": (HEAD + tables + TAIL).encode()}))
    return list(load_book(path).grids)


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def cell(words: str = "", **named: str) -> str:
    attributes = "".join(f' office:{key.replace("_", "-")}="{v}"' for key, v in named.items())
    text = f"<text:p>{words}</text:p>" if words else ""
    return f"<table:table-cell{attributes}>{text}</table:table-cell>"


def test_every_kind_of_cell(tmp_path: Path) -> None:
    (grid,) = grids_of(
        tmp_path,
        '<table:table table:name="表">'
        + row(
            cell("甲<text:s/>镇", value_type="string"),
            cell("60.00%", value_type="percentage", value="0.6"),
            cell("￥3", value_type="currency", value="3"),
            cell("1,000", value_type="float", value="1000.5"),
            cell("2020年", value_type="date", date_value="2020-01-31"),
            cell("真", value_type="boolean", boolean_value="true"),
            '<table:table-cell table:formula="of:=1/0" office:value-type="string">'
            "<text:p>#DIV/0!</text:p></table:table-cell>",
            '<table:table-cell table:formula="of:=[.A1]"/>',
        )
        + "</table:table>",
    )
    assert list(grid.rows[0]) == [
        "甲 镇", Percent(0.6), 3.0, 1000.5, date(2020, 1, 31), True, ErrorCell("#DIV/0!"),
        Uncomputed("of:=[.A1]"),
    ]  # fmt: skip


def test_repeated_and_covered_cells_keep_their_places(tmp_path: Path) -> None:
    (grid,) = grids_of(
        tmp_path,
        '<table:table table:name="表">'
        '<table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>题</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="7"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table>",
    )
    assert [list(cells) for cells in grid.rows] == [["题"], [None, None, 7.0], [None, None, 7.0]]
    assert grid.merged == (Area(0, 0, 0, 1),)


def test_hidden_sheets_rows_and_columns_and_remarks_aside(tmp_path: Path) -> None:
    (grid,) = grids_of(
        tmp_path,
        '<table:table table:name="藏" table:style-name="ta2">'
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-row table:visibility="filter"><table:table-cell>'
        "<office:annotation><text:p>批注 99</text:p></office:annotation>"
        "<text:p>甲镇</text:p></table:table-cell></table:table-row></table:table>",
    )
    assert (grid.hidden, grid.hidden_columns, grid.hidden_rows) == (True, {1}, {0})
    assert list(grid.rows[0]) == ["甲镇"]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"content.xml": b"<a/>"}, "W102"),
        ({"content.xml": b"<a>"}, "W104"),
        ({"content.xml": b"", "META-INF/manifest.xml": b"<m><encryption-data/></m>"}, "W103"),
        ({"content.xml": b"<!DOCTYPE a><a/>"}, "W106"),
    ],
)
def test_what_is_no_sheet_is_named(tmp_path: Path, members: dict[str, bytes], code: str) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(archive(members))
    assert code_of(path) == code


def test_too_many_filled_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    tables = (
        '<table:table table:name="表"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    path.write_bytes(archive({"content.xml": (HEAD + tables + TAIL).encode()}))
    assert code_of(path) == "W105"


@pytest.mark.office
def test_libreoffice_writes_what_is_read(tmp_path: Path, policy: Policy, book: Book) -> None:
    path = book()
    out = tmp_path / "out"
    program = shutil.which("soffice") or "soffice"
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "ods", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (written,) = out.iterdir()
    facts, same = read_workbooks(policy, [written]), read_workbooks(policy, [path])
    assert revenue(facts) == revenue(same)
    for level, rows in same.levels.items():
        assert facts.levels[level].keys == rows.keys
        for name, column in rows.columns.items():
            assert list(facts.levels[level].columns[name].values) == list(column.values)
