"""A small generator of made-up figures: the same on every machine and version of Python."""

from __future__ import annotations


class Chance:
    """A linear congruential generator in integers (Numerical Recipes' constants)."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def between(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        self._state = (1664525 * self._state + 1013904223) % 2**32
        return low + (self._state >> 8) % (high - low + 1)

    def one_in(self, count: int) -> bool:
        """True once in so many times."""
        return self.between(1, count) == 1

    def pick(self, *choices: str) -> str:
        """One of the choices."""
        return choices[self.between(0, len(choices) - 1)]
