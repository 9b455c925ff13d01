"""Where a formula is being written: for which step, on which sheet, with which constants."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jiangzhi.formula.expr import Const
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Bounds
from jiangzhi.plan.model import Head
from jiangzhi.publish.book.form import Bind, Form
from jiangzhi.publish.book.names import quoted
from jiangzhi.publish.book.parameters import Given, Line, PendingLine
from jiangzhi.publish.book.workings import Workings

#: Whole numbers that may stand in a formula; every other number has its cell on 参数.
LARGEST_LITERAL: Final = 4


@dataclass(frozen=True, slots=True)
class Site:
    """A formula of a step, on a level and a sheet; ``line`` of 参数 takes its constants.

    ``cautious`` where a value at hand is unknown: conditions then take the truth that
    their known parts suffice for.
    """

    work: Workings
    head: Head
    level: str
    sheet: str
    line: PendingLine
    cautious: bool = False

    def read(self, name: str) -> Form:
        """The cell of a step on the own level or a higher one."""
        spot = self.work.spots[name]
        form = self.work.forms[name]
        return Form(
            text=self.work.reference(spot, sheet=self.sheet, level=self.level),
            type=form.type,
            bounds=form.bounds,
            seen=form.seen,
            clean=form.clean,
            signed=form.signed,
            reads=name,
        )

    def constant(self, const: Const) -> Form:
        """A constant: a small whole number or a word in place, anything else by its cell."""
        value = const.value
        if isinstance(value, bool):
            return Form("TRUE" if value else "FALSE", const.type, clean=True, signed=True)
        if isinstance(value, str):
            return Form(quoted(value), const.type, clean=True, signed=True)
        bounds = Bounds()
        if isinstance(value, Fraction | int):
            exact = Fraction(value)
            bounds = Bounds(exact, exact, exact.denominator)
            plain = const.type.kind is not Kind.MONEY or exact == 0
            if plain and exact.denominator == 1 and 0 <= exact <= LARGEST_LITERAL:
                return Form(str(exact.numerator), const.type, Bind.ATOM, bounds, bounds, True, True)
        cell = self.line.put(Given(value, const.type))
        return Form(cell, const.type, Bind.ATOM, bounds, bounds, clean=True, signed=True)


def open_site(head: Head, work: Workings, *, sheet: str, level: str = "") -> Site:
    """A place to write a formula of a step; its line on 参数 comes when it has a constant."""
    cautious = any(work.has_unknown(name) for name in head.needs)
    line = Line("values", work.title(head.name), words=head.source, article=head.cite.article)
    return Site(
        work, head, level or head.level, sheet, PendingLine(work.parameters, line), cautious
    )
