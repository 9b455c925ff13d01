"""allocations.xlsx: every sheet from one plan and one outcome, the same bytes each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import context_of
from jiangzhi.publish.book.announced import AnnouncedUnit
from jiangzhi.publish.book.build import build
from jiangzhi.publish.book.names import clean, sheet_name, sheet_prefix
from jiangzhi.publish.book.sheets.allocations import write_allocations
from jiangzhi.publish.book.sheets.articles import write_articles
from jiangzhi.publish.book.sheets.check import write_check
from jiangzhi.publish.book.sheets.compute import write_rows
from jiangzhi.publish.book.sheets.context import Context
from jiangzhi.publish.book.sheets.data import write_data
from jiangzhi.publish.book.sheets.parameters import write_parameters
from jiangzhi.publish.book.sheets.problems import write_problems
from jiangzhi.publish.book.sheets.whole import write_whole
from jiangzhi.publish.book.style import Styles
from jiangzhi.publish.book.workings import Workings
from jiangzhi.record.about import UNKNOWN, About

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Book

#: A book bears no time of its own, so that the same run gives the same bytes.
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001


def write_workbook(
    outcome: Outcome,
    path: Path,
    *,
    manifest: Mapping[str, str],
    notes: Sequence[Diagnostic],
    about: About = UNKNOWN,
) -> None:
    """Write the auditor's workbook of an outcome.

    ``manifest`` is shown on 核对 (what it is → its hash), ``notes`` on 问题清单, ``about`` heads
    the announced tables.
    Raises ``OSError`` where the file cannot be written.
    """
    from jiangzhi.publish.book.xlsx import FormulaSheet, new_book

    work = build(outcome)
    book = new_book(str(path))
    book.set_properties({"title": clean(outcome.plan.title), "author": "", "created": _CREATED})
    book.set_calc_mode("auto")
    announced = _announced(work)
    for name in _order(work, announced):
        book.add_worksheet(name, worksheet_class=FormulaSheet)
    context = Context(
        book, Styles(book), work, manifest, notes, context_of(outcome), about,
        AnnouncedUnit.of(outcome),
    )  # fmt: skip
    _define_names(book, work)
    for name, (level, results) in announced.items():
        write_allocations(name, level, results, context)
    for (level, _), sheet in work.sheets.items():
        if level == work.whole:
            write_whole(sheet, context)
        else:
            write_rows(sheet, context)
    for data in work.data.values():
        write_data(data, context)
    write_parameters(context)
    write_articles("依据", context)
    write_problems("问题清单", context)
    write_check("核对", context)
    book.close()


def _announced(work: Workings) -> dict[str, tuple[str, list[str]]]:
    """A table for each level that has results, the subject's first."""
    by_level: dict[str, list[str]] = {work.plan.subject: []}
    for name in work.plan.results:
        by_level.setdefault(work.plan.step(name).head.level, []).append(name)
    return {
        "分配表" if level == work.plan.subject else sheet_name(f"{level}分配表", work.taken_sheets):
            (level, results)
        for level, results in by_level.items()
    }  # fmt: skip


def _order(work: Workings, announced: Mapping[str, object]) -> list[str]:
    """The sheets as a reader turns them over."""
    levels = [level.name for level in work.plan.levels]
    subject = work.plan.subject
    levels.sort(key=lambda level: level != subject)
    steps = [work.sheets[level, False].name for level in levels if (level, False) in work.sheets]
    helpers = [work.sheets[level, True].name for level in levels if (level, True) in work.sheets]
    data = [work.data[level].name for level in levels if level in work.data]
    return [*announced, *steps, *data, work.parameters.sheet, *helpers, "依据", "问题清单", "核对"]


def _define_names(book: Book, work: Workings) -> None:
    cells = {spot.name: spot for spot in work.spots.values() if spot.name}
    for sheet in work.sheets.values():
        cells |= {column.spot.name: column.spot for column in sheet.columns if column.spot.name}
    for name, spot in cells.items():
        book.define_name(name, f"={sheet_prefix(spot.sheet)}${spot.column}${spot.row}")
