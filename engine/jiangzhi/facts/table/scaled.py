"""A large column of exact numbers as integers with one denominator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, overload

from jiangzhi.facts.cells.cell_result import as_shown
from jiangzhi.formula.types.types import Scalar

_PLACES: Final = (0, 1, 2, 3, 4, 6, 8)
#: Decimals of up to 15 digits are told apart by doubles, so one that divides back to the
#: double is the shortest decimal that the double prints as.
_TOLD_APART: Final = 10**15


def _is_shown_as(number: float, numerator: int, scale: int) -> bool:
    """Whether a spreadsheet shows a double as ``numerator / scale``."""
    return numerator / scale == number or Fraction(as_shown(number)) * scale == numerator


class Scaled(Sequence[Scalar | None]):
    """``self[i]`` is ``numerators[i] / denominator`` as a ``Fraction``; none is missing."""

    __slots__ = ("denominator", "numerators")

    def __init__(self, numerators: Sequence[int], denominator: int) -> None:
        self.numerators = numerators
        self.denominator = denominator

    def __len__(self) -> int:
        return len(self.numerators)

    @overload
    def __getitem__(self, index: int) -> Scalar | None: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Scalar | None]: ...
    def __getitem__(self, index: int | slice) -> Scalar | Sequence[Scalar | None] | None:
        if isinstance(index, slice):
            return Scaled(self.numerators[index], self.denominator)
        return Fraction(self.numerators[index], self.denominator)

    def __iter__(self) -> Iterator[Scalar | None]:
        if self.denominator == 1:
            return map(Fraction, self.numerators)
        return (Fraction(n, self.denominator) for n in self.numerators)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def scaled(cells: Sequence[float]) -> tuple[list[int], int, list[int]] | None:
    """Doubles as integers over a power of ten, exactly the decimals that spreadsheets show, and
    the positions of those that are stored otherwise; ``None`` where some has more digits."""
    import numpy as np

    doubles = np.array(cells, dtype=np.float64)
    for places in _PLACES:
        scale = 10**places
        if any(not _is_shown_as(x, round(x * scale), scale) for x in cells[:20]):
            continue
        numerators = np.rint(doubles * scale)
        if np.abs(numerators).max() >= _TOLD_APART:
            return None
        found = numerators.astype(np.int64).tolist()
        noisy = np.flatnonzero(numerators / scale != doubles).tolist()
        if all(_is_shown_as(cells[n], found[n], scale) for n in noisy):
            return found, scale, noisy
    return None
