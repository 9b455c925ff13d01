"""One stretch of one input: where its comparisons turn, and so where it ends.

Quantities are functions of how far the input has moved. Every comparison met on the way is
noted with its difference, whose nearest root ends the piece on which the functions hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cmp_to_key
from math import floor

from jiangzhi.explain.how_far.label import Label, Sort
from jiangzhi.explain.how_far.rational_functions import (
    Polynomial,
    Ratio,
    TooSteep,
    at,
    number,
    roots,
    sign_beyond,
)
from jiangzhi.explain.how_far.rational_functions import times as product_of
from jiangzhi.formula.types.value import Value

#: A rounding of more units than these is followed as if it were none; a coarser one step by step.
_FINE = 64
#: Turns at which the edges of a rounding before them matter.
_BEHIND_ROUNDINGS = frozenset({Sort.CONDITION})


class Opaque(Exception):
    """A value that depends on the input in a way that is not followed."""


@dataclass(slots=True)
class Piece:
    """The stretch just beyond ``t`` in ``direction``. ``label`` is what is being decided, for
    the entity that is asked about; ``None`` where it is decided for another. ``labels`` say
    what turns where, and whether only about there, a rounding lying between."""

    t: Fraction
    direction: int
    turns: set[Fraction] = field(default_factory=set)
    labels: dict[Fraction, dict[Label, bool]] = field(default_factory=dict)
    label: Label | None = None
    rounded: list[tuple[Ratio, Fraction]] = field(default_factory=list)

    @contextmanager
    def telling(self, label: Label | None) -> Iterator[None]:
        """What the comparisons inside decide."""
        before, self.label = self.label, label
        try:
            yield
        finally:
            self.label = before

    def sign(self, ratio: Ratio) -> int:
        """The sign just beyond t; its turns are noted."""
        for root in {*roots(ratio.over), *roots(ratio.under)}:
            self._note(root, blunt=ratio.blunt)
            for edge in self._edges_near(root) if ratio.blunt else ():
                self._note(edge, blunt=False)
        return self.quiet_sign(ratio)

    def _note(self, turn: Fraction, *, blunt: bool) -> None:
        if (turn - self.t) * self.direction < 0:
            return
        self.turns.add(turn)
        if self.label is not None:
            labels = self.labels.setdefault(turn, {})
            labels[self.label] = blunt or labels.get(self.label, False)

    def quiet_sign(self, ratio: Ratio) -> int:
        """The sign just beyond t, of something that decides nothing by itself."""
        if len(ratio.under) == 1:
            sign = sign_beyond(ratio.over, self.t, self.direction)
            return sign if ratio.under[0] > 0 else -sign
        return sign_beyond(_product(ratio), self.t, self.direction)

    def ordered(self, of: Sequence[Ratio]) -> list[int]:
        """Positions from the least to the greatest just beyond t."""

        def compare(one: int, other: int) -> int:
            return self.quiet_sign(of[one] - of[other])

        return sorted(range(len(of)), key=cmp_to_key(compare))

    def extreme(self, of: Sequence[Ratio], sign: int) -> Ratio:
        """The least (-1) or greatest (1)."""
        best = of[0]
        for one in of[1:]:
            if self.quiet_sign(one - best) * sign > 0:
                best = one
        for one in of:
            if one is not best:
                self.sign(one - best)
        return best

    def round(self, ratio: Ratio, unit: Fraction) -> Ratio:
        """A rounded amount, followed as if it were not; where it decides a condition, the
        edges of the rounding around the turn are turns as well, and evaluating again tells
        which of them it is."""
        if ratio.constant is not None:
            return ratio
        self.rounded.append((ratio, unit))
        return ratio.blunted()

    def is_fine(self, ratio: Ratio, unit: Fraction) -> bool:
        """Whether a rounding is too fine to be followed step by step."""
        under = at(ratio.under, self.t)
        return under == 0 or abs(at(ratio.over, self.t) / under) > _FINE * unit

    def stepped(
        self, ratio: Ratio, unit: Fraction, whole: Callable[[Fraction], Value], *, half: bool
    ) -> Value:
        """A coarse rounding, exactly: the one value that ``whole`` gives between two edges."""
        shift = unit / 2 if half else Fraction(0)
        below = at(ratio.under, self.t)
        if below == 0:
            raise Opaque
        low = floor((at(ratio.over, self.t) / below - shift) / unit) * unit + shift
        if self.quiet_sign(ratio - number(low)) < 0:
            low -= unit
        self.sign(ratio - number(low))
        self.sign(ratio - number(low + unit))
        return whole(low + unit / 2)

    def end(self) -> Fraction | None:
        """Where the piece ends, ``None`` where it does not."""
        ahead = [root for root in self.turns if (root - self.t) * self.direction > 0]
        if not ahead:
            return None
        return min(ahead) if self.direction > 0 else max(ahead)

    def _edges_near(self, root: Fraction) -> set[Fraction]:
        if self.label is None or self.label.sort not in _BEHIND_ROUNDINGS:
            return set()
        found: set[Fraction] = set()
        for ratio, unit in self.rounded:
            try:
                middle = at(ratio.over, root) / at(ratio.under, root) * 2 // unit
                for half in range(-2, 4):
                    edge = number((middle + half) * unit / 2)
                    found.update(roots((ratio - edge).over))
            except (TooSteep, ZeroDivisionError):
                continue
        return found


def total(of: Sequence[Ratio]) -> Ratio:
    """The sum."""
    constants = Fraction(0)
    found = number(0)
    for one in of:
        if one.constant is not None and not one.blunt:
            constants += one.constant
        else:
            found = found + one
    return found + number(constants)


def as_ratio(value: Value | Ratio) -> Ratio:
    """A number as a function, a date by its day. Raises ``Opaque`` for what is neither."""
    if isinstance(value, Ratio):
        return value
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, date):
        return number(value.toordinal())
    raise Opaque


def _product(ratio: Ratio) -> Polynomial:
    try:
        return product_of(ratio.over, ratio.under)
    except TooSteep:
        raise Opaque from None
