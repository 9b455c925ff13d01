"""Formulas on a piece: values, or functions of the input that moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import trunc
from typing import Final

from jiangzhi.explain.conditions import conditions
from jiangzhi.explain.context import Context
from jiangzhi.explain.how_far.critical_region import Opaque, Piece, as_ratio, total
from jiangzhi.explain.how_far.label import Label, Sort
from jiangzhi.explain.how_far.rational_functions import Ratio, TooSteep, number
from jiangzhi.formula.expr import Call, Const, Expr, Marginal, Read
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.kleene import NO_VALUE, whole
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.formula.typing.digits import unit_of

SIGNS: Final[Mapping[str, Callable[[int], bool]]] = {
    "eq": lambda sign: sign == 0,
    "ne": lambda sign: sign != 0,
    "lt": lambda sign: sign < 0,
    "le": lambda sign: sign <= 0,
    "gt": lambda sign: sign > 0,
    "ge": lambda sign: sign >= 0,
}
#: Functions that give the least or greatest of what they are given.
EXTREMES: Final = frozenset({"MIN", "MAX", "ABS", "限定"})
#: Functions that rise in steps.
STEPS: Final = frozenset({"INT", "每满", "ROUND", "ROUNDUP", "ROUNDDOWN", "SIGN"})
#: Functions that no moving input is followed through, and why.
NOT_FOLLOWED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AND", "OR", "NOT"), "flags are no functions of an input"),
    **dict.fromkeys(
        ("DATE", "DATEDIF", "DAY", "EDATE", "MONTH", "YEAR"), "whole days do not move bit by bit"
    ),
}
_ZERO: Final = Unknown(State.DIVIDED_BY_ZERO)


@dataclass(frozen=True, slots=True)
class Formulas:
    """Evaluates the formulas of one row on a piece. ``step`` is the name under which turns are
    told, "" where they are another row's and told to nobody."""

    context: Context
    piece: Piece
    read: Callable[[str], Value | Ratio]
    step: str

    def label(self, sort: Sort, expr: Expr, index: int = 0) -> Label | None:
        """What the reader is told where something turns."""
        return Label(self.step, sort, expr, index) if self.step else None

    def condition(self, condition: Expr) -> Value:
        """Whether a condition holds. Raises ``Opaque``."""
        with self.piece.telling(self.label(Sort.CONDITION, condition)):
            value = self.value(condition)
        if isinstance(value, Ratio):
            raise Opaque
        return value

    def value(self, expr: Expr) -> Value | Ratio:
        """An expression as a value or function. Raises ``Opaque``."""
        try:
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
        except TooSteep:
            raise Opaque from None
        except ZeroDivisionError:
            return _ZERO

    def _call(self, call: Call) -> Value | Ratio:
        match call.function:
            case "IF" | "IFS":
                return self._chosen(call)
            case "IFERROR" | "IFBLANK":
                value = self.value(call.args[0])
                if isinstance(value, Unknown) and (
                    value.state.failed if call.function == "IFERROR"
                    else value.state is State.MISSING
                ):  # fmt: skip
                    return self.value(call.args[1])
                return value
            case _:
                return self._applied(call, [self.value(arg) for arg in call.args])

    def _chosen(self, call: Call) -> Value | Ratio:
        args = call.args if call.function == "IFS" else (*call.args[:2], None, call.args[2])
        for condition, value in zip(args[::2], args[1::2], strict=True):
            assert value is not None
            if condition is not None:
                every = conditions(self.context, condition)
                parts = [self.condition(one) for one in every]
                holds = FUNCTIONS["AND"].exact(parts, [one.type for one in every])
                if isinstance(holds, Unknown):
                    return holds
                if holds is False:
                    continue
            return self.value(value)
        return Unknown(State.NO_RULE)

    def _applied(self, call: Call, values: Sequence[Value | Ratio]) -> Value | Ratio:
        known = [value for value in values if not isinstance(value, Ratio)]
        types = [arg.type for arg in call.args]
        if len(known) == len(values):
            return FUNCTIONS[call.function].exact(known, types)
        unknown = [value for value in known if isinstance(value, Unknown)]
        if unknown:
            return max(unknown, key=lambda one: one.state)
        if call.function == "ISBLANK":
            return False
        of = [as_ratio(value) for value in values]
        if call.function in SIGNS:
            return SIGNS[call.function](self.piece.sign(of[0] - of[1]))
        if call.function == "属于":
            return any(self.piece.sign(of[0] - other) == 0 for other in of[1:])
        if call.function in EXTREMES:
            with self.piece.telling(self.piece.label or self.label(Sort.EXTREME, call)):
                return self._extreme(call.function, of)
        if call.function in STEPS:
            with self.piece.telling(self.piece.label or self.label(Sort.STEP, call)):
                return self._stepped(call, of)
        return self._arithmetic(call.function, of)

    def _extreme(self, function: str, of: Sequence[Ratio]) -> Ratio:
        match function:
            case "MIN":
                return self.piece.extreme(of, -1)
            case "MAX":
                return self.piece.extreme(of, 1)
            case "ABS":
                return self.piece.extreme([of[0], -of[0]], 1)
            case _:
                least = self.piece.extreme([of[0], of[1]], 1)
                return self.piece.extreme([least, of[2]], -1)

    def _stepped(self, call: Call, of: Sequence[Ratio]) -> Value | Ratio:
        """INT and the ROUND functions: step by step where they are coarse."""
        function = FUNCTIONS[call.function]
        types = [arg.type for arg in call.args]
        if call.function == "SIGN":
            return Fraction(self.piece.sign(of[0]))
        if call.function == "每满":
            return self._whole_steps(of[0], of[1])
        places = Fraction(0) if call.function == "INT" else of[1].constant
        unit = None if places is None else unit_of(places, types[0])
        if places is None or unit is None:
            raise Opaque
        if self.piece.is_fine(of[0], unit):
            return self.piece.round(of[0], unit)
        rest = () if call.function == "INT" else (places,)

        def rounded(between: Fraction) -> Value:
            return function.exact([between, *rest], types)

        return self.piece.stepped(of[0], unit, rounded, half=call.function == "ROUND")

    def _whole_steps(self, of: Ratio, by: Ratio) -> Value | Ratio:
        unit = by.constant
        if unit == 0:
            return _ZERO
        if unit is None:
            raise Opaque
        steps = of * number(1 / unit)
        if self.piece.is_fine(steps, Fraction(1)):
            return self.piece.round(steps, Fraction(1))
        return self.piece.stepped(steps, Fraction(1), lambda one: Fraction(trunc(one)), half=False)

    def _arithmetic(self, function: str, of: Sequence[Ratio]) -> Value | Ratio:
        match function:
            case "add":
                return of[0] + of[1]
            case "SUM":
                return total(of)
            case "AVERAGE":
                return total(of) * number(Fraction(1, len(of)))
            case "MEDIAN":
                return self._median(of)
            case "subtract":
                return of[0] - of[1]
            case "multiply":
                return of[0] * of[1]
            case "divide":
                return of[0] * of[1].inverse()
            case "power":
                return _power(of[0], of[1])
            case "negate":
                return -of[0]
            case "percent":
                return of[0] * number(Fraction(1, 100))
            case "百分点":
                return of[0] * number(100)
            case "MOD":
                return self._remainder(of[0], of[1])
            case "SUMPRODUCT":
                return total([a * b for a, b in zip(of[::2], of[1::2], strict=True)])
            case _:
                raise Opaque

    def _median(self, of: Sequence[Ratio]) -> Ratio:
        order = self.piece.ordered(of)
        low, high = of[order[(len(of) - 1) // 2]], of[order[len(of) // 2]]
        for one in of:
            self.piece.sign(one - low)
            self.piece.sign(one - high)
        return (low + high) * number(Fraction(1, 2))

    def _remainder(self, of: Ratio, by: Ratio) -> Value | Ratio:
        unit = by.constant
        if unit is None or self.piece.is_fine(of, abs(unit)):
            raise Opaque
        if unit == 0:
            return _ZERO
        quotient = self.piece.stepped(
            of * number(1 / unit), Fraction(1), lambda one: Fraction(one // 1), half=False
        )
        return of - as_ratio(quotient) * number(unit)

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
        if self.piece.sign(as_ratio(base)) <= 0:
            return _ZERO
        return self._bands(scale, as_ratio(amount), as_ratio(base), rates)

    def _bands(
        self, scale: Marginal, amount: Ratio, base: Ratio, rates: Sequence[Expr]
    ) -> Value | Ratio:
        found: list[Ratio] = []
        for index, (band, rate_at) in enumerate(zip(scale.bands, rates, strict=True)):
            low, high = (
                None if edge.at is None else as_ratio(self.value(edge.at)) * base
                for edge in (band.low, band.high)
            )
            part = amount
            if low is not None:
                with self.piece.telling(self.label(Sort.BAND, scale, index)):
                    reached = self.piece.sign(amount - low) > 0
                if not reached:
                    continue
            if high is not None and self.piece.sign(amount - high) > 0:
                part = high
            if low is not None:
                part = part - low
            rate = self.value(rate_at)
            if isinstance(rate, Unknown):
                return rate
            found.append(part * as_ratio(rate))
        return total(found)


def _power(base: Ratio, exponent: Ratio) -> Value | Ratio:
    count = None if exponent.constant is None else whole(exponent.constant)
    if count is None:
        return NO_VALUE if exponent.constant is not None else _opaque()
    found = number(1)
    for _ in range(abs(count)):
        found = found * base
    return found if count >= 0 else found.inverse()


def _opaque() -> Ratio:
    raise Opaque
