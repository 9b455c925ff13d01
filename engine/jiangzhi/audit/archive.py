"""A zip archive taken at its strictest: what two programs could read differently is named."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

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
    nothing else: no gap, no second member of a name, no comment, nothing before or behind.

    Raises one of ``DAMAGED``.
    """
    data = path.read_bytes()
    with ZipFile(path) as archive:
        infos = archive.infolist()
        start = archive.start_dir
    if len({info.filename for info in infos}) != len(infos):
        return False
    at = 0
    for info in infos:
        name = info.filename.encode("utf-8")
        local = data[at : at + _LOCAL]
        extra = int.from_bytes(local[28:30], "little")
        if (
            info.header_offset != at
            or local[:4] != b"PK\3\4"
            or info.flag_bits & ~0x800
            or info.comment
            or info.extra
            or extra
            or data[at + _LOCAL : at + _LOCAL + len(name)] != name
        ):
            return False
        at += _LOCAL + len(name) + info.compress_size
    listed = sum(_CENTRAL + len(info.filename.encode("utf-8")) for info in infos)
    end = data[start + listed :]
    return start == at and len(end) == _END and end[:4] == b"PK\5\6" and end[20:] == b"\0\0"
