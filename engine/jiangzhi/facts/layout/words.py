"""How tables and sheets are told of: where a table stands, how it was read, how it is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid, Layout, column_letters
from jiangzhi.facts.layout.look import LevelLook, best_heading
from jiangzhi.facts.table.model import Heading

_HOW: Final = {
    Layout.BESIDE: ("并排的 {count} 个表合起来读", "{count} tables side by side were read as one"),
    Layout.BELOW: (
        "上下排的 {count} 个表分别按各自的表头读", "{count} tables one below the other were read",
    ),
    Layout.TURNED: ("名字横着排,按列读", "the names stand across; read column by column"),
    Layout.LONG: (
        "一行一个数的长表,按项目分开读", "a figure in each row; read by the names of the items",
    ),
}  # fmt: skip


def where_in_sheet(heading: Heading) -> tuple[str, str]:
    """The columns and first row of a table, in Chinese and English."""
    columns = [index for index, text in heading.texts.items() if text]
    first, last = column_letters(min(columns, default=0)), column_letters(max(columns, default=0))
    row = heading.top + 1
    return f"{first}:{last} 列第 {row} 行起", f"columns {first}:{last} from row {row}"


def hidden_as(grid: Grid) -> tuple[str, str]:
    """How a sheet is hidden, nothing where it is not."""
    if grid.hidden_deep:
        return "(深度隐藏)", " (very hidden)"
    return ("(隐藏)", " (hidden)") if grid.hidden else ("", "")


def note_layouts(used: Iterable[Grid]) -> list[Diagnostic]:
    """A note for each sheet whose tables do not lie as usual."""
    counts: dict[tuple[str, str, Layout], list[Grid]] = {}
    for grid in used:
        if grid.layout is not Layout.PLAIN:
            counts.setdefault((grid.file, grid.sheet, grid.layout), []).append(grid)
    found = []
    for (_, _, layout), grids in counts.items():
        if layout in (Layout.BESIDE, Layout.BELOW) and len(grids) == 1:
            # What was not read of the sheet is warned of.
            continue
        how, how_en = (words.format(count=len(grids)) for words in _HOW[layout])
        found.append(problems.LAID_OUT.at(grids[0].place(), how=how, how_en=how_en))
    return found


def warn_of_unused(unused: Iterable[Grid], looks: Sequence[LevelLook]) -> list[Diagnostic]:
    """A warning for each table of a sheet that was not read though another was."""
    found = []
    for grid in unused:
        best = best_heading(grid, looks)
        if best is None:
            continue
        look, heading = best
        own = heading.columns.get(look.own)
        rows = grid.rows[heading.bottom + 1 :]
        if own is None:
            continue
        count = sum(own.index < len(row) and bool(row[own.index]) for row in rows)
        if not count:
            continue
        where, where_en = where_in_sheet(heading)
        found.append(
            problems.TABLE_UNUSED.at(
                grid.place(heading.top, min((i for i, t in heading.texts.items() if t), default=0)),
                sheet=grid.sheet, where=where, where_en=where_en, count=count,
            )
        )  # fmt: skip
    return found
