"""The differences of two runs on the terminal: a table for each result, its totals, and what is to
pay and to claw back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import click

from jiangzhi.cli.tables.width import padded, printable, width
from jiangzhi.explain.compare.compare import Difference
from jiangzhi.explain.compare.totals import Total, totals_of
from jiangzhi.explain.value_words import number_text, unit_text, value_text
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import Plan
from jiangzhi.words import Language

_WORDS: Final = {
    "zh": {
        "heads": ("前", "后", "差额", "自身数据", "参数", "规则", "资金池与其他"),
        "missing": "待定", "failed": "不能算", "nothing": "没有变化",
        "points": "差额单位:个百分点", "total": "合计", "group": "小计 {name}", "known": "其中已知",
        "settlement": "清算", "colon": ":", "amounts": "应补付 {pay},应收回 {back}",
        "open": "待定 {count} 个", "broken": "不能算 {count} 个",
        "partly": ";其中已知:", "between": "、",
    },
    "en": {
        "heads": ("before", "after", "change", "own data", "parameters", "rules",
                  "pool and others"),
        "missing": "open", "failed": "not computable", "nothing": "nothing changed",
        "points": "change in percentage points", "total": "total", "group": "total {name}",
        "known": "known part", "settlement": "settlement", "colon": ": ",
        "amounts": "to pay {pay}, to claw back {back}", "open": "{count} open",
        "broken": "{count} not computable", "partly": "; known part: ", "between": ", ",
    },
}  # fmt: skip


def print_differences(found: Sequence[Difference], plan: Plan, language: Language) -> None:
    """Print each result's towns that changed, amounts in the plan's unit, with their totals."""
    for result in dict.fromkeys(one.result for one in found):
        of_result = [one for one in found if one.result == result]
        _Table(of_result[0].type, plan.subject, plan.money_unit, language).print(of_result)


@dataclass(frozen=True, slots=True)
class _Table:
    type: Type
    level: str
    money_unit: str
    language: Language

    def print(self, found: Sequence[Difference]) -> None:
        changed = [one for one in found if one.change != 0]
        click.echo(self._title(found[0].result))
        if not changed:
            click.echo(f"  {self._word('nothing')}")
            return
        totals = totals_of(found) if self.type.kind is Kind.MONEY else ()
        rows = [[self.level, *_WORDS[self.language]["heads"]]]
        rows += [self._town(one) for one in changed]
        for total in totals:
            rows += self._total(total)
        widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
        for row in rows:
            cells = [padded(row[0], widths[0])]
            for cell, wide in zip(row[1:], widths[1:], strict=True):
                cells.append(" " * (wide - width(cell)) + cell)
            click.echo("  " + "  ".join(cells))
        for total in totals:
            click.echo("  " + self._settlement(total))

    def _word(self, name: str) -> str:
        return str(_WORDS[self.language][name])

    def _title(self, result: str) -> str:
        unit = unit_text(self.type, self.money_unit, self.language).strip()
        if self.type.kind is Kind.RATE:
            unit = self._word("points")
        return printable(f"{result} ({unit})" if unit else result)

    def _town(self, one: Difference) -> list[str]:
        ends = [
            self._value(value, state) if there else "—"
            for value, there, state in zip(
                (one.before, one.after), one.stands_in, one.states, strict=True
            )
        ]
        parts = [self._change(part, one.state) for part in one.parts or [None] * 4]
        return [printable("/".join(one.town)), *ends, self._change(one.change, one.state), *parts]

    def _total(self, total: Total) -> Iterator[list[str]]:
        name = printable("/".join(total.group))
        label = self._word("group").format(name=name) if total.group else self._word("total")
        states = [*total.states, *[total.state] * len(total.amounts)]
        amounts = zip(total.amounts[:-2], states, strict=False)
        yield [label, *(self._value(amount, state) for amount, state in amounts)]
        if total.state is not State.KNOWN:
            known = (self._value(one, State.KNOWN) for one in total.known.amounts[:-2])
            yield [f"  {self._word('known')}", *known]

    def _settlement(self, total: Total) -> str:
        known = total.known
        pay, back = (self._value(one, State.KNOWN) for one in (known.to_pay, known.to_claw_back))
        amounts = self._word("amounts").format(pay=pay, back=back)
        where = printable(f"{self._word('settlement')} {'/'.join(total.group)}".rstrip())
        if total.state is State.KNOWN:
            return where + self._word("colon") + amounts
        counted = (("open", total.open), ("broken", total.failed))
        still = [self._word(name).format(count=count) for name, count in counted if count]
        unknown = self._word("between").join(still)
        return where + self._word("colon") + unknown + self._word("partly") + amounts

    def _value(self, value: Fraction | None, state: State) -> str:
        if value is None:
            return self._word("failed" if state.failed else "missing")
        return value_text(value, self.type, self.money_unit, self.language)

    def _change(self, value: Fraction | None, state: State) -> str:
        """A value, or the change of one: of a rate, in percentage points."""
        if value is not None and self.type.kind is Kind.RATE:
            return number_text(value * 100)
        return self._value(value, state)
