"""What other programs would be given, where ours goes another way: false statistics of the trace,
idle bytes behind a stream, cells, rows and members that stand twice."""

from __future__ import annotations

import zipfile
import zlib

import pyarrow.parquet as pq
import pytest
from audit.forging import found_in, reseal
from audit.test_outputs import BOOK, other_library, repacked

from jiangzhi.audit.archive import is_plain
from jiangzhi.audit.claims import Subject, Verdict
from jiangzhi.audit.strict_sheet import read_twice
from jiangzhi.audit.strict_trace import read_falsely
from jiangzhi.audit.verify import verify_run
from jiangzhi.record.trace.parquet import read_table

TRACE = "trace.parquet"


def verdict(folder, name):
    found = verify_run(folder)
    return next(claim.verdict for claim in found.claims
                if claim.subject is Subject.OUTPUT and claim.name == name)  # fmt: skip


def other_versions(data):
    data["libraries"].update(XlsxWriter="0.0.1", pyarrow="0.0.1", zlib="0")


def false_statistics(path):
    """The greatest level as another, of the same length, in the footer: what the documented
    filter goes by. The values stay, and so does the column that is called like the level."""
    data = path.read_bytes()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    greatest = b"(\x06"  # Thrift: the field of the greatest value, and its length
    assert data[footer:].count(greatest + "镇街".encode()) == 1
    changed = data[footer:].replace(greatest + "镇街".encode(), greatest + "整体".encode())
    path.write_bytes(data[:footer] + changed)


def test_the_documented_filter_would_leave_out_the_towns(tiny):
    """The attack is real: with the values untouched, another reader finds no town."""
    path = tiny / TRACE
    about = pq.read_metadata(path).row_group(0).column(0).statistics
    assert about.max == "镇街"
    false_statistics(path)
    assert pq.read_metadata(path).row_group(0).column(0).statistics.max != "镇街"


@pytest.mark.parametrize("claim", [lambda _: None, other_versions], ids=["same", "other"])
def test_false_statistics_of_the_trace(tiny, claim):
    false_statistics(tiny / TRACE)
    folder = reseal(tiny, claim)
    assert verdict(folder, TRACE) is Verdict.DIFFERS
    assert "U130" in {code for code, _ in found_in(folder)}


def test_a_trace_written_otherwise_is_not_excused(tiny):
    """All values the same, with statistics of every column, by the same library: not as written.
    Of another version, what its pages say beside the values was not checked."""
    table = read_table(tiny / TRACE)
    pq.write_table(table, tiny / TRACE)
    assert verdict(reseal(tiny), TRACE) is Verdict.DIFFERS


def test_true_statistics_are_no_fault(tiny):
    path = tiny / TRACE
    assert list(read_falsely(path, read_table(path))) == []
    path.write_bytes(path.read_bytes()[:-8] + b"idle" + path.read_bytes()[-8:])
    with pytest.raises(Exception):  # noqa: B017, PT011
        pq.read_metadata(path)


def deflated(data):
    stream = zlib.compressobj(1, zlib.DEFLATED, -15)
    return stream.compress(data) + stream.flush()


def test_a_second_stream_behind_a_member(tiny_run, tmp_path):
    path = tmp_path / BOOK
    text = b"<a/>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a.xml"), text, zipfile.ZIP_DEFLATED)
    assert is_plain(path)
    body = deflated(text)
    info = zipfile.ZipInfo("a.xml")
    more = body + deflated(b"<b/>")
    head = b"PK\3\4" + (20).to_bytes(2, "little") + bytes(2) + (8).to_bytes(2, "little")
    head += bytes(4) + zlib.crc32(text).to_bytes(4, "little")
    head += len(more).to_bytes(4, "little") + len(text).to_bytes(4, "little")
    head += len(info.filename).to_bytes(2, "little") + bytes(2) + b"a.xml"
    listed = (
        b"PK\1\2" + (20).to_bytes(2, "little") + head[4:26] + head[26:28] + bytes(16) + b"a.xml"
    )
    listed = listed[:28] + head[26:28] + bytes(16) + b"a.xml"
    start = len(head) + len(more)
    end = b"PK\5\6" + bytes(4) + b"\1\0\1\0" + len(listed).to_bytes(4, "little")
    path.write_bytes(head + more + listed + end + start.to_bytes(4, "little") + bytes(2))
    with zipfile.ZipFile(path) as archive:
        assert archive.read("a.xml") == text
    assert not is_plain(path)


SHEET = "xl/worksheets/sheet1.xml"


def twice(pattern, end):
    """The first element that starts with a text stands a second time."""

    def change(members):
        text = members[SHEET]
        start = text.index(pattern)
        stop = text.index(end, start) + len(end)
        return {**members, SHEET: text[:stop] + text[start:stop] + text[stop:]}

    return change


TWICE = {
    "a cell": twice(b"<c r=", b"</c>"),
    "a row": twice(b"<row r=", b"</row>"),
    "a value": twice(b"<v>", b"</v>"),
    "the data": twice(b"<sheetData>", b"</sheetData>"),
}


@pytest.mark.parametrize("name", TWICE)
@pytest.mark.parametrize("claim", [lambda _: None, other_library], ids=["same", "other"])
def test_what_stands_twice_in_a_sheet(tiny, name, claim):
    repacked(tiny, TWICE[name])
    assert verdict(reseal(tiny, claim), BOOK) is Verdict.DIFFERS


def test_the_writer_writes_nothing_twice(tiny_run):
    with zipfile.ZipFile(tiny_run / BOOK) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert list(read_twice(members)) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, SHEET.upper()])
def test_a_member_twice(tiny, name):
    with zipfile.ZipFile(tiny / BOOK, "a") as archive:
        archive.writestr(name, b"<worksheet/>")
    assert verdict(reseal(tiny, other_library), BOOK) is Verdict.DIFFERS
