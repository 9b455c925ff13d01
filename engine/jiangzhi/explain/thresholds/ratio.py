"""Quotients of polynomials in one unknown, with exact coefficients.

The unknown t is how far an input has moved from its value. On a stretch where no comparison
turns, every quantity of a policy is such a quotient; mostly it is linear.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Final

Polynomial = tuple[Fraction, ...]

#: Products of higher degree are given up: no regulation multiplies an input so often.
MOST_DEGREE: Final = 4


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
    """The rational roots of a polynomial of degree at most two; others are not looked for."""
    if len(polynomial) == 2:
        return (-polynomial[0] / polynomial[1],)
    if len(polynomial) != 3:
        return ()
    c, b, a = polynomial
    root = _square_root(b * b - 4 * a * c)
    if root is None:
        return ()
    return ((-b - root) / (2 * a), (-b + root) / (2 * a))


def _square_root(value: Fraction) -> Fraction | None:
    if value < 0:
        return None
    upper, lower = isqrt(value.numerator), isqrt(value.denominator)
    found = Fraction(upper, lower)
    return found if found * found == value else None


@dataclass(frozen=True, slots=True)
class Ratio:
    """``over / under``; ``under`` is not the zero polynomial."""

    over: Polynomial
    under: Polynomial = (Fraction(1),)

    def __add__(self, other: Ratio) -> Ratio:
        if self.under == other.under:
            return Ratio(plus(self.over, other.over), self.under)
        over = plus(times(self.over, other.under), times(other.over, self.under))
        return Ratio(over, times(self.under, other.under)).lowered()

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio(times(self.over, other.over), times(self.under, other.under)).lowered()

    def __neg__(self) -> Ratio:
        return Ratio(tuple(-one for one in self.over), self.under)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def inverse(self) -> Ratio:
        """One over it. Raises ``ZeroDivisionError`` for zero."""
        if self.over == (Fraction(0),):
            raise ZeroDivisionError
        return Ratio(self.under, self.over).lowered()

    def lowered(self) -> Ratio:
        """With a factor that both sides have by their constants taken out."""
        if len(self.under) == 1:
            scale = self.under[0]
            return Ratio(tuple(one / scale for one in self.over))
        if len(self.over) == len(self.under):
            scale = self.over[-1] / self.under[-1]
            if tuple(one * scale for one in self.under) == self.over:
                return Ratio((scale,))
        return self

    @property
    def constant(self) -> Fraction | None:
        """Its value where it does not depend on the unknown."""
        if len(self.over) == 1 and len(self.under) == 1:
            return self.over[0] / self.under[0]
        return Fraction(0) if self.over == (Fraction(0),) else None


def number(value: Fraction | int) -> Ratio:
    """A constant."""
    return Ratio((Fraction(value),))
