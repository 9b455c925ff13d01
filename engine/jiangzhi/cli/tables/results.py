"""The results of a run on the terminal: each row, the totals, and the pools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

import click

from jiangzhi.cli.tables.width import printable, width
from jiangzhi.diagnostic import Language
from jiangzhi.explain.value_words import PLACES, unit_text, value_text
from jiangzhi.formula.types.types import MONEY, Kind, Scalar, adds_up
from jiangzhi.formula.types.value import State
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.plan.model import AllocateStep, Step

if TYPE_CHECKING:
    from rich.table import Table

    from jiangzhi.evaluate.model import Outcome

#: A longer table is cut here; the workbook holds all of it.
MOST_ROWS: Final = 200
_GAP: Final = 2
_WORDS: Final = {
    "zh": {
        "total": "合计", "missing": "待定", "failed": "不能算",
        "more": "另有 {count} 行没有列出,见 allocations.xlsx",
        "left out": "放不下的列:{names};见 allocations.xlsx", "unit": "金额单位:{unit}",
    },
    "en": {
        "total": "total", "missing": "open", "failed": "not computable",
        "more": "{count} more rows are in allocations.xlsx",
        "left out": "columns that do not fit: {names}; see allocations.xlsx",
        "unit": "amounts in {unit}",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column as text. Those of the least ``rank`` are left out last."""

    name: str
    cells: tuple[str, ...]
    total: str
    rank: int
    right: bool = True

    @property
    def width(self) -> int:
        """How many columns of the terminal it takes."""
        return max(map(width, (self.name, self.total, *self.cells))) + _GAP


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
    """Print the columns that fit, and name those that do not."""
    from rich.console import Console

    kept = list(columns)
    console = Console()
    # Only a terminal has a width; a file or a pipe takes all columns.
    while console.is_terminal and _room(kept) > console.width and len(kept) > 1:
        kept.remove(max(reversed(kept), key=lambda column: column.rank))
    Console(width=_room(kept), highlight=False, markup=False).print(_table(kept))
    names = [column.name for column in columns if column not in kept]
    if names:
        click.echo(words["left out"].format(names="、".join(names)))
    click.echo()


def _room(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns)


def _table(columns: Sequence[Column]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, padding=(0, _GAP - 1, 0, 0),
        show_footer=any(column.total for column in columns),
    )  # fmt: skip
    for column in columns:
        side: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(column.name, footer=column.total, justify=side, no_wrap=True)
    for cells in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*cells)
    return table


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
        yield Column(name, tuple(str(value or "") for value in values), "", rank=2, right=False)


def _values(outcome: Outcome, steps: Sequence[Step], language: Language) -> Iterator[Column]:
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
        unit = "" if money else unit_text(kind, "", language).strip()
        heading = f"{step.head.name}({unit})" if unit else step.head.name
        total = _total(outcome, step, language) if adds_up(kind) else ""
        yield Column(heading, cells, total, rank=1 if money else 3)


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
