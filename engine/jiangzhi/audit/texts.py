"""The texts of cells that a run quotes, read again: each must give the value beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from jiangzhi.audit import problems
from jiangzhi.diagnostic import CellPlace, Diagnostic
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import context_of
from jiangzhi.facts.cells.cell_result import Taken
from jiangzhi.facts.cells.read import read_cell
from jiangzhi.facts.grid import Raw
from jiangzhi.facts.model import LevelFacts
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.money import FEN_IN
from jiangzhi.plan.model import InputStep
from jiangzhi.policy.model import Input

#: So many rows of one column are named.
_MOST_ROWS: Final = 20
_PARTS: Final = ("", "%", "‰")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that its cell's text does not give, and the files that it may stand in."""

    diagnostic: Diagnostic
    files: tuple[str, ...]


def misfits(recorded: Outcome) -> Iterator[Misfit]:
    """Values of inputs that the quoted texts do not give, in whatever one unit a sheet's column
    may count."""
    context = context_of(recorded)
    for step in recorded.plan.steps:
        level = recorded.facts.levels[step.head.level]
        if not isinstance(step, InputStep) or step.head.name not in level.columns:
            continue
        name = step.head.name
        column = level.columns[name]
        for rows in _columns_of_sheets(level, name):
            values = {row: column.values[row] for row in rows}
            texts = {row: column.raw[row] for row in rows}
            for row in _least_unfit(step.input, texts, values)[:_MOST_ROWS]:
                place = level.place(name, row)
                value = values[row]
                shown = Unknown(State.MISSING) if value is None else value
                told = problems.TEXT_MISFIT.at(
                    place,
                    town="/".join(level.keys[row]) or level.level,
                    quantity=name,
                    text=texts[row],
                    value=context.show(shown, step.head.type),
                )
                files = (place.file,) if isinstance(place, CellPlace) else ()
                yield Misfit(told, files)


def _columns_of_sheets(level: LevelFacts, name: str) -> Iterator[Sequence[int]]:
    """The rows of each sheet that has the input, each cell that stands elsewhere alone, and the
    rows that have no cell: given by hand, or blank because the sheet lacks the column."""
    elsewhere = level.cells.get(name, {})
    sheets: dict[int, list[int]] = {}
    for row, source in enumerate(level.source_of):
        if row in elsewhere:
            yield [row]
        else:
            has = source >= 0 and name in level.sources[source].columns
            sheets.setdefault(source if has else -1, []).append(row)
    yield from sheets.values()


def _least_unfit(
    given: Input, texts: Mapping[int, str], values: Mapping[int, Scalar | None]
) -> list[int]:
    """The rows that do not fit, in the unit in which fewest do not."""
    fewest: list[int] | None = None
    for unit in _units(given):
        known: dict[tuple[str, Scalar | None], bool] = {}
        unfit = []
        for row, text in texts.items():
            pair = (text, values[row])
            if pair not in known:
                known[pair] = _fits(given, text, values[row], unit)
            if not known[pair]:
                unfit.append(row)
                if fewest is not None and len(unfit) >= len(fewest):
                    break
        if fewest is None or len(unfit) < len(fewest):
            fewest = unfit
        if not fewest:
            break
    return fewest or []


def _units(given: Input) -> Sequence[str]:
    if given.type.kind is Kind.MONEY:
        return sorted(FEN_IN, key=lambda unit: unit != given.unit)
    return _PARTS if given.type.kind is Kind.RATE else ("",)


def _fits(given: Input, text: str, value: Scalar | None, unit: str) -> bool:
    return any(
        isinstance(reading, Taken)
        and (given.blank if reading.value is None else reading.value) == value
        for raw, epoch in _cells(given, text)
        for reading in [read_cell(raw, given, unit=unit, epoch_1904=epoch)]
    )


def _cells(given: Input, text: str) -> Iterator[tuple[Raw, bool]]:
    """What may have stood in a cell that shows a text."""
    yield text or None, False
    if given.type.kind is Kind.DATE:
        with suppress(ValueError):
            yield date.fromisoformat(text[:10]), False
    with suppress(InvalidOperation):
        number = Decimal(text)
        yield number, False
        yield number, True
