"""分配表: what is announced. Each entity's results, subtotals, totals, pools, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from jiangzhi.formula.types.types import Kind, adds_up
from jiangzhi.formula.types.value import Value, worst
from jiangzhi.plan.model import AllocateStep, Head
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.names import clean, sheet_prefix
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.sheets.compute import key_widths
from jiangzhi.publish.book.sheets.context import (
    COMMENT_BOX,
    Context,
    announced_style,
    announced_width,
    key_headings,
)
from jiangzhi.publish.book.sheets.frame import write_below, write_heading
from jiangzhi.publish.book.sheets.links import (
    MOST_LINKS,
    cell_target,
    spot_target,
    write_link,
)
from jiangzhi.publish.book.sheets.pools import widened, write_pools
from jiangzhi.publish.book.sheets.widths import set_widths
from jiangzhi.publish.book.workings import FAILED_NAME, MISSING_NAME, Spot

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import Grid


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one group, from one place in the order to another (exclusive), and how many
    lines stand below its total."""

    name: str
    start: int
    stop: int
    lines: int


def write_allocations(name: str, level: str, results: Sequence[str], context: Context) -> None:
    """Write the table of a level's results."""
    work, styles = context.work, context.styles
    plan = work.plan
    page = context.book.get_worksheet_by_name(name)
    keys = key_headings(work, level)
    extra = [plan.class_name] if plan.class_name and _at(plan.class_name, level, context) else []
    shown = [*extra, *results]
    last = len(keys) + len(shown) - 1
    widths = [*key_widths(keys, level, context), *_widths(level, shown, context)]
    set_widths(page, widened(widths, _pools(level, context), context))
    write_heading(page, last, context)
    page.set_row_pixels(2, 43)
    heads = [plan.step(one).head for one in shown]
    for at, words in enumerate(keys):
        page.write_string(2, at, clean(words), styles.heading())
    for at, head in enumerate(heads, start=len(keys)):
        style = styles.heading(published=head.name in results)
        target = spot_target(work.spots[head.name])
        write_link(page, 2, at, words=head.name, target=target, style=style, room=widths[at])
        page.write_comment(2, at, clean(context.comment(head)), COMMENT_BOX)
    page.set_default_row(20.25)
    line = _write_body(page, level, heads, keys, context)
    line = write_pools(page, line + 1, _pools(level, context), last, context)
    write_below(page, line + 2, last, context)
    set_up(page, Page(plan.title, repeat_rows=(0, 2), freeze=(3, len(keys))))
    page.set_tab_color("#5B9BD5")


def _widths(level: str, shown: Sequence[str], context: Context) -> list[float]:
    """Wide enough for each column's total."""
    work = context.work
    found = []
    for name in shown:
        spot, type_ = work.spots[name], work.plan.step(name).head.type
        values = [work.values(name)(row) for row in range(len(work.rows.order[spot.level]))]
        if adds_up(type_):
            values.append(total(values))
        # LibreOffice breaks no line of a link
        found.append(announced_width(name, values, type_.kind, context))
    return found


def _at(name: str, level: str, context: Context) -> bool:
    return context.work.spots[name].level in context.work.rows.above[level]


def _pools(level: str, context: Context) -> list[AllocateStep]:
    steps = context.work.plan.steps
    return [s for s in steps if isinstance(s, AllocateStep) and s.head.level == level]


def _write_body(
    page: Grid, level: str, heads: list[Head], keys: list[str], context: Context
) -> int:
    """Totals first, then each group under its subtotal. The next free line."""
    work, styles = context.work, context.styles
    facts, order = work.outcome.facts.levels[level], work.rows.order[level]
    blocks = _blocks(level, context)
    own = [work.spots[head.name].sheet for head in heads if work.spots[head.name].level == level]
    linked = own[0] if own and level != work.whole and len(order) <= MOST_LINKS else ""
    line = 3
    if level != work.whole:
        whole = Block("", 0, len(order), len(order) + sum(1 for b in blocks if b.name))
        _write_total(page, line, whole, level=level, heads=heads, keys=keys, context=context)
        line += 1
    for block in blocks:
        if block.name:
            _write_total(page, line, block, level=level, heads=heads, keys=keys, context=context)
            line += 1
        for place in range(block.start, block.stop):
            row = order[place]
            page.write_number(line, 0, place + 1, styles.centred)
            for at in range(1, len(keys)):
                last = linked != "" and at == len(keys) - 1
                target = cell_target(linked, "A", FIRST_ROW + place) if last else ""
                style = styles.link if last else styles.text
                words = facts.keys[row][at - 1]
                write_link(page, line, at, words=words, target=target, style=style)
            for at, head in enumerate(heads, start=len(keys)):
                _write_result(page, line, at, head=head, level=level, row=row, context=context)
            line += 1
    return line


