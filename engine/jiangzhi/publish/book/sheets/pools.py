"""Below the announced table: each pool, what was claimed of it, paid, and left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiangzhi.explain.steps.pool import pool_of
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Value
from jiangzhi.plan.model import AllocateStep
from jiangzhi.publish.book.forms.masked import masked
from jiangzhi.publish.book.names import clean, sheet_prefix
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.sheets.context import Context, announced_style, announced_width
from jiangzhi.publish.book.workings import FAILED_NAME, MISSING_NAME, Spot

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import CellFormat, Grid

_HEADS = ("资金池", "应得(权数)合计", "实得合计", "余下")


def write_pools(
    page: Grid, line: int, steps: Sequence[AllocateStep], last: int, context: Context
) -> int:
    """Write one line for each pool. The last line written."""
    if not steps:
        return line - 1
    styles, work, unit = context.styles, context.work, context.announced
    words_end = max(0, last - len(_HEADS))
    _write_label(page, line, words_end, "资金池使用情况", styles.heading())
    for at, head in enumerate(_HEADS, start=words_end + 1):
        page.write_string(line, at, head, styles.heading())
    for step in steps:
        members = work.rows.members(step.head.level, step.within)
        keys = work.outcome.facts.levels[step.within].keys
        for group in work.rows.order[step.within]:
            line += 1
            who = keys[group][-1] if step.within != work.whole and keys[group] else ""
            label = f"{who} {work.title(step.head.name)}({work.title(step.pool)})".strip()
            _write_label(page, line, words_end, clean(label), styles.text)
            cells = _cells(step, group, members[group], context)
            for at, (formula, value, kind) in enumerate(cells, start=words_end + 1):
                inner = unit.formula(formula, kind, whole=False)
                text = f'=IFERROR({inner},IF(ISNA({formula}),"{MISSING_NAME}","{FAILED_NAME}"))'
                style = announced_style(context, kind)
                page.write_formula(line, at, text, style, unit.shown(value, kind))
    return line


def widened(
    widths: Sequence[float], steps: Sequence[AllocateStep], context: Context
) -> list[float]:
    """Column widths of the announced table, wide enough for what stands in its pools."""
    found = list(widths)
    work = context.work
    known = [
        value
        for step in steps
        for group, members in enumerate(work.rows.members(step.head.level, step.within))
        for _, value, _ in _cells(step, group, members, context)
    ]
    least = announced_width("", known, Kind.MONEY, context) if steps else 0
    for at in range(max(0, len(found) - len(_HEADS)), len(found)):
        found[at] = max(found[at], least)
    return found


def _write_label(page: Grid, line: int, end: int, words: str, style: CellFormat) -> None:
    if end:
        page.merge_range(line, 0, line, end, words, style)
    else:
        page.write_string(line, 0, words, style)


def _cells(
    step: AllocateStep, group: int, members: Sequence[int], context: Context
) -> list[tuple[str, Value, Kind]]:
    work = context.work
    pool_spot = work.spots[step.pool]
    place = work.rows.position[step.within][group]
    pool = pool_spot.name or f"{sheet_prefix(pool_spot.sheet)}{pool_spot.column}{FIRST_ROW + place}"
    # the column that the shares rest on: the claims of those who take part
    claims_spot = masked(step.claim, step.takes_part, step.head, work)
    claimed = _span(claims_spot, members, context)
    paid = _span(work.spots[step.head.name], members, context)
    whole = pool_of(context.told, step, group)
    kind = work.forms[step.claim].type.kind
    return [
        (pool, whole.there, Kind.MONEY),
        (f"SUM({claimed})", whole.asked, kind),
        (f"SUM({paid})", whole.given, Kind.MONEY),
        (f"ROUND({pool}-SUM({paid}),2)", whole.left, Kind.MONEY),
    ]


def _span(spot: Spot, members: Sequence[int], context: Context) -> str:
    if not members:
        return "0"
    places = [context.work.rows.position[spot.level][row] for row in members]
    rows = f"{spot.column}{FIRST_ROW + min(places)}:{spot.column}{FIRST_ROW + max(places)}"
    return sheet_prefix(spot.sheet) + rows
