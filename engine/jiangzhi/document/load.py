"""A policy file from the disk: its bytes as text, or why not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jiangzhi.diagnostic import FilePlace, Refused, TextPlace
from jiangzhi.document import problems
from jiangzhi.document.model import Document
from jiangzhi.document.read import read_document

#: Marks at the beginning of files that are often given in place of a policy.
_OTHER_FILES: Final = {
    b"PK\x03\x04": ("这是 Word、Excel 或压缩文件", "this is a Word, Excel or archive file"),
    b"\xd0\xcf\x11\xe0": ("这是旧版 Word 或 Excel 文件", "this is an old Word or Excel file"),
    b"%PDF": ("这是 PDF 文件", "this is a PDF file"),
    b"\xff\xfe": ("看起来是 UTF-16(“Unicode”)编码", "it looks like UTF-16 (“Unicode”)"),
    b"\xfe\xff": ("看起来是 UTF-16(“Unicode”)编码", "it looks like UTF-16 (“Unicode”)"),
}


def read_document_file(path: str | Path, *, file: str | None = None) -> Document:
    """The document in a file. ``file`` is its name in places, the path itself by default.

    Raises ``Refused`` where the file cannot be read, is not UTF-8, or is no document.
    """
    shown = str(path) if file is None else file
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason, reason_en = _why_unreadable(error)
        raise Refused(
            [problems.FILE_UNREADABLE.at(FilePlace(shown), reason=reason, reason_en=reason_en)]
        ) from error
    return read_document(_decode(data, shown), file=shown)


def _why_unreadable(error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件", "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹", "this is a folder"
    if isinstance(error, PermissionError):
        return "没有读它的权限", "there is no permission to read it"
    return error.strerror or "读取失败", error.strerror or "reading failed"


def _decode(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        line_end = data.find(b"\n", error.start)
        line = data[line_start : line_end if line_end >= 0 else len(data)]
        reason, reason_en = _what_it_is(data)
        place = TextPlace(
            shown,
            before.count(b"\n") + 1,
            len(data[line_start : error.start].decode("utf-8", "replace")) + 1,
            excerpt=line.decode("gb18030", "replace").rstrip("\r") if "GB" in reason else "",
        )
        raise Refused([problems.NOT_UTF8.at(place, reason=reason, reason_en=reason_en)]) from error


def _what_it_is(data: bytes) -> tuple[str, str]:
    for mark, words in _OTHER_FILES.items():
        if data.startswith(mark):
            return words
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "里面有不是文字的字节", "it holds bytes that are no text"
    return "看起来是 GB18030(GBK、ANSI)编码", "it looks like GB18030 (GBK, ANSI)"
