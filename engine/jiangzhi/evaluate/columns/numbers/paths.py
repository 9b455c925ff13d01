"""Which way the integers of a step were computed, for those who ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum


class Path(IntEnum):
    """From the fastest to the slowest."""

    NARROW = 0  # int64, proved not to overflow
    WRAPPED = 1  # int64 whose product wraps and whose remainder corrects it
    LIMBS = 2  # two limbs of 64 bits
    WIDE = 3  # Python integers


_taken: ContextVar[set[Path] | None] = ContextVar("paths_taken", default=None)


def take(path: Path) -> None:
    """Say that a path other than the narrow one was taken."""
    taken = _taken.get()
    if taken is not None:
        taken.add(path)


@contextmanager
def watching() -> Iterator[set[Path]]:
    """The paths taken inside the block."""
    taken: set[Path] = set()
    token = _taken.set(taken)
    try:
        yield taken
    finally:
        _taken.reset(token)
