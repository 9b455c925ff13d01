"""The results of a run on the terminal: each row, the totals, and the pools."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

import click

from jiangzhi.cli.tables.width import printable, width
from jiangzhi.explain.value_words import PLACES, unit_text, value_text
from jiangzhi.formula.types.types import MONEY, Kind, Scalar, adds_up
from jiangzhi.formula.types.value import State
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.plan.model import AllocateStep, Plan, Step
from jiangzhi.words import Language

if TYPE_CHECKING:
    from jiangzhi.evaluate.model import Outcome

#: A longer table is cut here; the workbook holds all of it.
MOST_ROWS: Final = 200
_GAP: Final = 2
#: What is left out first, from the last.
_FINAL, _AMOUNT, _CLASS, _OTHER = 1, 2, 3, 4
_WORDS: Final = {
    "zh": {
        "total": "合计", "missing": "待定", "failed": "不能算",
        "more": "另有 {count} 行没有列出,见 allocations.xlsx",
        "left out": "放不下的列:{names};见 allocations.xlsx", "unit": "金额单位:{unit}",
        "zero": "各行都是 0 的列:{names}",
    },
    "en": {
        "total": "total", "missing": "open", "failed": "not computable",
        "more": "{count} more rows are in allocations.xlsx",
        "left out": "columns that do not fit: {names}; see allocations.xlsx",
        "unit": "amounts in {unit}",
        "zero": "columns that are 0 in every row: {names}",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column as text. Those of the least ``rank`` are left out last; one that ``is_zero`` says
    nothing of any row."""

    name: str
    cells: tuple[str, ...]
    total: str
    rank: int
    right: bool = True
    is_zero: bool = False

    @property
    def width(self) -> int:
        """How many columns of the terminal it takes."""
        return max(map(width, (self.name, self.total, *self.cells))) + _GAP

    def filled(self, cell: str) -> str:
        """A cell with the blanks that make it as wide as the column."""
        blanks = " " * (self.width - _GAP - width(cell))
        return (blanks + cell if self.right else cell + blanks) + " " * _GAP


def print_results(outcome: Outcome, language: Language) -> None:
    """Print a table for each level that has results."""
    words, plan = _WORDS[language], outcome.plan
    unit = unit_text(MONEY, plan.money_unit, language).strip()
    click.echo(words["unit"].format(unit=unit))
    for level in plan.levels:
        steps = [
            plan.step(name) for name in plan.results if plan.step(name).head.level == level.name
        ]
        if steps:
            columns = [*_keys(outcome, level.name, words), *_values(outcome, steps, language)]
            print_table(columns, words)
            more = len(outcome.facts.levels[level.name].keys) - MOST_ROWS
            if more > 0:
                click.echo(words["more"].format(count=more))


def print_table(columns: Sequence[Column], words: Mapping[str, str]) -> None:
    """Print the columns that fit, and name those that do not and those that are all zero."""
    zero = [column for column in columns if column.is_zero]
    kept = [column for column in columns if not column.is_zero]
    # Only a terminal has a width; a file or a pipe takes all columns.
    if sys.stdout.isatty():
        there = get_terminal_size().columns
        while sum(column.width for column in kept) > there and len(kept) > 1:
            kept.remove(max(reversed(kept), key=lambda column: column.rank))
    for line in _lines(kept):
        click.echo(line)
    shown = {id(column) for column in (*kept, *zero)}
    for key, names in (
        ("zero", [column.name for column in zero]),
        ("left out", [column.name for column in columns if id(column) not in shown]),
    ):
        if names:
            click.echo(words[key].format(names="、".join(names)))
    click.echo()


def _lines(columns: Sequence[Column]) -> Iterator[str]:
    def line(cells: Iterable[str]) -> str:
        wide = zip(columns, cells, strict=True)
        return "".join(column.filled(cell) for column, cell in wide).rstrip()

    yield line(column.name for column in columns)
    yield "─" * (sum(column.width for column in columns) - 1)
    for cells in zip(*(column.cells for column in columns), strict=True):
        yield line(cells)
    if any(column.total for column in columns):
        yield ""
        yield line(column.total for column in columns)


