"""Exact numbers as Arrow columns: decimals where they end, else numerator and denominator.

Money is stored in 元. A column is a decimal with the fewest decimal places that hold all its
values, of 18 digits where these hold them (64-bit) and else of 38, or a struct of ``numerator``
and ``denominator``: 64-bit where they fit, decimal text where they do not (hexadecimal from some
4,000 digits on).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, Final, overload

import numpy as np
import pyarrow as pa

from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.money import integer_text
from jiangzhi.record.trace.digest import SHORT

LONG: Final = 38
_MOST_PLACES: Final = 18
_INT64: Final = 1 << 63


def scale_of(kind: Type) -> int:
    """What a value is divided by for the store: 分 become 元."""
    return 100 if kind.kind is Kind.MONEY else 1


def encode_numbers(values: Sequence[Scalar | None], kind: Type) -> pa.Array:
    """A column of exact numbers. ``None`` becomes null."""
    divisor = scale_of(kind)
    known = [_fraction(value) for value in values]
    denominator = 1
    for value in known:
        if value is not None and denominator % value.denominator:
            denominator = lcm(denominator, value.denominator)
            if denominator > 10**_MOST_PLACES:
                break
    places = places_for(denominator * divisor, kind)
    if places is not None:
        factor = Fraction(10**places, divisor)
        units = [None if value is None else int(value * factor) for value in known]
        most = max((abs(unit) for unit in units if unit is not None), default=0)
        if most < 10**LONG:
            return _decimals(units, decimal_type(places, most))
    return _fractions([None if value is None else value / divisor for value in known])


def _fraction(value: Scalar | None) -> Fraction | None:
    return value if value is None or isinstance(value, Fraction) else Fraction(value)  # type: ignore[arg-type]


def places_for(denominator: int, kind: Type) -> int | None:
    """The fewest decimals that hold all multiples of one over the denominator."""
    least = 2 if kind.kind is Kind.MONEY else 0
    for places in range(least, _MOST_PLACES + 1):
        if 10**places % denominator == 0:
            return places
    return None


def decimal_type(places: int, most: int) -> Any:
    """The type of decimals whose integers without the point are at most ``most``."""
    return pa.decimal64(SHORT, places) if most < 10**SHORT else pa.decimal128(LONG, places)


def _decimals(units: Sequence[int | None], stored: Any) -> pa.Array:
    size = stored.byte_width
    data = b"".join((unit or 0).to_bytes(size, "little", signed=True) for unit in units)
    known = np.fromiter((unit is not None for unit in units), dtype=bool, count=len(units))
    bitmap = pa.py_buffer(np.packbits(known, bitorder="little").tobytes())
    buffers = [None if known.all() else bitmap, pa.py_buffer(data)]
    return pa.Array.from_buffers(stored, len(units), buffers)


def _fractions(values: Sequence[Fraction | None]) -> pa.Array:
    fits = all(
        value is None or (abs(value.numerator) < _INT64 and value.denominator < _INT64)
        for value in values
    )
    part = pa.int64() if fits else pa.string()

    def column(parts: Iterator[int | None]) -> pa.Array:
        return pa.array(
            [one if fits or one is None else integer_text(one) for one in parts], type=part
        )

    numerators = column(None if value is None else value.numerator for value in values)
    denominators = column(None if value is None else value.denominator for value in values)
    mask = pa.array([value is None for value in values], type=pa.bool_())
    return pa.StructArray.from_arrays(
        [numerators, denominators], ["numerator", "denominator"], mask=mask
    )


class Decimals(Sequence["Scalar | None"]):
    """A stored decimal column, read one value at a time."""

    def __init__(self, array: Any, kind: Type) -> None:
        self._array = array
        size = array.type.byte_width // 8
        self._words = np.frombuffer(array.buffers()[1], dtype="<i8").reshape(-1, size)
        self._start = array.offset
        self._known = None if array.null_count == 0 else array.is_valid().to_numpy(False)
        self._divisor = 10**array.type.scale
        self._factor = scale_of(kind)

    def __len__(self) -> int:
        return len(self._array)

    @overload
    def __getitem__(self, index: int) -> Scalar | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Scalar | None]: ...
    def __getitem__(self, index: int | slice) -> Scalar | list[Scalar | None] | None:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        at = index % len(self)
        if self._known is not None and not self._known[at]:
            return None
        low, *high = self._words[self._start + at]
        units = (int(high[0]) << 64) | (int(low) & (1 << 64) - 1) if high else int(low)
        return Fraction(units * self._factor, self._divisor)


class Fractions(Sequence["Scalar | None"]):
    """A stored column of numerators and denominators, read one value at a time."""

    def __init__(self, array: Any, kind: Type) -> None:
        self._array = array
        self._factor = scale_of(kind)

    def __len__(self) -> int:
        return len(self._array)

    @overload
    def __getitem__(self, index: int) -> Scalar | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Scalar | None]: ...
    def __getitem__(self, index: int | slice) -> Scalar | list[Scalar | None] | None:
        if isinstance(index, slice):
            return [self._value(pair) for pair in self._array[index].to_pylist()]
        return self._value(self._array[index].as_py())

    def __iter__(self) -> Iterator[Scalar | None]:
        return (self._value(pair) for pair in self._array.to_pylist())

    def _value(self, pair: Any) -> Fraction | None:
        if pair is None:
            return None
        num, den = (
            int(part, 0) if isinstance(part, str) else part
            for part in (pair["numerator"], pair["denominator"])
        )
        return Fraction(num, den) * self._factor


def decode_numbers(array: Any, kind: Type) -> Sequence[Scalar | None]:
    """The values of a stored column of numbers, money in 分 again."""
    return Decimals(array, kind) if pa.types.is_decimal(array.type) else Fractions(array, kind)
