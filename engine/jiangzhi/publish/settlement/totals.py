"""The totals below a settlement sheet's towns: a total with an unknown member is unknown itself,
and what is known of it stands in a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from jiangzhi.explain.compare.totals import Total
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import State
from jiangzhi.publish.book.cached import cached
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.style import Styles
from jiangzhi.publish.book.workings import FAILED_NAME, MISSING_NAME
from jiangzhi.publish.settlement.columns import Columns, word

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid


@dataclass(frozen=True, slots=True)
class Totals:
    """Writes below the towns, which stand in the rows ``first`` to ``last - 1`` (from 0)."""

    page: Grid
    styles: Styles
    columns: Columns
    first: int
    last: int
    places: int

    def write(self, totals: Sequence[Total]) -> int:
        """Write all totals, the whole last; the row of the whole."""
        row = whole = self.last
        for total in totals:
            whole = row
            self._names(row, total, "小计" if total.group else "合计")
            self._total(row, total)
            row += 1
            if total.state is not State.KNOWN:
                self._names(row, total, "其中已知")
                self._known(row, total)
                row += 1
        return whole

    def _names(self, row: int, total: Total, label: str) -> None:
        if self.columns.keys > 1:
            self.page.write_string(row, 0, clean("/".join(total.group)), self.styles.text)
        self.page.write_string(row, self.columns.keys - 1, label, self.styles.text)

    def _total(self, row: int, total: Total) -> None:
        states = [*total.states, *[total.state] * (len(total.amounts) - 2)]
        amounts = with_check(total.amounts, total.state)
        states.append(total.state)
        for at, (amount, state) in enumerate(
            zip(amounts, states, strict=True), start=self.columns.before
        ):
            summed = f"ROUND({self._sum(at, row, total)},{self.places})"
            formula = (
                f'=IF({self._count(at, row, total, FAILED_NAME)}>0,"{FAILED_NAME}",'
                f'IF({self._count(at, row, total, MISSING_NAME)}>0,"{MISSING_NAME}",{summed}))'
            )
            stored = word(state) if amount is None else cached(amount, Kind.MONEY)
            self.page.write_formula(row, at, formula, self._style(), stored)
        if total.state is not State.KNOWN:
            counted = zip(
                self.columns.counts, (MISSING_NAME, FAILED_NAME), (total.open, total.failed),
                strict=True,
            )  # fmt: skip
            for at, name, number in counted:
                formula = "=" + self._count(self.columns.change, row, total, name)
                style = self.styles.value(Kind.COUNT, total=True)
                self.page.write_formula(row, at, formula, style, number)

    def _known(self, row: int, total: Total) -> None:
        change = self._span(self.columns.change)
        group = f"{self._span(0)},$A{row + 1}," if total.group else ""
        for at, amount in enumerate(with_check(total.known.amounts), self.columns.before):
            among = f'{group}{change},"<>{MISSING_NAME}",{change},"<>{FAILED_NAME}"'
            formula = f"=ROUND(SUMIFS({self._span(at)},{among}),{self.places})"
            stored = cached(amount or Fraction(0), Kind.MONEY)
            self.page.write_formula(row, at, formula, self._style(), stored)

    def _style(self) -> object:
        return self.styles.of(bold=True, num_format="#,##0.00;[Red]-#,##0.00;0.00", top=1,
                              align="right")  # fmt: skip

    def _span(self, at: int) -> str:
        letters = column_letters(at)
        return f"${letters}${self.first + 1}:${letters}${self.last}"

    def _sum(self, at: int, row: int, total: Total) -> str:
        if not total.group:
            return f"SUM({self._span(at)})"
        return f"SUMIF({self._span(0)},$A{row + 1},{self._span(at)})"

    def _count(self, at: int, row: int, total: Total, name: str) -> str:
        if not total.group:
            return f'COUNTIF({self._span(at)},"{name}")'
        return f'COUNTIFS({self._span(0)},$A{row + 1},{self._span(at)},"{name}")'


def with_check(
    amounts: Sequence[Fraction | None], state: State = State.KNOWN
) -> Iterator[Fraction | None]:
    """The amounts as they stand in the columns: the check between parts and settlement."""
    yield from amounts[:-2]
    if state is State.KNOWN:
        change, *parts = (one or Fraction(0) for one in amounts[2:-2])
        yield change - sum(parts, Fraction(0))
    else:
        yield None
    yield from amounts[-2:]
