"""An input: file, sheet and cell, the text found there, and how it was read."""

from __future__ import annotations

from jiangzhi.explain.context import Context
from jiangzhi.explain.model import Line
from jiangzhi.explain.placeholders import clean
from jiangzhi.explain.steps.told import Told
from jiangzhi.facts.cells.in_english import reading_in_english
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import InputStep


def tell_input(context: Context, step: InputStep, row: int) -> Told:
    """Where the value was read, or that nothing stands there."""
    head = step.head
    facts = context.outcome.facts.levels[head.level]
    place = facts.place(head.name, row)
    column = facts.columns.get(head.name)
    given = context.outcome.facts.given.get(head.name)
    where = clean(str(place)) if place is not None else ""
    if column is None and given is not None:
        origin = clean(str(given.place)) if given.place else context.say("命令行", "command line")
        return Told((Line("source", f"{origin}: {_quoted(given.raw)}"),))
    raw = column.raw[row] if column is not None else ""
    if column is None and head.name == head.level and facts.keys[row]:
        raw = facts.keys[row][-1]
    missing = context.outcome.steps[head.name].states[row] == State.MISSING
    lines = []
    if missing:
        blank = context.say("格子空白,按缺处理", "the cell is blank: missing, not zero")
        absent = context.say("表中没有这一列", "the workbook has no such column")
        lines.append(Line("reason", f"{where}: {blank}" if where else absent))
    elif raw.strip():
        lines.append(Line("source", f"{where or '—'}: {_quoted(raw)}"))
    else:
        lines.append(
            Line(
                "source",
                f"{where or '—'}: "
                + context.say(
                    "空白,按办法规定的空白值计", "blank: the document's value for blanks"
                ),
            )
        )
    reading = column.readings.get(row) if column is not None else None
    if reading:
        words = clean(context.say(reading, reading_in_english(reading)))
        lines.append(Line("note", f"{context.say('读法', 'read as')}: {words}"))
    return Told(tuple(lines))


def _quoted(raw: str) -> str:
    return f"“{clean(raw)}”"