def _write_result(
    page: Grid, line: int, at: int, *, head: Head, level: str, row: int, context: Context
) -> None:
    work = context.work
    spot = work.spots[head.name]
    owner = work.rows.ancestors(level, spot.level)[row]
    cell = _address(spot, work.rows.position[spot.level][owner])
    value = work.values(head.name)(owner)
    kind = head.type.kind
    unit = context.announced
    inner = (
        f'IF({cell},"是","否")'
        if kind is Kind.FLAG
        else unit.formula(cell, kind, whole=_is_whole(head, context))
    )
    formula = f'=IFERROR({inner},IF(ISNA({cell}),"{MISSING_NAME}","{FAILED_NAME}"))'
    style = announced_style(context, kind)
    page.write_formula(line, at, formula, style, unit.shown(value, kind))


def _is_whole(head: Head, context: Context) -> bool:
    """Whether its amounts are proved to be whole 分."""
    return context.work.forms[head.name].bounds.denominator == 1


def _write_total(
    page: Grid,
    line: int,
    block: Block,
    *,
    level: str,
    heads: list[Head],
    keys: list[str],
    context: Context,
) -> None:
    work, styles, unit = context.work, context.styles, context.announced
    for at in range(len(keys)):
        page.write_string(
            line,
            at,
            clean(block.name or "合计") if at == min(1, len(keys) - 1) else "",
            styles.total_words,
        )
    rows = work.rows.order[level][block.start : block.stop]
    for at, head in enumerate(heads, start=len(keys)):
        kind = head.type.kind
        spot = work.spots[head.name]
        if not adds_up(head.type) or spot.level != level or not rows:
            page.write_string(line, at, "", styles.total_words)
            continue
        span = (
            f"{sheet_prefix(spot.sheet)}{spot.column}{FIRST_ROW + block.start}"
            f":{spot.column}{FIRST_ROW + block.stop - 1}"
        )
        column, below = column_letters(at), line + 2
        shown = f"{column}{below}:{column}{below + block.lines - 1}"
        summed = unit.formula(f"SUM({span})", kind, whole=_is_whole(head, context))
        formula = (
            f'=IF(COUNTIF({shown},"{FAILED_NAME}")>0,"{FAILED_NAME}",'
            f'IF(COUNTIF({shown},"{MISSING_NAME}")>0,"{MISSING_NAME}",{summed}))'
        )
        value = total([work.values(head.name)(row) for row in rows])
        style = announced_style(context, kind, total=True)
        page.write_formula(line, at, formula, style, unit.shown(value, kind))


def _blocks(level: str, context: Context) -> list[Block]:
    work = context.work
    parent = work.rows.above[level][1] if len(work.rows.above[level]) > 1 else work.whole
    count = len(work.rows.order[level])
    if parent == work.whole:
        return [Block("", 0, count, count)]
    blocks, start = [], 0
    keys = work.outcome.facts.levels[parent].keys
    for row, members in zip(
        work.rows.order[parent], _member_counts(level, parent, context), strict=True
    ):
        if members:
            blocks.append(Block(f"{keys[row][-1]}小计", start, start + members, members))
        start += members
    return blocks


def _member_counts(level: str, parent: str, context: Context) -> list[int]:
    members = context.work.rows.members(level, parent)
    return [len(members[row]) for row in context.work.rows.order[parent]]


def _address(spot: Spot, place: int) -> str:
    return spot.name or f"{sheet_prefix(spot.sheet)}{spot.column}{FIRST_ROW + place}"


def total(values: Sequence[Value]) -> Value:
    """The sum, or the worst of what is not known."""
    unknown = worst(values)
    if unknown is not None:
        return unknown
    return sum((v for v in values if isinstance(v, Fraction)), Fraction(0))
