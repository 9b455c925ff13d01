"""Exact fractions as integers in the same order: for ranks, medians and the k-th largest.

Two different fractions whose denominators are at most D lie at least 1/D² apart. So their
expansions to 2·log2(D) binary digits differ, and compare as the fractions do.
"""

from __future__ import annotations

import numpy as np

from jiangzhi.evaluate.columns.numbers.integers import divided_product, is_wide, widened
from jiangzhi.evaluate.columns.numbers.vectors import Array, Numbers

_DIGITS = 48


def order_codes(numbers: Numbers, rows: int) -> Array:
    """An int64 for each row: equal where the numbers are, larger where they are larger."""
    num = np.broadcast_to(numbers.num, (rows,))
    if isinstance(numbers.den, int):
        return _dense([num]) if is_wide(num) else num
    den = np.broadcast_to(numbers.den, (rows,))
    if rows == 0:
        return np.zeros(0, dtype=np.int64)
    top = int(den.max())
    needed = 2 * top.bit_length()
    if is_wide(num) or is_wide(den) or top >= 2**61:
        return _dense([(widened(num) << needed) // widened(den)])
    digit = num // den
    rest = num - digit * den
    keys = [digit]
    while needed > 0:
        digit, rest = divided_product(
            rest, 2**_DIGITS, den, a_most=top, b_most=2**_DIGITS, c_most=top, most=2**_DIGITS
        )
        keys.append(digit)
        needed -= _DIGITS
    return _dense(keys)


def _dense(keys: list[Array]) -> Array:
    """Ranks by the keys, the first key first, without gaps."""
    order = np.argsort(keys[0], kind="stable") if len(keys) == 1 else np.lexsort(keys[::-1])
    new = np.zeros(len(order), dtype=np.int64)
    for key in keys:
        ordered = key[order]
        new[1:] |= np.asarray(ordered[1:] != ordered[:-1], dtype=np.int64)
    codes = np.empty(len(order), dtype=np.int64)
    codes[order] = np.cumsum(new)
    return codes
