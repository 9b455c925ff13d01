from __future__ import annotations

import struct
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from facts.books import Book, archive, code_of, members_of

from jiangzhi.facts import limits
from jiangzhi.facts.book.load import load_book


@pytest.mark.parametrize(
    "member",
    ["word/document.xml", "ppt/presentation.xml", "content.xml", "xl/workbook.bin", "a.txt"],
)
def test_other_archives_are_named(tmp_path: Path, member: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(archive({member: b"<a/>"}))
    assert code_of(path) == "W102"


def test_a_bomb_is_refused_quickly_and_in_little_memory(book: Book, tmp_path: Path) -> None:
    members = members_of(book())
    members["xl/worksheets/sheet1.xml"] = b"<worksheet>" + b" " * (200 * limits.MIB)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(archive(members))
    del members
    start = time.process_time()
    tracemalloc.start()
    assert code_of(path) == "W105"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - start < 2
    assert peak < 20 * limits.MIB


def test_a_member_that_lies_about_its_size_is_refused(book: Book, tmp_path: Path) -> None:
    members = members_of(book())
    members["xl/styles.xml"] = b"<styleSheet>" + b" " * 500_000 + b"</styleSheet>"
    data = bytearray(archive(members))
    size = struct.pack("<I", len(members["xl/styles.xml"]))
    assert data.count(size) >= 2
    path = tmp_path / "liar.xlsx"
    path.write_bytes(bytes(data).replace(size, struct.pack("<I", 100)))
    assert code_of(path) in ("W104", "W105")


def test_a_small_bomb_by_ratio_and_too_many_members(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(archive({"xl/workbook.xml": b" " * (20 * limits.MIB)}))
    assert code_of(path) == "W105"
    path.write_bytes(archive({f"m{i}": b"" for i in range(limits.MEMBERS + 1)}))
    assert code_of(path) == "W105"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_document_types_are_refused(book: Book, tmp_path: Path, part: str) -> None:
    members = members_of(book())
    doctype = b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    head, mark, rest = members[part].partition(b"?>")
    members[part] = head + mark + doctype + rest if mark else doctype + members[part]
    path = tmp_path / "dtd.xlsx"
    path.write_bytes(archive(members))
    assert code_of(path) == "W106"


def test_far_cells_and_empty_ranges_cost_nothing(book: Book) -> None:
    def change(wb: Any) -> None:
        ws = wb["镇街"]
        ws["XFD1048576"].number_format = "0.00"
        ws["A1048576"] = " "

    path, start = book(change=change), time.process_time()
    grid = load_book(path).grids[0]
    assert sum(map(len, grid.rows)) < 100
    assert time.process_time() - start < 3


def test_cells_in_every_corner_are_refused_not_laid_out(tmp_path: Path, book: Book) -> None:
    members = members_of(book())
    row = b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>'
    rows = b"".join(row % (i, i) for i in range(1, 400))
    members["xl/worksheets/sheet1.xml"] = (
        b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    )
    path = tmp_path / "wide.xlsx"
    path.write_bytes(archive(members))
    assert code_of(path) == "W105"
