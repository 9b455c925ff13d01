"""The outcome's sequences over columns: decoded when asked for, raw when wanted raw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar, overload

import numpy as np

from jiangzhi.evaluate.columns.expressions import day_of
from jiangzhi.evaluate.columns.numbers.vectors import Array, Flags, Numbers, Vector, state_array
from jiangzhi.evaluate.columns.rows.layout import taken
from jiangzhi.formula.types.types import Kind, Scalar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Raw:
    """A column as it was computed, in the order of the facts.

    Numbers: ``data / den`` (int64, or Python integers where they do not fit; ``den`` is one
    integer for all rows or an array). Dates: days since 1970-01-01. Flags: bool. Words:
    indexes into ``words``. An element whose state is not 0 means nothing.
    """

    data: Array
    den: int | Array
    states: Array
    words: Sequence[str] = ()


class _Lazy(Sequence[_T], Generic[_T]):
    """A sequence that compares as a list does."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        raise TypeError("unhashable")


@dataclass(eq=False, slots=True)
class ColumnValues(_Lazy[Scalar | None]):
    """A step's values, one a row of its level. ``raw`` gives them undecoded.

    ``source`` is the vector in the layout's order, or finds it when it is first wanted.
    """

    source: Vector | Callable[[], Vector]
    kind: Kind
    rows: int
    order: Array | None
    _raw: Raw | None = field(default=None)

    @property
    def vector(self) -> Vector:
        """The vector in the layout's order."""
        return self.source() if callable(self.source) else self.source

    @property
    def raw(self) -> Raw:
        """The arrays behind the values."""
        if self._raw is None:
            self._raw = _raw(self.vector, self.rows, self.order)
        return self._raw

    def in_facts_order(self) -> Vector:
        """The vector with its rows as the facts have them."""
        if self.order is None:
            return self.vector
        back = np.empty(len(self.order), dtype=np.int64)
        back[self.order] = np.arange(len(self.order))
        return taken(self.vector, back)

    def __len__(self) -> int:
        return self.rows

    @overload
    def __getitem__(self, index: int) -> Scalar | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Scalar | None]: ...
    def __getitem__(self, index: int | slice) -> Scalar | list[Scalar | None] | None:
        if isinstance(index, slice):
            return list(self._decoded(index))
        at = range(self.rows)[index]
        return next(self._decoded(slice(at, at + 1)))

    def __iter__(self) -> Iterator[Scalar | None]:
        return self._decoded(slice(None))

    def _decoded(self, rows: slice) -> Iterator[Scalar | None]:
        raw = self.raw
        data, states = raw.data[rows].tolist(), raw.states[rows].tolist()
        if isinstance(self.vector, Numbers):
            if self.kind is Kind.DATE:
                return (None if s else day_of(d) for d, s in zip(data, states, strict=True))
            if isinstance(raw.den, int):
                den = raw.den
                return (None if s else Fraction(d, den) for d, s in zip(data, states, strict=True))
            dens = raw.den[rows].tolist()
            return (
                None if s else Fraction(n, d)
                for n, d, s in zip(data, dens, states, strict=True)
            )  # fmt: skip
        if isinstance(self.vector, Flags):
            return (None if s else d for d, s in zip(data, states, strict=True))
        words = raw.words
        return (None if s else words[d] for d, s in zip(data, states, strict=True))


@dataclass(eq=False, slots=True)
class Small(_Lazy[int]):
    """States or cases, one a row. ``array`` gives them as they are."""

    source: Array | Callable[[], Array]
    rows: int

    @property
    def array(self) -> Array:
        """One element a row, in the order of the facts."""
        if callable(self.source):
            self.source = self.source()
        return self.source

    def __len__(self) -> int:
        return self.rows

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [int(one) for one in self.array[index]]
        return int(self.array[index])

    def __iter__(self) -> Iterator[int]:
        return iter(self.array.tolist())


def _raw(vector: Vector, rows: int, order: Array | None) -> Raw:
    def placed(array: Array) -> Array:
        full = np.broadcast_to(array, (rows,))
        return full if order is None else put_back(full, order)

    states = placed(state_array(vector.state, rows))
    if isinstance(vector, Numbers):
        den = vector.den if isinstance(vector.den, int) else placed(vector.den)
        return Raw(placed(vector.num), den, states)
    if isinstance(vector, Flags):
        return Raw(placed(vector.truth), 1, states)
    return Raw(placed(vector.codes), 1, states, vector.book.words)


def put_back(array: Array, order: Array) -> Array:
    """Elements that stand in the layout's order, put back where they came from."""
    found = np.empty(len(order), dtype=array.dtype)
    found[order] = array
    return found
