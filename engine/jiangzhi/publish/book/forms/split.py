"""An amount split between recipients, adding up to it exactly.

The amount is rounded to whole units; each part's quotient and remainder are exact (the
product of units and weight stays below 2^53 or is split as in an allocation's quotas).
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from jiangzhi.formula.types.types import COUNT
from jiangzhi.formula.types.value import Unknown, Value, worst
from jiangzhi.plan.model import SplitStep
from jiangzhi.policy.model import Remainder
from jiangzhi.publish.book.form import (
    Bind,
    Form,
    cell_denominator,
    per_cell,
    power_text,
)
from jiangzhi.publish.book.forms.rounding import multiples
from jiangzhi.publish.book.site import open_site
from jiangzhi.publish.book.workings import FAILED_NAME, Column, Spot, Workings


def split(step: SplitStep, work: Workings, *, sheet: str) -> Form:
    """The form of one part: its whole units, turned back into 元."""
    if not _fits(step, work):
        return Form("", step.head.type, clean=True, signed=True)
    key = f"split|{'|'.join(step.parts)}"
    spots = work.shared.get(key)
    if not isinstance(spots, list):
        spots = _Parts(step, work).columns()
        work.shared[key] = spots
    unit = step.rounding.unit / per_cell(step.head.type)
    cell = work.reference(spots[step.index], sheet=sheet, level=step.head.level)
    text = cell if unit.numerator == 1 else f"{cell}*{power_text(unit.numerator)}"
    text += "" if unit.denominator == 1 else f"/{power_text(unit.denominator)}"
    return Form(text, step.head.type, Bind.MULTIPLY, clean=True, signed=True)


def _fits(step: SplitStep, work: Workings) -> bool:
    """Whether units times weights are whole numbers that a double holds."""
    amounts = work.outcome.steps[step.amount].values
    units = max((abs(v) for v in amounts if isinstance(v, Fraction)), default=Fraction(0))
    weight, scale = Fraction(0), 1
    for name in step.weights:
        known = [v for v in work.outcome.steps[name].values if isinstance(v, Fraction)]
        weight += max(known, default=Fraction(0))
        scale = lcm(scale, *(v.denominator for v in known))
    return 2 * units / step.rounding.unit * weight * scale < 2**53


class _Parts:
    """The helper columns of all parts of one amount."""

    def __init__(self, step: SplitStep, work: Workings) -> None:
        self.step, self.work = step, work
        self.sheet = work.sheet(step.head.level, helper=True).name
        self.site = open_site(step.head, work, sheet=self.sheet)
        self.scale = self._scale()

    def columns(self) -> list[Spot]:
        """Adds them; where each part's units stand."""
        step, unit = self.step, self.step.rounding.unit / per_cell(self.step.head.type)
        weights = [self._weight(index) for index in range(len(step.weights))]
        across = self._across(weights)
        form = self.site.read(step.amount)
        refused = f"OR(MIN({across})<0,SUM({across})=0)"
        amount = multiples(form, unit=unit, mode=step.rounding.mode)
        total = self._add("总额(单位)", f"IF({refused},{FAILED_NAME},{amount})", self._units)
        size = f"ABS({self._at(total)})"
        quotients = [self._quotient(index, size, weights, across) for index in range(len(weights))]
        nearest = step.remainder.nearest
        left = self._add(
            "尾差", f"{size}-SUM({self._across(quotients)})",
            lambda row: self._of(row, lambda shares, size, _: Fraction(size - sum(shares))),
        )  # fmt: skip
        if not nearest:
            return self._by_remainder(
                total, size, weights, quotients=quotients, left=left, across=across
            )
        return self._in_turn(total, quotients, left)

    def _scale(self) -> int:
        known = [cell_denominator(self.site.read(name)) for name in self.step.weights]
        return lcm(*(d if d is not None else 10**6 for d in known))

    def _weight(self, index: int) -> Spot:
        name = self.step.weights[index]
        form = self.site.read(name)
        scale = self.scale
        text = form.text
        if scale != 1:
            text = f"ROUND({form.within(Bind.MULTIPLY)}*{power_text(scale)},0)"
        values = self.work.values(name)

        def value(row: int) -> Value:
            found = values(row)
            if not isinstance(found, Fraction):
                return found
            return found * scale / per_cell(form.type)

        return self._add(f"{self.step.parts[index]}份数", text, value)

    def _quotient(self, index: int, size: str, weights: list[Spot], across: str) -> Spot:
        """Rounded down for the largest remainder, to the nearest for first and last."""
        own = self._at(weights[index])
        half = f"+SUM({across})" if self.step.remainder.nearest else ""
        text = f"INT({size}*{own}/SUM({across}))"
        if half:
            text = f"INT((2*{size}*{own}{half})/(2*SUM({across})))"
        return self._add(
            f"{self.step.parts[index]}取整", text,
            lambda row: self._of(row, lambda shares, _, __: Fraction(shares[index])),
        )  # fmt: skip

    def _by_remainder(
        self,
        total: Spot,
        size: str,
        weights: list[Spot],
        *,
        quotients: list[Spot],
        left: Spot,
        across: str,
    ) -> list[Spot]:
        rests = []
        for index in range(len(weights)):
            own, quotient = self._at(weights[index]), self._at(quotients[index])
            rests.append(
                self._add(
                    f"{self.step.parts[index]}余数",
                    f"{size}*{own}-{quotient}*SUM({across})",
                    lambda row, at=index: self._of(
                        row, lambda shares, size, w: Fraction(size * w[at] - shares[at] * sum(w))
                    ),
                )
            )
        found = []
        for index, share in enumerate(quotients):
            own = self._at(rests[index])
            ahead = [f"({self._at(rest)}>={own})" for rest in rests[:index]]
            ahead += [f"({self._at(rest)}>{own})" for rest in rests[index + 1 :]]
            more = f"IF({'+'.join(ahead) or '0'}<{self._at(left)},1,0)"
            text = f"SIGN({self._at(total)})*({self._at(share)}+{more})"
            found.append(self._part(index, text))
        return found

    def _in_turn(self, total: Spot, quotients: list[Spot], left: Spot) -> list[Spot]:
        """All of the difference to the first (or last) part, what would turn it negative to
        the next one."""
        order = list(range(len(quotients)))
        if self.step.remainder is Remainder.TO_LAST:
            order.reverse()
        texts = {}
        for at, index in enumerate(order):
            share = self._at(quotients[index])
            if at == 0:
                texts[index] = f"MAX(0,{share}+{self._at(left)})"
                continue
            ahead = "+".join([self._at(left), *(self._at(quotients[i]) for i in order[:at])])
            texts[index] = f"MAX(0,{share}+MIN(0,{ahead}))"
        sign = f"SIGN({self._at(total)})"
        return [self._part(index, f"{sign}*{texts[index]}") for index in range(len(quotients))]

    def _part(self, index: int, text: str) -> Spot:
        name = self.step.parts[index]
        unit, values = self.step.rounding.unit, self.work.values(name)

        def value(row: int) -> Value:
            found = values(row)
            return found / unit if isinstance(found, Fraction) else found

        return self._add(f"{name}(单位)", text, value)

    def _units(self, row: int) -> Value:
        return self._of(row, lambda _, size, __: Fraction(size), signed=True)

    def _of(self, row: int, take, *, signed: bool = False) -> Value:  # type: ignore[no-untyped-def]
        """What the parts of a row come to: whole shares before the remainder, size, weights."""
        step = self.step
        values = [self.work.values(name)(row) for name in (step.amount, *step.weights)]
        given = self.work.values(step.parts[0])(row)
        unknown = worst([*values, given])
        if isinstance(unknown, Unknown):
            return unknown
        amount, *weights = (v for v in values if isinstance(v, Fraction))
        units = step.rounding.multiples(amount)
        types = [self.site.read(name).type for name in step.weights]
        whole = [int(w * self.scale / per_cell(t)) for w, t in zip(weights, types, strict=True)]
        size, over = abs(units), sum(whole)
        if step.remainder.nearest:
            shares = [(2 * size * w + over) // (2 * over) for w in whole]
        else:
            shares = [size * w // over for w in whole]
        found: Value = take(shares, units if signed else size, whole)
        return found

    def _at(self, spot: Spot) -> str:
        return self.work.reference(spot, sheet=self.sheet, level=self.step.head.level)

    def _across(self, spots: list[Spot]) -> str:
        return self.work.across(spots[0], spots[-1], sheet=self.sheet, level=self.step.head.level)

    def _add(self, heading: str, text: str, value) -> Spot:  # type: ignore[no-untyped-def]
        title = f"{'、'.join(self.step.parts)}·{heading}"
        spot = self.work.place(self.step.head.level, title, helper=True)
        self.work.add(Column(self.step.head, title, spot, COUNT, text, value), helper=True)
        return spot
