"""What a file is, by its bytes; names and extensions are not asked."""

from __future__ import annotations

from enum import Enum
from typing import Final


class FileKind(Enum):
    """The kinds of files that are told apart."""

    ARCHIVE = "archive"  # .xlsx, .xlsm and whatever else is a zip
    COMPOUND = "compound"  # .xls, .et, encrypted .xlsx: OLE2
    BIFF = "biff"  # .xls of Excel 2–4, without a container
    PARQUET = "parquet"
    XML_2003 = "xml 2003"
    TEXT = "text"
    EMPTY = "empty"
    OTHER = "other"


_MARKS: Final = (
    (b"%PDF", "PDF 文件", "a PDF file"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"BM", "图片", "a picture"),
    (b"Rar!", "压缩包", "an archive"),
    (b"7z\xbc\xaf", "压缩包", "an archive"),
    (b"\x1f\x8b", "压缩包", "an archive"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"SQLite format 3", "数据库", "a database"),
)
_HTML: Final = (b"<html", b"<table", b"<!doctype html", b"<meta", b"<head")


def sniff(head: bytes) -> tuple[FileKind, str, str]:
    """The kind of a file from its first few thousand bytes, and what to call it (zh, en)."""
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return FileKind.EMPTY, "空文件", "an empty file"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return FileKind.ARCHIVE, "压缩包", "an archive"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.COMPOUND, "旧版 Office 文件", "an old Office file"
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET, "Parquet 文件", "a Parquet file"
    if head[:2] == b"\x09\x08" or (head[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04")):
        return FileKind.BIFF, "旧版 Excel 文件", "an old Excel file"
    for mark, zh, en in _MARKS:
        if head.startswith(mark) and not (mark == b"BM" and b"," in head[:200]):
            return FileKind.OTHER, zh, en
    return _text(head)


def _text(head: bytes) -> tuple[FileKind, str, str]:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"mime-version:") or b"multipart/related" in start[:2000]:
        return FileKind.OTHER, "网页归档(MHTML)", "a web archive (MHTML)"
    if b"schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start:
        return FileKind.XML_2003, "XML 表格 2003", "an XML spreadsheet of 2003"
    if start.startswith(_HTML) or (start.startswith(b"<") and b"<table" in start):
        return FileKind.OTHER, "网页(HTML)", "a web page (HTML)"
    if start.startswith(b"<?xml"):
        return FileKind.OTHER, "XML 文件", "an XML file"
    if start[:1] in (b"{", b"["):
        return FileKind.OTHER, "JSON 文件", "a JSON file"
    utf_16 = head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf_16(head)
    if b"\x00" in head and not utf_16:
        return FileKind.OTHER, "不认识的二进制文件", "an unknown binary file"
    return FileKind.TEXT, "文本", "text"


def _looks_utf_16(head: bytes) -> bool:
    """UTF-16 without its mark: line ends and separators leave zero bytes on one side only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return (odd >= 2 and even == 0) or (even >= 2 and odd == 0)
