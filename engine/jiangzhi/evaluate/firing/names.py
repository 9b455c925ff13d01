"""Names of properties, as durable-rules tells them apart: by a 32-bit hash."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: The property that says which step of the chain a fact belongs to.
TAG: Final = "w"
#: Names that the library gives a meaning of its own.
RESERVED: Final = ("sid", "id", "$s", "$m", "$forward", "$timerName", "$baseTime", "$time")
_OFFSET: Final = 0x811C9DC5
_PRIME: Final = 16777619


class NamesCollide(ValueError):
    """Two names that durable-rules would take for one."""


def hash_of(name: str) -> int:
    """The hash by which durable-rules compares names: FNV-1a over bytes taken as signed."""
    found = _OFFSET
    for byte in name.encode():
        signed = byte | 0xFFFFFF00 if byte > 0x7F else byte
        found = ((found ^ signed) * _PRIME) & 0xFFFFFFFF
    return found


def fail_if_names_collide(names: Iterable[str]) -> None:
    """Raise ``NamesCollide`` where two names, or a name and one of the library's, hash alike."""
    seen = {hash_of(name): name for name in (*RESERVED, TAG)}
    for name in sorted(set(names)):
        other = seen.setdefault(hash_of(name), name)
        if other != name or name in RESERVED or name == TAG:
            raise NamesCollide(f"{name} and {other}")


def slot(number: int) -> str:
    """The name of a slot: q0, q1 …"""
    return f"q{number}"
