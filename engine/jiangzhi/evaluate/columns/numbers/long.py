"""Comparing fractions of very long integers, such as means of unrounded rates.

Every fraction is first taken down to whole multiples of 2^-48. Where these differ, the
fractions stand to each other as they do; only the other rows are multiplied out.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from jiangzhi.evaluate.columns.numbers.integers import divided_product, is_wide, narrowed, widened
from jiangzhi.evaluate.columns.numbers.vectors import Array

#: An integer of more binary digits is long: multiplying it for every row takes its time.
_LONG: Final = 512
_DIGITS: Final = 48


def are_long(*parts: Array) -> bool:
    """Whether one of the arrays begins with a long integer."""
    return any(
        is_wide(part) and part.size > 0 and int(part.flat[0]).bit_length() > _LONG for part in parts
    )


def signs_of_fractions(num: Array, den: Array, other: Array, below: Array) -> Array:
    """The sign of ``num/den - other/below``, row by row; denominators positive."""
    whole, part = _taken_down(num, den)
    other_whole, other_part = _taken_down(other, below)
    sign = np.where(whole == other_whole, _sign(part, other_part), _sign(whole, other_whole))
    equal = np.flatnonzero(sign == 0)
    num, den, other, below = (
        np.broadcast_to(one, sign.shape)[equal] for one in (num, den, other, below)
    )
    sign[equal] = _sign(widened(num) * widened(below), widened(other) * widened(den))
    return sign


def _taken_down(num: Array, den: Array) -> tuple[Array, Array]:
    """Whole units, and how many multiples of 2^-48 beyond them."""
    whole = num // den
    rest = num - whole * den
    if is_wide(rest) or is_wide(den):
        part = (widened(rest) << _DIGITS) // widened(den)
        return narrowed(whole, 0, 0)[0], part.astype(np.int64)
    top = int(den.max())
    part, _ = divided_product(
        rest, 2**_DIGITS, den, a_most=top, b_most=2**_DIGITS, c_most=top, most=2**_DIGITS
    )
    return whole, part


def _sign(a: Array, b: Array) -> Array:
    return np.asarray(a > b).astype(np.int8) - np.asarray(a < b).astype(np.int8)
