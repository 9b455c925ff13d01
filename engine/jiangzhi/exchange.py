"""Two names on a disk exchanged in one step, where the system can; and locks of folders."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_HERE, _LINUX_EXCHANGE, _MAC_SWAP = -100, 2, 2
#: What a system or a file system says that cannot exchange.
_CANNOT: Final = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
#: Seconds to wait for another program that holds a folder.
PATIENCE: Final = 10.0


def exchange(one: Path, other: Path) -> bool:
    """Exchange what two names stand for, atomically. ``False``, and nothing done, where the
    system cannot. Raises ``OSError``."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, first, _HERE, second, _LINUX_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _MAC_SWAP)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


class Held(TimeoutError):
    """Another program holds a folder and does not let go."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder against other programs of ours. Raises ``Held`` after ``PATIENCE`` seconds.
    Where the system knows no lock of folders, nothing is held."""
    lock = try_lock(folder)
    deadline = time.monotonic() + PATIENCE
    while lock is None:
        if time.monotonic() > deadline:
            raise Held(errno.EBUSY, os.strerror(errno.EBUSY), str(folder))
        time.sleep(0.01)
        lock = try_lock(folder)
    try:
        yield
    finally:
        unlock(lock)


def try_lock(path: Path) -> int | None:
    """A lock of a file or folder that ends with the process, ``None`` where another holds it,
    −1 where the system knows none. Give it to ``unlock``."""
    try:
        import fcntl
    except ImportError:
        return -1
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        return None if error.errno in (errno.EWOULDBLOCK, errno.EACCES) else -1
    return handle


def unlock(lock: int) -> None:
    """Let go of a lock."""
    if lock >= 0:
        os.close(lock)