def example_town(outcome: Outcome) -> str | None:
    """The row of the subject that has the most to explain: the largest share of a pool,
    or else the largest of the first amounts."""
    plan = outcome.plan
    keys = outcome.facts.levels[plan.subject].keys
    steps = [plan.step(name) for name in plan.results]
    own = [s for s in steps if s.head.level == plan.subject and s.head.type.kind is Kind.MONEY]
    if not own or not keys or not keys[0]:
        return None
    shared = next((step for step in own if isinstance(step, AllocateStep)), own[0])
    values = outcome.steps[shared.head.name].values
    sizes = [value if isinstance(value, Fraction) else Fraction(0) for value in values]
    return "/".join(keys[sizes.index(max(sizes))])


def _keys(outcome: Outcome, level: str, words: Mapping[str, str]) -> Iterator[Column]:
    plan, rows = outcome.plan, outcome.facts.levels[level].keys[:MOST_ROWS]
    for index, name in enumerate(outcome.plan.key_names(level)):
        cells = tuple(printable(key[index]) for key in rows)
        yield Column(name, cells, "" if index else words["total"], rank=0, right=False)
    name = plan.class_name or ""
    if name and plan.step(name).head.level == level:
        values = outcome.steps[name].values[:MOST_ROWS]
        yield Column(
            name, tuple(str(value or "") for value in values), "", rank=_CLASS, right=False
        )


def _values(outcome: Outcome, steps: Sequence[Step], language: Language) -> Iterator[Column]:
    final = _final_amounts(outcome.plan, steps)
    for step in steps:
        kind = step.head.type
        values = outcome.steps[step.head.name]
        rows = zip(values.values[:MOST_ROWS], values.states[:MOST_ROWS], strict=True)
        places = places_needed(values.values, outcome.plan.money_unit)
        cells = tuple(
            _cell(
                step,
                value,
                State(state),
                unit=outcome.plan.money_unit,
                places=places,
                language=language,
            )
            for value, state in rows
        )
        money = kind.kind is Kind.MONEY
        rank = _OTHER if not money else _FINAL if step.head.name in final else _AMOUNT
        unit = "" if money else unit_text(kind, "", language).strip()
        heading = f"{step.head.name}({unit})" if unit else step.head.name
        total = _total(outcome, step, language) if adds_up(kind) else ""
        is_zero = money and len(steps) > 1 and _is_zero(values.values)
        yield Column(heading, cells, total, rank=rank, is_zero=is_zero)


def _final_amounts(plan: Plan, steps: Sequence[Step]) -> set[str]:
    """The amounts that no other published amount is made of: what is paid in the end. Where
    several are, the last of them."""
    names = [step.head.name for step in steps if step.head.type.kind is Kind.MONEY]
    made_of: set[str] = set()
    for name in names:
        ahead, seen = list(plan.step(name).head.needs), set[str]()
        while ahead:
            need = ahead.pop()
            if need not in seen:
                seen.add(need)
                ahead.extend(plan.step(need).head.needs)
        made_of |= seen
    return set([name for name in names if name not in made_of][-1:])


def _is_zero(values: Sequence[Scalar | None]) -> bool:
    return bool(values) and all(value == 0 for value in values)


def places_needed(values: Iterable[Scalar | None], unit: str) -> int:
    """As many decimals as the most precise amount (in 分) needs in a unit, two at least."""
    texts = (decimal_text(in_unit(v, unit)) for v in values if isinstance(v, Fraction))
    return max([2, *(min(len(text.partition(".")[2]), PLACES) for text in texts)])


def _cell(
    step: Step, value: Scalar | None, state: State, *, unit: str, places: int, language: Language
) -> str:
    if state is not State.KNOWN or value is None:
        return _WORDS[language]["failed" if state.failed else "missing"]
    if step.head.type.kind is Kind.MONEY and isinstance(value, Fraction):
        return decimal_text(in_unit(value, unit), places=places, group=True)
    return printable(value_text(value, step.head.type, unit, language))


def _total(outcome: Outcome, step: Step, language: Language) -> str:
    found, unit = outcome.steps[step.head.name], outcome.plan.money_unit
    values = found.values
    known = [value for value in values if isinstance(value, Fraction)]
    if len(known) < len(values):
        failed = any(State(state).failed for state in found.states)
        return _WORDS[language]["failed" if failed else "missing"]
    total = sum(known, Fraction(0))
    return decimal_text(in_unit(total, unit), places=places_needed(values, unit), group=True)
