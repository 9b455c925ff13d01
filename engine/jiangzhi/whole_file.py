"""A file written whole or not at all; what stood there and differs is kept beside it."""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from jiangzhi.exchange import exchange, locked, try_lock, unlock

_PREFIX: Final = ".jiangzhi-writing-"


@contextmanager
def whole_file(target: Path, *, kept: list[Path] | None = None) -> Iterator[Path]:
    """A hidden file beside ``target`` to write to, which becomes ``target`` at the end.

    Another file of that name is renamed (its new name joins ``kept``), the same one is left.
    What a process that died was writing is swept. Raises ``OSError``, and leaves everything as
    it was; a folder or a link in the way is ``FileExistsError``.
    """
    missing = [folder for folder in target.parents if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with locked(target.parent):
            _sweep(target.parent)
            handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=target.suffix, dir=target.parent)
            part = Path(name)
            lock = try_lock(part)
        os.close(handle)
        try:
            yield part
            mask = os.umask(0o077)
            os.umask(mask)
            part.chmod(0o666 & ~mask)
            with locked(target.parent):
                aside = _put(part, target)
            if aside is not None and kept is not None:
                kept.append(aside)
        finally:
            part.unlink(missing_ok=True)
            unlock(-1 if lock is None else lock)
    finally:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()


def _put(part: Path, target: Path) -> Path | None:
    if not os.path.lexists(target):
        part.rename(target)
        return None
    if target.is_symlink() or not target.is_file():
        raise FileExistsError(17, os.strerror(17), str(target))
    if filecmp.cmp(part, target, shallow=False):
        return None
    number = 1
    while os.path.lexists(aside := target.with_stem(f"{target.stem}-原有{number}")):
        number += 1
    if exchange(part, target):
        part.rename(aside)
    else:
        target.rename(aside)
        part.rename(target)
    return aside


def _sweep(folder: Path) -> None:
    for part in folder.glob(f"{_PREFIX}*"):
        lock = try_lock(part)
        if lock is not None and lock >= 0:
            part.unlink(missing_ok=True)
            unlock(lock)
