"""Raw cells as the texts that stand in the sheet, made when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from jiangzhi.facts.cells.words import plain_text
from jiangzhi.facts.grid import ErrorCell, Raw, Uncomputed


class RawTexts(Sequence[str]):
    """``self[i]`` is the text of cell i."""

    __slots__ = ("cells",)

    def __init__(self, cells: Sequence[Raw]) -> None:
        self.cells = cells

    def __len__(self) -> int:
        return len(self.cells)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return RawTexts(self.cells[index])
        return text_of(self.cells[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def text_of(raw: Raw) -> str:
    """What a cell shows, nothing for an empty one."""
    if isinstance(raw, ErrorCell):
        return raw.text
    if isinstance(raw, Uncomputed):
        return f"={raw.formula}"
    return plain_text(raw) or ""
