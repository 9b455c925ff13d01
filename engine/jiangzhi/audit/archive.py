"""A zip archive taken at its strictest: what two programs could read differently is named."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_LOCAL, _CENTRAL, _END = 30, 46, 22
#: What reading a damaged archive may raise.
DAMAGED: Final = (
    BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, NotImplementedError,
    RuntimeError,
)  # fmt: skip


def read_members(path: Path, *, most: int) -> dict[str, bytes] | None:
    """The members of an archive by name, in their order. ``None`` where they hold more than
    ``most`` bytes. Raises one of ``DAMAGED``."""
    with ZipFile(path) as archive:
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > most:
            return None
        return {info.filename: archive.read(info) for info in infos}


def is_plain(path: Path) -> bool:
    """Whether the archive's bytes are its members, one after the other, and their list, and
    nothing else: no gap, no second member of a name (letters of either case are one), no comment,
    nothing before or behind, nothing behind the end of a compressed stream, and the same said of a
    member before it as in the list.

    Raises one of ``DAMAGED``.
    """
    data = path.read_bytes()
    with ZipFile(path) as archive:
        infos = archive.infolist()
        start = archive.start_dir
    if len({info.filename.casefold() for info in infos}) != len(infos):
        return False
    at = 0
    for info in infos:
        name = info.filename.encode("utf-8")
        body = at + _LOCAL + len(name)
        if not _is_plain_member(data, info, at, name):
            return False
        at = body + info.compress_size
        if not _is_whole_stream(data[body:at], info):
            return False
    listed = sum(_CENTRAL + len(info.filename.encode("utf-8")) for info in infos)
    end = data[start + listed :]
    return (
        start == at
        and len(end) == _END
        and end[:4] == b"PK\5\6"
        and end[4:12] == bytes(4) + 2 * len(infos).to_bytes(2, "little")
        and int.from_bytes(end[12:16], "little") == listed
        and int.from_bytes(end[16:20], "little") == start
        and end[20:] == b"\0\0"
    )


def _is_plain_member(data: bytes, info: ZipInfo, at: int, name: bytes) -> bool:
    local = data[at : at + _LOCAL]
    sizes = [int.from_bytes(local[i : i + 4], "little") for i in (14, 18, 22)]
    return (
        info.header_offset == at
        and local[:4] == b"PK\3\4"
        and not info.flag_bits & ~0x800
        and int.from_bytes(local[6:8], "little") == info.flag_bits
        and int.from_bytes(local[8:10], "little") == info.compress_type
        and sizes == [info.CRC, info.compress_size, info.file_size]
        and int.from_bytes(local[26:28], "little") == len(name)
        and not info.comment
        and not info.extra
        and local[28:30] == b"\0\0"
        and data[at + _LOCAL : at + _LOCAL + len(name)] == name
    )


def _is_whole_stream(stored: bytes, info: ZipInfo) -> bool:
    """Whether a member's stored bytes are one stream that ends where they end."""
    if info.compress_type == ZIP_STORED:
        return len(stored) == info.file_size
    if info.compress_type != ZIP_DEFLATED:
        return False
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    size = len(stream.decompress(stored, info.file_size + 1))
    return size == info.file_size and stream.eof and not stream.unused_data
