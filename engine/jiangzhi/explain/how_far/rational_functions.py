"""Quotients of polynomials in one unknown, with exact coefficients.

The unknown t is how far an input has moved from its value. On a stretch where no comparison
turns, every quantity of a policy is such a quotient; mostly it is linear.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, isqrt
from typing import Final

Polynomial = tuple[Fraction, ...]

#: Products of higher degree are given up: no regulation multiplies an input so often.
MOST_DEGREE: Final = 8
#: A root that is no fraction is told by two neighbours this far apart (of a 分, of the number one).
_GRAIN: Final = Fraction(1, 2**30)


class TooSteep(Exception):
    """A product whose degree is beyond what is solved exactly."""


def _trimmed(coefficients: list[Fraction]) -> Polynomial:
    while len(coefficients) > 1 and coefficients[-1] == 0:
        coefficients.pop()
    return tuple(coefficients)


def plus(left: Polynomial, right: Polynomial) -> Polynomial:
    """The sum."""
    length = max(len(left), len(right))
    padded = [(*one, *[Fraction(0)] * (length - len(one))) for one in (left, right)]
    return _trimmed([a + b for a, b in zip(*padded, strict=True)])


def times(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product. Raises ``TooSteep``."""
    if len(left) + len(right) - 2 > MOST_DEGREE:
        raise TooSteep
    product = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] += a * b
    return _trimmed(product)


def at(polynomial: Polynomial, t: Fraction) -> Fraction:
    """The value at t."""
    value = Fraction(0)
    for coefficient in reversed(polynomial):
        value = value * t + coefficient
    return value


def sign_beyond(polynomial: Polynomial, t: Fraction, direction: int) -> int:
    """The sign just beyond t in a direction (+1 or -1): the first derivative there that is
    not zero decides."""
    turn = 1
    while polynomial:
        value = at(polynomial, t)
        if value:
            return (1 if value > 0 else -1) * turn
        polynomial = tuple(k * c for k, c in enumerate(polynomial))[1:]
        turn *= direction
    return 0


def roots(polynomial: Polynomial) -> tuple[Fraction, ...]:
    """The real roots, rising: a root that is a fraction itself or, where it is none, the two
    neighbours on a fine grid that it lies between. Beyond degree two a root where the
    polynomial does not change its sign may be left out."""
    if len(polynomial) <= 1:
        return ()
    if len(polynomial) == 2:
        return (-polynomial[0] / polynomial[1],)
    if len(polynomial) == 3:
        c, b, a = polynomial
        root = _square_root(b * b - 4 * a * c)
        if root is not None:
            return tuple(sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)}))
    reach = 1 + max(abs(one / polynomial[-1]) for one in polynomial[:-1])
    slope = tuple(k * one for k, one in enumerate(polynomial))[1:]
    stops = [-reach, *(turn for turn in roots(slope) if abs(turn) < reach), reach]
    found: set[Fraction] = set()
    for low, high in pairwise(stops):
        found.update(_between(polynomial, low, high))
    return tuple(sorted(found))


def _between(polynomial: Polynomial, low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """The root between two points, of which there is at most one, by halving."""
    below, above = at(polynomial, low), at(polynomial, high)
    if below == 0 or above == 0:
        return tuple(end for end, value in ((low, below), (high, above)) if value == 0)
    if (below > 0) == (above > 0):
        return ()
    left, right = floor(low / _GRAIN), ceil(high / _GRAIN)
    while right - left > 1:
        middle = (left + right) // 2
        value = at(polynomial, middle * _GRAIN)
        if value == 0:
            return (middle * _GRAIN,)
        if (value > 0) == (below > 0):
            left = middle
        else:
            right = middle
    return (left * _GRAIN, right * _GRAIN)


def _square_root(value: Fraction) -> Fraction | None:
    if value < 0:
        return None
    upper, lower = isqrt(value.numerator), isqrt(value.denominator)
    found = Fraction(upper, lower)
    return found if found * found == value else None


def _divided(over: Polynomial, under: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Quotient and remainder."""
    rest = list(over)
    quotient = [Fraction(0)] * max(len(over) - len(under) + 1, 1)
    while len(rest) >= len(under) and any(rest):
        factor = rest[-1] / under[-1]
        shift = len(rest) - len(under)
        quotient[shift] = factor
        for place, one in enumerate(under):
            rest[shift + place] -= factor * one
        rest.pop()
    return _trimmed(quotient), _trimmed(rest or [Fraction(0)])


def _common(one: Polynomial, other: Polynomial) -> Polynomial:
    """The greatest common factor."""
    while any(other):
        one, other = other, _divided(one, other)[1]
    return one


@dataclass(frozen=True, slots=True)
class Ratio:
    """``over / under``; ``under`` is not the zero polynomial. ``blunt`` where a rounding lies
    behind it that is not followed: the true value is up to some units of it away."""

    over: Polynomial
    under: Polynomial = (Fraction(1),)
    blunt: bool = False

    def __add__(self, other: Ratio) -> Ratio:
        blunt = self.blunt or other.blunt
        if self.under == other.under:
            return Ratio(plus(self.over, other.over), self.under, blunt)
        over = plus(times(self.over, other.under), times(other.over, self.under))
        return Ratio(over, times(self.under, other.under), blunt).lowered()

    def __mul__(self, other: Ratio) -> Ratio:
        over, under = times(self.over, other.over), times(self.under, other.under)
        return Ratio(over, under, self.blunt or other.blunt).lowered()

    def __neg__(self) -> Ratio:
        return Ratio(tuple(-one for one in self.over), self.under, self.blunt)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def inverse(self) -> Ratio:
        """One over it. Raises ``ZeroDivisionError`` for zero."""
        if self.over == (Fraction(0),):
            raise ZeroDivisionError
        return Ratio(self.under, self.over, self.blunt).lowered()

    def blunted(self) -> Ratio:
        """The same with a rounding behind it."""
        return Ratio(self.over, self.under, blunt=True)

    def lowered(self) -> Ratio:
        """In lowest terms, the highest coefficient below being 1."""
        over, under = self.over, self.under
        if len(under) > 1:
            common = _common(over, under)
            if len(common) > 1:
                over, under = _divided(over, common)[0], _divided(under, common)[0]
        scale = under[-1]
        if scale != 1:
            over, under = tuple(one / scale for one in over), tuple(one / scale for one in under)
        return Ratio(over, under, self.blunt)

    @property
    def constant(self) -> Fraction | None:
        """Its value where it does not depend on the unknown."""
        if len(self.over) == 1 and len(self.under) == 1:
            return self.over[0] / self.under[0]
        return Fraction(0) if self.over == (Fraction(0),) else None


def number(value: Fraction | int) -> Ratio:
    """A constant."""
    return Ratio((Fraction(value),))
