"""Differences between what a run recorded and what is recomputed, each named to the value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jiangzhi.diagnostic import CellPlace, Diagnostic, FilePlace
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.causes import state_words
from jiangzhi.explain.context import context_of
from jiangzhi.formula.value import State
from jiangzhi.publish import problems

#: More differences of one kind are not listed: the first ones name the place.
MOST = 50
_UNREADABLE = (KeyError, ValueError, OSError, EOFError, TypeError, IndexError, SyntaxError)


def differing_values(path: Path, recorded: Outcome, again: Outcome) -> Iterator[Diagnostic]:
    """Values, states and deciding rules that are recomputed otherwise: town and quantity."""
    here, there = context_of(recorded), context_of(again)
    count = 0
    for step in recorded.plan.steps:
        head = step.head
        was, now = recorded.steps[head.name], again.steps[head.name]
        pairs = zip(
            was.values, now.values, was.states, now.states, was.rules, now.rules, strict=True
        )
        for row, (a, b, state, other, rule, decided) in enumerate(pairs):
            if a == b and state == other and rule == decided:
                continue
            count += 1
            if count > MOST:
                return
            words = []
            for context, value, known, by in ((here, a, state, rule), (there, b, other, decided)):
                if known not in tuple(State):
                    words.append(f"状态 {known}")
                elif value is None:
                    words.append(state_words(context, known))
                else:
                    text = context.shown(head.name, row)
                    words.append(f"{text} (规则 {by})" if a == b else text)
            yield problems.VALUE_DIFFERS.at(
                FilePlace(str(path)),
                town="/".join(here.keys(head.level, row)) or head.level,
                quantity=head.name,
                recorded=words[0],
                recomputed=words[1],
            )


def differing_results(path: Path, recorded: Any, again: Any) -> Iterator[Diagnostic]:
    """Entries of the announced results that are recomputed otherwise."""
    for count, (where, was, now) in enumerate(_leaves(recorded, again, ())):
        if count >= MOST:
            return
        yield problems.VALUE_DIFFERS.at(
            FilePlace(str(path)),
            town=_town(again, where),
            quantity=".".join(str(one) for one in where),
            recorded=was,
            recomputed=now,
        )


def _leaves(a: Any, b: Any, where: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted({*a, *b}):
            yield from _leaves(a.get(key), b.get(key), (*where, key))
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for index, (x, y) in enumerate(zip(a, b, strict=True)):
            yield from _leaves(x, y, (*where, index))
    elif a != b or type(a) is not type(b):
        yield where, a, b


def _town(results: Any, where: tuple[Any, ...]) -> str:
    if len(where) >= 2 and where[0] == "pools" and isinstance(where[1], int):
        return str(results["pools"][where[1]]["of"])
    return str(where[0]) if where else ""


def differing_cells(recorded: Path, again: Path) -> Iterator[Diagnostic]:
    """Cells of the workbook whose formula or value differs. Nothing where it cannot be read."""
    import zlib
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    count = 0
    for with_values in (True, False):
        new = load_workbook(again, data_only=with_values)
        try:
            old = load_workbook(recorded, data_only=with_values)
        except (BadZipFile, InvalidFileException, zlib.error, *_UNREADABLE):
            return
        for name in new.sheetnames:
            if name not in old.sheetnames:
                continue
            for row in new[name].iter_rows():
                for cell in row:
                    was = old[name][cell.coordinate].value
                    if was != cell.value and count < MOST:
                        count += 1
                        yield problems.CELL_DIFFERS.at(
                            CellPlace(str(recorded), name, cell.coordinate),
                            recorded=was,
                            recomputed=cell.value,
                        )
