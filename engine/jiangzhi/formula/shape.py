"""What an expression computes, whatever its place in the file."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from jiangzhi.diagnostic import TextPlace


def shape_of(value: object) -> object:
    """A hashable key, equal for expressions that compute the same."""
    if isinstance(value, TextPlace):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        parts = tuple(
            shape_of(getattr(value, f.name))
            for f in fields(value)
            if f.name not in ("place", "text")
        )
        return type(value).__name__, parts
    if isinstance(value, tuple):
        return tuple(shape_of(part) for part in value)
    return type(value).__name__, value
