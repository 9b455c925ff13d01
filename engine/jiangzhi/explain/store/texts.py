"""A stored column of texts, read one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload


class Texts(Sequence[str]):
    """The texts of an Arrow column; a null is the empty text."""

    def __init__(self, array: Any) -> None:
        self._array = array

    def __len__(self) -> int:
        return len(self._array)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [text or "" for text in self._array[index].to_pylist()]
        return self._array[index].as_py() or ""
