"""A zip archive whose members are read by name, each checked against the limits first."""

from __future__ import annotations

import io
import zipfile
import zlib

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.facts import limits, problems


class Archive:
    """The members of an archive in memory. Entry names are compared, never used as paths."""

    def __init__(self, data: bytes, file: str) -> None:
        """Raises ``Refused`` where the archive is damaged or exceeds a limit."""
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise damaged(file, "压缩包不完整", "the archive is incomplete") from error
        self._check(infos)
        self._infos = {info.filename.replace("\\", "/").lower(): info for info in infos}
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._infos

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises ``Refused`` where it is damaged or holds more than it says."""
        info = self._infos[name.lower()]
        if info.flag_bits & 1:
            raise Refused([problems.PASSWORD.at(FilePlace(self.file))])
        try:
            with self._zip.open(info) as member:
                # No more than it declares is unpacked; what is more fails its check sum.
                data = member.read(info.file_size + 1)
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError,
            RuntimeError,
        ) as error:  # fmt: skip
            raise damaged(self.file, f"{name} 读不出", f"{name} cannot be read") from error
        self._read += len(data)
        if self._read > limits.ARCHIVE_BYTES:
            raise too_big(self.file, "解开后太大", "too large when unpacked")
        return data

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > limits.MEMBERS:
            raise too_big(self.file, f"压缩包里有 {len(infos)} 个成员", f"{len(infos)} members")
        total = sum(info.file_size for info in infos)
        if total > limits.ARCHIVE_BYTES:
            mib = total // limits.MIB
            raise too_big(self.file, f"解开后有 {mib} MiB", f"{mib} MiB when unpacked")
        for info in infos:
            mib = info.file_size // limits.MIB
            if info.file_size > limits.MEMBER_BYTES:
                raise too_big(
                    self.file, f"{info.filename} 解开后有 {mib} MiB", f"a member of {mib} MiB"
                )
            ratio = info.file_size // max(info.compress_size, 1)
            if info.file_size > limits.RATIO_COUNTS_FROM and ratio > limits.RATIO:
                raise too_big(
                    self.file,
                    f"{info.filename} 的压缩比是 {ratio}",
                    f"a member is compressed {ratio} times",
                )


def damaged(file: str, reason: str, reason_en: str) -> Refused:
    """A file that cannot be read for what it is."""
    return Refused([problems.DAMAGED.at(FilePlace(file), reason=reason, reason_en=reason_en)])


def too_big(file: str, reason: str, reason_en: str) -> Refused:
    """A file beyond a limit."""
    return Refused([problems.TOO_BIG.at(FilePlace(file), reason=reason, reason_en=reason_en)])
