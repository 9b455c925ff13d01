"""An exception that nobody expected, as a diagnostic."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jiangzhi.cli.problems import FILE_TROUBLE, INTERNAL, OUT_OF_MEMORY
from jiangzhi.diagnostic import Diagnostic, FilePlace

#: What the system says of files, in Chinese.
_REASONS: Final[Mapping[int, str]] = {
    errno.ENOSPC: "磁盘已满", errno.EDQUOT: "超出了磁盘配额", errno.EFBIG: "文件超过了允许的大小",
    errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "磁盘是只读的",
    errno.EBUSY: "别的程序正占着", errno.ETXTBSY: "别的程序正占着",
    errno.ENOENT: "没有这个文件或文件夹", errno.ENOTDIR: "路径中间有一个不是文件夹",
    errno.EISDIR: "这是文件夹,不是文件", errno.EEXIST: "已有同名的文件或文件夹",
    errno.ENOTEMPTY: "文件夹不是空的", errno.ENAMETOOLONG: "名字太长", errno.EIO: "磁盘读写出错",
    errno.ELOOP: "链接绕成了圈", errno.EMFILE: "打开的文件太多", errno.EINVAL: "名字或操作不被允许",
}  # fmt: skip


def diagnostic_of_failure(error: Exception) -> Diagnostic:
    """Trouble with files or memory says so; anything else is an error of the program."""
    trouble = _trouble_with_files(error)
    if trouble is not None:
        return _diagnostic_of_files(trouble)
    if isinstance(error, MemoryError):
        return OUT_OF_MEMORY.at(None)
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else "?"
    reason = f"{type(error).__name__}: {error}".replace("\n", " ")
    return INTERNAL.at(None, reason=reason[:200], where=where)


def _trouble_with_files(error: BaseException) -> OSError | None:
    """The system's own word, also where a library has wrapped it in an exception of its own."""
    if isinstance(error, OSError):
        return error
    inside = [one for one in (*error.args[:1], error.__cause__) if isinstance(one, OSError)]
    return inside[0] if inside else None


def _diagnostic_of_files(error: OSError) -> Diagnostic:
    english = os.strerror(error.errno) if error.errno else str(error) or type(error).__name__
    chinese = _REASONS.get(error.errno or 0, english)
    named = error.filename if error.filename2 is None else error.filename2
    place = FilePlace(os.fsdecode(named)) if isinstance(named, (str, bytes, Path)) else None
    return FILE_TROUBLE.at(place, reason=chinese, reason_en=english)
