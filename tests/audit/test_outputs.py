"""The workbook and the page of a run against those written anew, in other versions' hands too."""

from __future__ import annotations

import zipfile

import pytest
from audit.forging import found_in, reseal
from openpyxl import load_workbook

from jiangzhi.audit.archive import is_plain
from jiangzhi.audit.claims import Verdict
from jiangzhi.audit.verify import verify_run

BOOK = "allocations.xlsx"


def repacked(folder, change=lambda members: members, level=1):
    path = folder / BOOK
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in change(members).items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, level)


def wider(members):
    """Another look, the same figures."""
    style = members["xl/styles.xml"].replace(b'<sz val="10"/>', b'<sz val="11"/>')
    assert style != members["xl/styles.xml"]
    return {**members, "xl/styles.xml": style}


def other_library(data):
    data["libraries"]["XlsxWriter"] = "0.0.1"


def test_the_writer_packs_plainly(tiny_run):
    assert is_plain(tiny_run / BOOK)


def test_the_same_content_packed_otherwise_is_a_note(tiny):
    repacked(tiny)
    found = verify_run(reseal(tiny))
    assert found.agrees
    assert found.is_complete
    assert [one.diagnostic.code for one in found.findings] == ["U203"]


def test_another_look_is_an_alteration(tiny):
    repacked(tiny, wider)
    found = found_in(reseal(tiny))
    assert found[0] == ("U115", "allocations.xlsx 与重新写出的不一致。")
    assert ("U122", "allocations.xlsx 里的格式与重新写出的不同。") in found
    assert ("U122", "allocations.xlsx 里的样式与重新写出的不同。") in found


def test_another_library_is_no_excuse_for_another_look(tiny):
    repacked(tiny, wider)
    found = verify_run(reseal(tiny, other_library))
    assert not found.agrees
    assert [one.diagnostic.code for one in found.findings] == ["U115"]


def other_properties(members):
    """What no cell shows."""
    end = b"</cp:coreProperties>"
    parts = members["docProps/core.xml"].replace(end, b"<cp:version>2</cp:version>" + end)
    assert parts != members["docProps/core.xml"]
    return {**members, "docProps/core.xml": parts}


def test_what_only_the_library_accounts_for_was_not_checked(tiny):
    repacked(tiny, other_properties)
    found = verify_run(reseal(tiny, other_library))
    assert [one.diagnostic.code for one in found.findings] == ["U202"]
    assert found.headline is Verdict.NOT_CHECKED
    assert [claim.name for claim in found.claims if claim.verdict is Verdict.NOT_CHECKED] == [BOOK]


def test_another_library_is_no_excuse_for_another_figure(tiny):
    book = load_workbook(tiny / BOOK)
    book["分配表"]["B6"] = "改过"
    book.save(tiny / BOOK)
    found = found_in(reseal(tiny, other_library))
    assert found[0][0] == "U115"
    assert any("记录 改过" in message for _, message in found)


@pytest.mark.parametrize("formula", [True, False])
def test_a_cell_of_the_workbook_is_named(tiny, formula):
    """Its formula, or the value that is stored beside it."""
    name, before, after = (
        (b"<f>", b"<f>0+", None) if formula else (b"<v>10</v>", b"<v>11</v>", None)
    )
    del after

    def change(members):
        sheet = "xl/worksheets/sheet2.xml"
        assert name in members[sheet]
        return {**members, sheet: members[sheet].replace(name, before, 1)}

    repacked(tiny, change)
    ((code, _), (inner, message), *_) = found_in(tiny)
    assert (code, inner) == ("U110", "U114")
    assert "记录" in message


def test_a_member_more_is_named(tiny):
    repacked(tiny, lambda members: {**members, "xl/vbaProject.bin": b"macro"})
    assert ("U122", "allocations.xlsx 里的 xl/vbaProject.bin 与重新写出的不同。") in found_in(tiny)


def test_a_bomb_is_not_opened(tiny):
    repacked(tiny, lambda members: {**members, "xl/bomb.xml": bytes(50_000_000)})
    assert ("U122", "allocations.xlsx 里的压缩包(过大)与重新写出的不同。") in found_in(tiny)


def test_the_place_in_the_page_is_named(tiny):
    path = tiny / "report.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("漆河镇", "漆河乡", 1), encoding="utf-8")
    ((_, _), (code, message)) = found_in(tiny)
    assert code == "U123"
    assert "漆河乡" in message
    assert "漆河镇" in message


def test_a_run_that_cannot_be_read_still_has_its_other_parts_checked(tiny):
    (tiny / "trace.parquet").write_bytes(b"")
    (tiny / "report.html").write_bytes(b"")
    named = [message for _, message in found_in(tiny)]
    assert any(message.startswith("trace.parquet") for message in named)
    assert any(message.startswith("report.html") for message in named)
