"""A run folder built out of sight and put in its place, so that nothing of others is lost.

It is built in a hidden folder beside its place, which this process locks: a folder that nobody
locks was left by a process that died, and is swept at the next start. What stood at the place
and is not the same is set aside under a name of its own; nothing that we did not write is ever
deleted. Where the system can exchange two names, the place holds the old run or the new one at
every moment; elsewhere a process that dies between two renames is put right at the next start.
"""

from __future__ import annotations

import errno
import filecmp
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.exchange import exchange, locked, try_lock, unlock
from jiangzhi.publish.problems import NAME_TAKEN, SIGNED_OTHERWISE, SIGNED_RUN_DIFFERS
from jiangzhi.record.manifest import MANIFEST, OUTPUTS, SIGNATURE
from jiangzhi.record.sign_offs.files import is_signed
from jiangzhi.words import Words

_PREFIX: Final = ".jiangzhi-building-"
_BUILT, _OLD, _MARK = "run", "old", "placing.json"
_OURS: Final = {*OUTPUTS, MANIFEST, SIGNATURE}
Tell = Callable[[Words], None]


@contextmanager
def building(out: Path) -> Iterator[Path]:
    """An empty hidden folder below ``out`` for a run to be built in; gone at the end, and with
    it the folders that were made for it, where nothing was put there. Raises ``OSError``."""
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    out.mkdir(parents=True, exist_ok=True)
    try:
        with locked(out):
            _sweep(out)
            hidden = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=out))
            lock = try_lock(hidden)
        try:
            (hidden / _BUILT).mkdir()
            (hidden / _BUILT).chmod(0o755)
            yield hidden / _BUILT
        finally:
            _settle(out, hidden)
            unlock(-1 if lock is None else lock)
    finally:
        for folder in missing:
            try:
                folder.rmdir()
            except OSError:
                break


def put_in_place(built: Path, target: Path, tell: Tell) -> None:
    """Make a built folder the run at ``target``. Tells what was found there. Raises ``Refused``
    where a file has the name, or a signed run is another than this; ``OSError``."""
    with locked(target.parent):
        if not os.path.lexists(target):
            built.rename(target)
            return
        if target.is_symlink() or not target.is_dir():
            raise Refused([NAME_TAKEN.at(FilePlace(str(target)), name=target.name)])
        if not differing(built, target):
            _add_signature(built, target)
            tell(Words("同样的运行结果已在,没有改动", "the same run is there already and was left"))
            return
        if is_signed(target):
            names = "、".join(differing(built, target))
            raise Refused([SIGNED_RUN_DIFFERS.at(FilePlace(str(target)), names=names)])
        aside = _replace(built, target)
    tell(
        Words(
            f"原来同名的文件夹和这次的不同,没有删,改名为 {aside}",
            f"a folder of the same name differed; it was kept as {aside}",
        )
    )


def differing(built: Path, target: Path) -> list[str]:
    """The files of a built run that are missing from a folder or differ there in any byte. What
    else the folder holds does not count, nor who signed it."""
    names = sorted(path.name for path in built.iterdir() if path.name != SIGNATURE)
    return [name for name in names if not _same(built / name, target / name)]


def _same(one: Path, other: Path) -> bool:
    if other.is_symlink() or not other.is_file():
        return False
    return filecmp.cmp(one, other, shallow=False)


def _add_signature(built: Path, target: Path) -> None:
    new, there = built / SIGNATURE, target / SIGNATURE
    if not new.exists() or (there.is_file() and _same(new, there)):
        return
    if os.path.lexists(there):
        raise Refused([SIGNED_OTHERWISE.at(FilePlace(str(there)))])
    new.rename(there)


def _replace(built: Path, target: Path) -> Path:
    """Exchange the two, or rename one after the other; the name under which the old one stays."""
    hidden = built.parent
    number = built.stat().st_ino
    mark = json.dumps({"name": target.name, "new": number})
    (hidden / _MARK).write_text(mark, encoding="utf-8")
    aside = _free_name(target)
    if exchange(built, target):
        built.rename(aside)
        return aside
    target.rename(hidden / _OLD)
    built.rename(target)
    (hidden / _OLD).rename(aside)
    return aside


def _free_name(target: Path) -> Path:
    number = 1
    while os.path.lexists(aside := target.with_name(f"{target.name}-原有{number}")):
        number += 1
    return aside


def _sweep(out: Path) -> None:
    """Settle what processes left behind that died."""
    for hidden in sorted(out.glob(f"{_PREFIX}*")):
        if hidden.is_dir() and not hidden.is_symlink():
            lock = try_lock(hidden)
            if lock is not None and lock >= 0:
                _settle(out, hidden)
                unlock(lock)


def _settle(out: Path, hidden: Path) -> None:
    """Give back what was taken aside, then delete what is ours."""
    mark = _mark(hidden)
    if mark is not None:
        target = out / mark[0]
        kept = hidden / _OLD
        if not kept.exists() and (hidden / _BUILT).exists():
            exchanged = (hidden / _BUILT).stat().st_ino != mark[1]
            kept = hidden / _BUILT if exchanged else kept
        if kept.exists():
            kept.rename(_free_name(target) if os.path.lexists(target) else target)
    for folder in (hidden / _BUILT, hidden):
        if folder.is_dir():
            for path in folder.iterdir():
                if path.name in _OURS or path.name == _MARK:
                    path.unlink()
            try:
                folder.rmdir()
            except OSError as error:
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    raise


def _mark(hidden: Path) -> tuple[str, int] | None:
    try:
        data = json.loads((hidden / _MARK).read_text(encoding="utf-8"))
        name, number = str(data["name"]), int(data["new"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return (name, number) if Path(name).name == name else None
