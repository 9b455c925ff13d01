"""The files of a run folder that people put there by signing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from jiangzhi.record.manifest import SIGNATURE

#: The folder, inside a run's, that holds one file for each sign-off: ``0001.json``, ``0002.json``.
SIGN_OFFS: Final = "sign-offs"


def is_signed(folder: Path) -> bool:
    """Whether a run folder holds a signature or a sign-off, be it true or false.

    What is signed is never replaced. Whatever stands where a signature stands counts, also what
    cannot be read. Raises ``OSError`` where it cannot be told.
    """
    if os.path.lexists(folder / SIGNATURE):
        return True
    sign_offs = folder / SIGN_OFFS
    if not os.path.lexists(sign_offs):
        return False
    if sign_offs.is_symlink() or not sign_offs.is_dir():
        return True
    return any(sign_offs.iterdir())
