from __future__ import annotations

import struct
from pathlib import Path

import pytest
from facts.books import code_of

from jiangzhi.facts.book.load import load_book


def biff_2(rows: list[list[str | float]], *, code_page: int | None, encoding: str) -> bytes:
    """A workbook as Excel 2 and many exporting programs wrote it."""
    records = [(0x0009, struct.pack("<HH", 2, 0x10))]
    if code_page is not None:
        records.append((0x0042, struct.pack("<H", code_page)))
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            head = struct.pack("<HH3x", number, column)
            if isinstance(value, str):
                text = value.encode(encoding)
                records.append((0x0004, head + bytes([len(text)]) + text))
            else:
                records.append((0x0003, head + struct.pack("<d", value)))
    records.append((0x000A, b""))
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


ROWS: list[list[str | float]] = [["镇街", "收入"], ["城关镇", 100.0]]


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    return path


def test_without_a_code_page_it_is_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, biff_2(ROWS, code_page=None, encoding="gb18030"))
    assert code_of(path) == "W151"
    for encoding in ("gb18030", "gbk"):
        assert load_book(path, encoding=encoding).grids[0].rows == ROWS


@pytest.mark.parametrize(("code_page", "encoding"), [(936, "gbk"), (950, "big5")])
def test_its_code_page_is_followed(tmp_path: Path, code_page: int, encoding: str) -> None:
    rows: list[list[str | float]] = [["中", 1.0]]
    path = written(tmp_path, biff_2(rows, code_page=code_page, encoding=encoding))
    assert load_book(path).grids[0].rows == rows


def test_plain_letters_need_none(tmp_path: Path) -> None:
    path = written(tmp_path, biff_2([["town", 1.0]], code_page=None, encoding="ascii"))
    assert load_book(path).grids[0].rows == [["town", 1.0]]


def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, biff_2([["\u6c49\u8bed\u4e2d", 1.0]], code_page=None, encoding="gbk"))
    from jiangzhi.diagnostic import Refused

    with pytest.raises(Refused) as caught:
        load_book(path, encoding="utf-8")
    assert caught.value.diagnostics[0].code == "W104"
