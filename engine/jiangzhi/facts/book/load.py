"""A file of any kind → its grids."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jiangzhi.diagnostic import Diagnostic, FilePlace, Refused
from jiangzhi.facts import limits, problems
from jiangzhi.facts.book.archive import too_big
from jiangzhi.facts.book.sniff import FileKind, sniff
from jiangzhi.facts.grid import Grid


@dataclass(frozen=True, slots=True)
class Book:
    """One file as read: its sheets, its hash, and what is to be noted of it."""

    file: str
    sha256: str
    grids: tuple[Grid, ...]
    notes: tuple[Diagnostic, ...]


def load_book(path: Path, *, file: str = "", encoding: str = "") -> Book:
    """Read a file, named ``file`` (its path by default) in places. Raises ``Refused``.

    ``encoding`` is that of the texts of files that do not state it (text files, old .xls).
    """
    file = file or str(path)
    data = _bytes(path, file)
    sha256 = hashlib.sha256(data).hexdigest()
    notes: list[Diagnostic] = []
    return Book(file, sha256, tuple(_grids(data, file, sha256, notes, encoding)), tuple(notes))


def _bytes(path: Path, file: str) -> bytes:
    try:
        if path.is_dir():
            raise unreadable(file, "这是一个文件夹", "this is a folder")
        if not path.exists():
            raise unreadable(file, "没有这个文件", "there is no such file")
        if not path.is_file():
            raise unreadable(file, "这不是普通文件", "this is no regular file")
        with path.open("rb") as stream:
            # A buffer as large as the limit would be taken for every small file.
            data = stream.read(min(path.stat().st_size, limits.FILE_BYTES) + 1)
    except OSError as error:
        reason = "没有读它的权限" if isinstance(error, PermissionError) else str(error.strerror)
        raise unreadable(file, reason, str(error.strerror)) from error
    except ValueError as error:
        raise unreadable(file, "文件名不对", "the name is no file name") from error
    if len(data) > limits.FILE_BYTES:
        mib = limits.FILE_BYTES // limits.MIB
        raise too_big(file, f"文件大于 {mib} MiB", f"more than {mib} MiB")
    return data


def unreadable(file: str, reason: str, reason_en: str) -> Refused:
    """A file that cannot be opened."""
    return Refused(
        [problems.FILE_UNREADABLE.at(FilePlace(file), reason=reason, reason_en=reason_en)]
    )


def _grids(
    data: bytes, file: str, sha256: str, notes: list[Diagnostic], encoding: str
) -> Sequence[Grid]:
    kind, zh, en = sniff(data[:8192])
    if kind is FileKind.ARCHIVE:
        from jiangzhi.facts.book.xlsx import read_xlsx

        return read_xlsx(data, file=file, sha256=sha256)
    if kind is FileKind.COMPOUND:
        from jiangzhi.facts.book.compound import read_compound

        return read_compound(data, file=file, sha256=sha256, notes=notes, encoding=encoding)
    if kind is FileKind.BIFF:
        from jiangzhi.facts.book.compound import read_xls

        return read_xls(data, file=file, sha256=sha256, encoding=encoding)
    if kind is FileKind.PARQUET:
        from jiangzhi.facts.book.frames import read_parquet

        return read_parquet(data, file=file, sha256=sha256)
    if kind is FileKind.XML_2003:
        from jiangzhi.facts.book.xml_2003 import read_xml_2003

        return read_xml_2003(data, file=file, sha256=sha256)
    if kind is FileKind.TEXT:
        from jiangzhi.facts.book.delimited import read_delimited

        return read_delimited(data, file=file, sha256=sha256, encoding=encoding)
    raise Refused([problems.NOT_A_WORKBOOK.at(FilePlace(file), what=zh, what_en=en)])
