"""Columns that the columns evaluator already holds as arrays, stored without a detour.

Gives exactly the columns that ``numbers`` gives for the same values, so that a digest does
not depend on which evaluator computed them; ``None`` where it cannot.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from jiangzhi.evaluate.columns.rows.values import ColumnValues, Raw
from jiangzhi.formula.types.types import NUMERIC, Kind, Type
from jiangzhi.record.trace.numbers import LONG, decimal_type, places_for, scale_of
from jiangzhi.record.trace.words import of_codes

_INT64: Final = (1 << 63) - 1
#: Rows that are looked at before all are.
_SOME: Final = 4096


def encode_raw(values: ColumnValues, kind: Type) -> pa.Array | None:
    """The stored column of a computed one, or ``None`` where it takes the slow way."""
    raw = values.raw
    unknown = raw.states != 0
    none = unknown if unknown.any() else None
    if kind.kind is Kind.FLAG:
        return pa.array(np.asarray(raw.data, dtype=bool), mask=none)
    if kind.kind is Kind.CHOICE:
        return of_codes(raw.data, raw.words, unknown)
    if kind.kind is Kind.TEXT:
        return of_codes(raw.data, raw.words, unknown).cast(pa.string())
    if raw.data.dtype != np.int64:
        return None
    known = raw.data if none is None else np.where(unknown, 0, raw.data)
    if kind.kind is Kind.DATE:
        return pa.array(known.astype(np.int32), mask=none).view(pa.date32())
    assert kind.kind in NUMERIC
    if isinstance(raw.den, int):
        found = _decimals(known, raw.den, none, kind)
        if found is not None:
            return found
    return _fractions(known, raw, none, kind)


def _decimals(data: Any, den: int, none: Any, kind: Type) -> pa.Array | None:
    needed = den // int(np.gcd(np.gcd.reduce(data), den)) if len(data) and den > 1 else 1
    divisor = scale_of(kind)
    places = places_for(needed * divisor, kind)
    if places is None:
        return None
    factor, rest = divmod(10**places, needed * divisor)
    assert rest == 0
    units = data if needed == den else data // (den // needed)
    most = max(int(units.max(initial=0)), -int(units.min(initial=0))) * factor
    if most > _INT64:
        return None
    units = np.ascontiguousarray(units if factor == 1 else units * factor)
    stored = decimal_type(places, most)
    if stored.precision == LONG:
        units = np.column_stack((units, units >> 63))
    bitmap = None if none is None else pa.py_buffer(np.packbits(~none, bitorder="little"))
    return pa.Array.from_buffers(stored, len(data), [bitmap, pa.py_buffer(units)])


def _fractions(data: Any, raw: Raw, none: Any, kind: Type) -> pa.Array | None:
    divisor = scale_of(kind)
    den = np.broadcast_to(np.asarray(raw.den), data.shape)
    if den.dtype != np.int64 or int(den.max(initial=1)) > _INT64 // divisor:
        return None
    under = den if divisor == 1 else den * divisor
    if none is not None:
        under = np.where(none, 1, under)
    if _ends(data[:_SOME], under[:_SOME]) and _ends(data, under):
        return None
    common = np.gcd(data, under)
    parts = [pa.array(one // common, mask=none) for one in (data, under)]
    mask = None if none is None else pa.array(none)
    return pa.StructArray.from_arrays(parts, ["numerator", "denominator"], mask=mask)


def _ends(data: Any, under: Any) -> bool:
    """Whether decimals might hold all values: the slow way is left to decide."""
    rest = under // np.gcd(data, under)
    for prime in (2, 5):
        while (even := rest % prime == 0).any():
            rest = np.where(even, rest // prime, rest)
    return bool((rest == 1).all())
