"""数据: the imported figures as they were read, each row with the place it came from.

These cells may be typed over: the book then shows what the result would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiangzhi.facts.model import FactColumn, LevelFacts
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Unknown, Value
from jiangzhi.plan.model import InputStep, PriorStep
from jiangzhi.publish.book.cached import cached
from jiangzhi.publish.book.names import clean
from jiangzhi.publish.book.page import Page, set_up
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.publish.book.sheets.compute import key_widths
from jiangzhi.publish.book.sheets.context import COMMENT_BOX, Context, key_headings
from jiangzhi.publish.book.sheets.widths import (
    pages_wide,
    set_widths,
    value_width,
    words_width,
)
from jiangzhi.publish.book.workings import DataSheet

_LEGEND = (
    "从工作簿读入的原数。黄色格子可以改动试算:改后各表重算,“核对”表会显示与公布数的差。"
    "空格子是缺,不是零。金额单位:元。"
)
_NARROWEST_PLACE, _WIDEST_PLACE = 16.0, 40.0

if TYPE_CHECKING:
    from jiangzhi.publish.book.xlsx import CellFormat, Grid


def write_data(sheet: DataSheet, context: Context) -> None:
    """Write the imported figures of a level."""
    work, styles = context.work, context.styles
    page = context.book.get_worksheet_by_name(sheet.name)
    facts = work.outcome.facts.levels[sheet.level]
    keys = key_headings(work, sheet.level)
    last = len(keys) + len(sheet.steps)
    rows = len(work.rows.order[sheet.level])
    widths = key_widths(keys, sheet.level, context)
    for step in sheet.steps:
        values = map(work.values(step.head.name), range(rows))
        widths.append(value_width(_heading(step), values, step.head.type.kind))
    places = words_width({_place(facts, row) for row in range(rows)}, most=_WIDEST_PLACE)
    widths.append(max(_NARROWEST_PLACE, places))
    set_widths(page, widths)
    page.set_row_pixels(0, 35)
    page.write_string(0, 0, clean(f"{work.plan.title}——{sheet.name}"), styles.title)
    page.write_string(1, 0, _LEGEND, styles.note)
    page.set_row_pixels(3, 48)
    page.set_row_pixels(4, 43)
    for row, words in ((2, "类型"), (3, "来源列")):
        for at in range(len(keys)):
            page.write_string(row, at, words if at == len(keys) - 1 else "", styles.small)
        for at, step in enumerate(sheet.steps, start=len(keys)):
            text = str(step.head.type) if row == 2 else _source_columns(step, facts)
            page.write_string(row, at, clean(text), styles.small)
        page.write_string(row, last, clean(_only_source(facts)) if row == 3 else "", styles.small)
    for at, heading in enumerate([*keys, *(_heading(step) for step in sheet.steps), "来源"]):
        page.write_string(4, at, clean(heading), styles.heading())
    for at, step in enumerate(sheet.steps, start=len(keys)):
        page.write_comment(4, at, clean(context.comment(step.head)), COMMENT_BOX)
    _write_body(page, sheet, keys, facts, context)
    end = max(FIRST_ROW - 2 + rows, FIRST_ROW - 1)
    for at, step in enumerate(sheet.steps, start=len(keys)):
        _validate(page, at, end, step)
    page.autofilter(FIRST_ROW - 2, 0, end, last)
    set_up(
        page,
        Page(
            work.plan.title,
            repeat_rows=(FIRST_ROW - 2, FIRST_ROW - 2),
            repeat_columns=len(keys),
            pages_wide=pages_wide(widths, len(keys)),
            freeze=(FIRST_ROW - 1, len(keys)),
        ),
    )
    page.set_tab_color("#FFE699")


def _write_body(
    page: Grid, sheet: DataSheet, keys: list[str], facts: LevelFacts, context: Context
) -> None:
    styles, work = context.styles, context.work
    columns = []
    for at, step in enumerate(sheet.steps, start=len(keys)):
        kind = step.head.type.kind
        column = facts.columns.get(step.head.name) if isinstance(step, InputStep) else None
        columns.append((at, step, column, kind, styles.value(kind, typed=True)))
    last = len(keys) + len(sheet.steps)
    for place, row in enumerate(work.rows.order[sheet.level]):
        line = FIRST_ROW - 1 + place
        page.write_number(line, 0, place + 1, styles.centred)
        for at in range(1, len(keys)):
            page.write_string(line, at, clean(facts.keys[row][at - 1]), styles.text)
        for at, step, column, kind, style in columns:
            value = _typed(step, column, row, context)
            _write_value(page, line, at, value=value, kind=kind, style=style)
            if column is not None and row in column.readings:
                words = f"原文“{column.raw[row]}”:{column.readings[row]}"
                page.write_comment(line, at, clean(words), COMMENT_BOX)
        page.write_string(line, last, clean(_place(facts, row)), styles.text)


def _typed(
    step: InputStep | PriorStep, column: FactColumn | None, row: int, context: Context
) -> Value | None:
    """What the cell held: nothing where it was blank, whatever a blank counts as."""
    facts = context.work.outcome.facts
    if isinstance(step, PriorStep):
        return facts.prior.get(step.of, {}).get(facts.levels[step.head.level].keys[row])
    if step.input.name in facts.given:
        return facts.given[step.input.name].value
    if column is None or (step.input.blank is not None and not column.raw[row].strip()):
        return None
    return column.values[row]


def _write_value(
    page: Grid, line: int, at: int, *, value: Value | None, kind: Kind, style: CellFormat
) -> None:
    if value is None or isinstance(value, Unknown):
        page.write_blank(line, at, None, style)
    elif isinstance(value, bool):
        page.write_string(line, at, "是" if value else "否", style)
    elif isinstance(value, str):
        page.write_string(line, at, clean(value), style)
    else:
        page.write_number(line, at, cached(value, kind), style)


def _heading(step: InputStep | PriorStep) -> str:
    return step.head.name


def _source_columns(step: InputStep | PriorStep, facts: LevelFacts) -> str:
    if isinstance(step, PriorStep):
        return "上年运行结果"
    if facts.cells.get(step.head.name):
        return "逐格"
    letters = {s.columns[step.head.name] for s in facts.sources if step.head.name in s.columns}
    return "、".join(f"{one} 列" for one in sorted(letters)) or "无此列"


def _only_source(facts: LevelFacts) -> str:
    """The file and sheet of all rows, "" where there are several."""
    one = facts.sources[0] if len(facts.sources) == 1 else None
    return f"{one.file} {one.sheet}" if one else ""


def _place(facts: LevelFacts, row: int) -> str:
    index = facts.source_of[row]
    if index < 0:
        return ""
    if _only_source(facts):
        return f"第 {facts.row_of[row]} 行"
    source = facts.sources[index]
    return f"{source.file} {source.sheet} 第 {facts.row_of[row]} 行"


def _validate(page: Grid, at: int, end: int, step: InputStep | PriorStep) -> None:
    """A list to choose from where the values are words."""
    words: tuple[str, ...] = ()
    if step.head.type.kind is Kind.FLAG:
        words = ("是", "否")
    elif step.head.type.kind is Kind.CHOICE:
        words = step.head.type.choices
    if words and sum(len(word) + 1 for word in words) < 255 and not any("," in w for w in words):
        page.data_validation(
            FIRST_ROW - 1, at, end, at, {"validate": "list", "source": list(words)}
        )
