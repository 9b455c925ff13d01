"""Columns that the columns evaluator already holds as arrays, stored without a detour.

Gives exactly the columns that ``numbers`` and ``columns`` give for the same values, so that a
digest does not depend on which evaluator computed them; ``None`` where it cannot.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from jiangzhi.evaluate.columns.values import ColumnValues, Raw
from jiangzhi.explain.store.numbers import PRECISION, places_for, scale_of
from jiangzhi.formula.types import NUMERIC, Kind, Type

_INT64: Final = (1 << 63) - 1


def encode_raw(values: ColumnValues, kind: Type) -> pa.Array | None:
    """The stored column of a computed one, or ``None`` where it takes the slow way."""
    raw = values.raw
    unknown = raw.states != 0
    if kind.kind is Kind.FLAG:
        return pa.array(np.asarray(raw.data, dtype=bool), mask=unknown)
    if raw.words:
        codes = pa.array(np.asarray(raw.data, dtype=np.int32), mask=unknown)
        return pa.DictionaryArray.from_arrays(codes, pa.array(raw.words, type=pa.string())).cast(
            pa.string()
        )
    if kind.kind not in NUMERIC or raw.data.dtype != np.int64:
        return None
    known = np.where(unknown, 0, raw.data)
    if isinstance(raw.den, int):
        return _decimals(known, raw.den, unknown, kind) or _fractions(known, raw, unknown, kind)
    return _fractions(known, raw, unknown, kind)


def _decimals(data: Any, den: int, unknown: Any, kind: Type) -> pa.Array | None:
    needed = den // int(np.gcd(np.gcd.reduce(data), den)) if len(data) else 1
    divisor = scale_of(kind)
    places = places_for(needed * divisor, kind)
    if places is None:
        return None
    factor, rest = divmod(10**places, needed * divisor)
    assert rest == 0
    units = data // (den // needed)
    most = max(int(units.max(initial=0)), -int(units.min(initial=0)))
    if most * factor > _INT64:
        return None
    words = np.empty((len(units), 2), dtype="<i8")
    words[:, 0] = units * factor
    words[:, 1] = words[:, 0] >> 63
    bitmap = None
    if unknown.any():
        bitmap = pa.py_buffer(np.packbits(~unknown, bitorder="little").tobytes())
    buffers = [bitmap, pa.py_buffer(words)]
    return pa.Array.from_buffers(pa.decimal128(PRECISION, places), len(units), buffers)


def _fractions(data: Any, raw: Raw, unknown: Any, kind: Type) -> pa.Array | None:
    divisor = scale_of(kind)
    den = np.broadcast_to(np.asarray(raw.den), data.shape)
    if den.dtype != np.int64 or int(den.max(initial=1)) > _INT64 // divisor:
        return None
    under = np.where(unknown, 1, den * divisor)
    if _ends(data, under, kind):
        return None
    common = np.gcd(data, under)
    parts = [pa.array(one // common, mask=unknown) for one in (data, under)]
    mask = pa.array(unknown)
    return pa.StructArray.from_arrays(parts, ["numerator", "denominator"], mask=mask)


def _ends(data: Any, under: Any, kind: Type) -> bool:
    """Whether the slow way might find decimals that hold all values: it is left to decide."""
    rest = under // np.gcd(data, under)
    for prime in (2, 5):
        while (even := rest % prime == 0).any():
            rest = np.where(even, rest // prime, rest)
    return bool((rest == 1).all())
