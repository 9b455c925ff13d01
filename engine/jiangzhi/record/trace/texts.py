"""A stored column of texts, read one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

import pyarrow as pa
import pyarrow.compute as pc


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

    @property
    def filled(self) -> pa.Array:
        """The texts as a column without nulls."""
        return pc.fill_null(self._array.cast(pa.string()), "")


def texts(values: Sequence[str]) -> pa.Array:
    """A column of texts."""
    if isinstance(values, Texts):
        return values.filled
    return pa.array(values, type=pa.string())
