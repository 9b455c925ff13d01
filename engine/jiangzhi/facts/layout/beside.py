"""Tables that stand side by side in one sheet, each with headings of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jiangzhi.facts.grid import Grid, Layout, Raw
from jiangzhi.facts.layout.look import LevelLook, best_heading, masked, with_unit
from jiangzhi.facts.table.headings import heading_texts
from jiangzhi.facts.table.model import Heading
from jiangzhi.facts.words import heading_of

#: Columns from the first to before the last.
Span = tuple[int, int]


def tables_beside(grid: Grid, looks: Sequence[LevelLook]) -> list[Grid]:
    """The grid itself, or a grid for each of the tables that stand side by side in it.

    They are cut at empty columns where that leaves whole tables, else where the headings begin
    anew.
    """
    best = best_heading(grid, looks)
    if best is None:
        return [grid]
    look, heading = best
    for spans in (_between_gaps(grid, heading), _where_headings_repeat(heading, look.own)):
        parts = [_cut(grid, span, heading.top) for span in spans]
        if len(parts) > 1 and all(_is_table(part, looks) for part in parts):
            return [replace(part, layout=Layout.BESIDE) for part in parts]
    return [grid]


def _is_table(part: Grid, looks: Sequence[LevelLook]) -> bool:
    best = best_heading(part, looks)
    return best is not None and best[0].own not in best[1].rivals


def _between_gaps(grid: Grid, heading: Heading) -> list[Span]:
    """What lies between columns that are empty from the headings down."""
    width = max((len(cells) for cells in grid.rows[heading.top :]), default=0)
    filled = [bool(heading.texts.get(column)) for column in range(width)]
    if all(filled):
        return []
    for cells in grid.rows[heading.top :]:
        for column, cell in enumerate(cells):
            if cell is not None and not filled[column]:
                filled[column] = True
        if all(filled):
            return []
    spans: list[Span] = []
    for column, there in enumerate(filled):
        if there and (column == 0 or not filled[column - 1]):
            spans.append((column, column + 1))
        elif there:
            spans[-1] = (spans[-1][0], column + 1)
    return spans


def _where_headings_repeat(heading: Heading, own: str) -> list[Span]:
    """The columns from each column of names on, with those before it that come again as well."""
    names = [column.index for column in heading.rivals.get(own, ())]
    if len(names) < 2:
        return []
    stacks = heading_texts(heading.grid, heading.bottom, heading.bottom)
    texts = {column: heading_of("".join(stack)) for column, stack in stacks.items()}
    lead = 0
    while lead < names[0] and all(
        texts.get(name - lead - 1, "") == texts.get(names[0] - lead - 1, "") != ""
        for name in names[1:]
    ):
        lead += 1
    starts = [0, *(name - lead for name in names[1:])]
    ends = [*starts[1:], max(texts, default=0) + 1]
    return list(zip(starts, ends, strict=True))


def _cut(grid: Grid, span: Span, top: int) -> Grid:
    """The grid with what stands in some columns only. Where nothing of their own stands above
    the headings, what stands there for all columns does."""
    first, end = span

    def within(cells: Sequence[Raw]) -> Sequence[Raw]:
        if not any(cell is not None for cell in cells[first:end]):
            return ()
        return [*[None] * min(first, len(cells)), *cells[first:end]]

    areas = [area for area in grid.merged if first <= area.left < end or area.bottom < top]
    rows = [within(cells) for cells in grid.rows]
    if not any(rows[:top]):
        return masked(grid, [*grid.rows[:top], *rows[top:]], areas)
    for area in grid.merged:
        if area.bottom < top and area.left < first <= area.right:
            rows[area.top] = grid.rows[area.top]
    return with_unit(masked(grid, rows, areas), grid, top)
