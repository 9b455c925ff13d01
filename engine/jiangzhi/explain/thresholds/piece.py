"""A policy evaluated just beyond a point of one input, as functions of that input.

Every comparison met on the way is noted with its difference, whose nearest root ends the
piece on which the functions hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jiangzhi.explain.thresholds.ratio import (
    Polynomial,
    Ratio,
    TooSteep,
    at,
    number,
    roots,
    sign_beyond,
)
from jiangzhi.explain.thresholds.ratio import times as product_of
from jiangzhi.formula.expr import Call, Const, Expr, Marginal, Read
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.value import State, Unknown, Value

_SIGNS: Mapping[str, Callable[[int], bool]] = {
    "eq": lambda sign: sign == 0,
    "ne": lambda sign: sign != 0,
    "lt": lambda sign: sign < 0,
    "le": lambda sign: sign <= 0,
    "gt": lambda sign: sign > 0,
    "ge": lambda sign: sign >= 0,
}


class Opaque(Exception):
    """A value that depends on the input in a way that is not followed (rounding, pools)."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a comparison decides: a condition of a step, reaching a band of a scale, a rank, or
    whether a pool covers its claims."""

    step: str
    condition: Expr | None = None
    band: str = ""
    rank: bool = False
    pool: bool = False

    @property
    def tells(self) -> bool:
        """Whether it is worth telling; a mere MIN or MAX is not."""
        return self.condition is not None or bool(self.band) or self.rank or self.pool


@dataclass(slots=True)
class Piece:
    """Functions just beyond ``t`` in ``direction``. ``read`` gives steps by name."""

    t: Fraction
    direction: int
    read: Callable[[str], Value | Ratio]
    turns: set[Fraction] = field(default_factory=set)
    labels: dict[Fraction, dict[Label, None]] = field(default_factory=dict)
    label: Label | None = None
    rounded: list[tuple[Ratio, Fraction]] = field(default_factory=list)

    def value(self, expr: Expr) -> Value | Ratio:
        """An expression as a value or function. Raises ``Opaque``."""
        match expr:
            case Const():
                return expr.value
            case Read():
                return self.read(expr.name)
            case Marginal():
                return self._marginal(expr)
            case Call():
                return self._call(expr)
            case _:
                raise TypeError(f"{type(expr).__name__} is no expression of a plan")

    def sign(self, ratio: Ratio) -> int:
        """The sign just beyond t; its turns are noted."""
        product: Polynomial = ratio.over if len(ratio.under) == 1 else _product(ratio)
        for root in {*roots(ratio.over), *roots(ratio.under)}:
            for turn in (root, *self._edges_near(root)):
                if (turn - self.t) * self.direction > 0 or turn == self.t:
                    self.turns.add(turn)
                    if self.label is not None and self.label.tells:
                        self.labels.setdefault(turn, {})[self.label] = None
        factor = 1 if len(ratio.under) > 1 or ratio.under[0] > 0 else -1
        return factor * sign_beyond(product, self.t, self.direction)

    def round(self, ratio: Ratio, unit: Fraction) -> Ratio:
        """A rounded amount, followed as if it were not; where it decides a condition, the
        edges of the rounding around the turn are turns as well, and evaluating again tells
        which of them it is."""
        self.rounded.append((ratio, unit))
        return ratio

    def _edges_near(self, root: Fraction) -> set[Fraction]:
        if self.label is None or self.label.condition is None:
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

    def end(self) -> Fraction | None:
        """Where the piece ends, ``None`` where it does not."""
        ahead = [root for root in self.turns if (root - self.t) * self.direction > 0]
        if not ahead:
            return None
        return min(ahead) if self.direction > 0 else max(ahead)

    def _call(self, call: Call) -> Value | Ratio:
        if call.function == "IF":
            condition = self.value(call.args[0])
            if isinstance(condition, bool):
                return self.value(call.args[1 if condition else 2])
        values = [self.value(arg) for arg in call.args]
        if not any(isinstance(value, Ratio) for value in values):
            known = [value for value in values if not isinstance(value, Ratio)]
            return FUNCTIONS[call.function].exact(known, [arg.type for arg in call.args])
        unknown = [value for value in values if isinstance(value, Unknown)]
        if unknown:
            return unknown[0]
        return self.apply(call.function, values)

    def apply(self, function: str, values: Sequence[Value | Ratio]) -> Value | Ratio:
        """A function of which at least one argument moves. Raises ``Opaque``."""
        if function == "ISBLANK":
            return False
        if function in ("IFBLANK", "IFERROR"):
            return values[0]
        try:
            ratios = [as_ratio(value) for value in values]
            if function in _SIGNS:
                return _SIGNS[function](self.sign(ratios[0] - ratios[1]))
            return self._arithmetic(function, ratios)
        except TooSteep:
            raise Opaque from None
        except ZeroDivisionError:
            return Unknown(State.DIVIDED_BY_ZERO)

    def _arithmetic(self, function: str, of: list[Ratio]) -> Ratio:
        match function:
            case "add":
                return of[0] + of[1]
            case "SUM":
                return total(of)
            case "AVERAGE":
                return total(of) * number(Fraction(1, len(of)))
            case "subtract":
                return of[0] - of[1]
            case "multiply":
                return of[0] * of[1]
            case "divide":
                return of[0] * of[1].inverse()
            case "negate":
                return -of[0]
            case "percent":
                return of[0] * number(Fraction(1, 100))
            case "百分点":
                return of[0] * number(100)
            case "SUMPRODUCT":
                return total([a * b for a, b in zip(of[::2], of[1::2], strict=True)])
            case "MIN":
                return self.extreme(of, -1)
            case "MAX":
                return self.extreme(of, 1)
            case "ABS":
                return self.extreme([of[0], -of[0]], 1)
            case "限定":
                return self.extreme([self.extreme([of[0], of[1]], 1), of[2]], -1)
            case _:
                raise Opaque

    def extreme(self, of: Sequence[Ratio], sign: int) -> Ratio:
        """The least (-1) or greatest (1)."""
        best = of[0]
        for one in of[1:]:
            if self.sign(one - best) * sign > 0:
                best = one
        return best

    def _marginal(self, scale: Marginal) -> Value | Ratio:
        amount = self.value(scale.amount)
        base = number(1) if scale.base is None else self.value(scale.base)
        word = "" if scale.selector is None else self.value(scale.selector)
        for one in (amount, base, word):
            if isinstance(one, Unknown):
                return one
        if scale.selector is not None and word not in scale.columns:
            return Unknown(State.NO_RULE)
        rates = scale.rates[0 if scale.selector is None else scale.columns.index(str(word))]
        try:
            if self.sign(as_ratio(base)) <= 0:
                return Unknown(State.DIVIDED_BY_ZERO)
            return self._bands(scale, as_ratio(amount), as_ratio(base), rates)
        except TooSteep:
            raise Opaque from None

    def _bands(
        self, scale: Marginal, amount: Ratio, base: Ratio, rates: Sequence[Expr]
    ) -> Value | Ratio:
        found = number(0)
        before = self.label
        for band, rate_at in zip(scale.bands, rates, strict=True):
            low, high = (
                None if edge.at is None else as_ratio(self.value(edge.at)) * base
                for edge in (band.low, band.high)
            )
            if before is not None:
                self.label = Label(before.step, band=f"{scale.table} {band.label}")
            part = amount
            if low is not None:
                reached = self.sign(amount - low) > 0
                self.label = before
                if not reached:
                    continue
            self.label = before
            if high is not None and self.sign(amount - high) > 0:
                part = high
            if low is not None:
                part = part - low
            rate = self.value(rate_at)
            if isinstance(rate, Unknown):
                return rate
            found = found + part * as_ratio(rate)
        return found


def total(of: Sequence[Ratio]) -> Ratio:
    """The sum."""
    found = number(0)
    for one in of:
        found = found + one
    return found


def as_ratio(value: Value | Ratio) -> Ratio:
    """A number as a function. Raises ``Opaque`` for what is no number."""
    if isinstance(value, Ratio):
        return value
    if isinstance(value, Fraction):
        return number(value)
    raise Opaque


def _product(ratio: Ratio) -> Polynomial:
    try:
        return product_of(ratio.over, ratio.under)
    except TooSteep:
        raise Opaque from None
