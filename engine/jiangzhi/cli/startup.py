"""A process of our own, without what would cost a small run a fifth of its time."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Final

#: Imported by pyarrow at its first conversion, to look for data frames. No command has any.
_NOT_NEEDED: Final = "pandas"
#: Objects made between two searches for garbage; a run makes many and drops few in cycles.
_OBJECTS: Final = 50_000


class _Absent:
    """Finds that a module is not there."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> None:
        """Raise ``ModuleNotFoundError`` for the one module; know nothing of others."""
        if name == _NOT_NEEDED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def make_lean() -> None:
    """Keep pandas out of this process, and search for garbage less often. Only for a process
    that runs one command: within another program both would be felt by others."""
    if _NOT_NEEDED not in sys.modules:
        sys.meta_path.insert(0, _Absent())
    gc.set_threshold(_OBJECTS, 20, 50)
