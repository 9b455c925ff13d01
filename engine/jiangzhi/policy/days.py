"""The days on which a policy changes: one for each stretch in which all periods stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jiangzhi.document.model import Block, Document, Text
from jiangzhi.policy.defined.parameters import FIXED_COLUMNS
from jiangzhi.policy.written.front import read_front
from jiangzhi.policy.written.period import read_period
from jiangzhi.policy.written.statements import HIT_WORDS, ClauseKind, read_rule_block
from jiangzhi.policy.written.tables import TableKind, read_table

_ONE_DAY = timedelta(days=1)


def days_of_change(document: Document) -> tuple[date, ...]:
    """The first day of each stretch of the policy's own period, in order; the last day of the
    first stretch where that has no beginning. Empty where nothing has a period."""
    begins: set[date] = set()
    for text in _texts(document):
        period = read_period(text, [])
        if period.start is not None:
            begins.add(period.start)
        if period.end is not None and period.end < date.max:
            begins.add(period.end + _ONE_DAY)
    if not begins:
        return ()
    own = read_front(document, []).period
    first = min(begins)
    begins.add(own.start or (first - _ONE_DAY if first > date.min else first))
    return tuple(sorted(day for day in begins if own.holds(day)))


def _texts(document: Document) -> Iterator[Text]:
    """Where a period is written. Blocks that name none are not read twice for it."""
    for part in document.parts:
        if isinstance(part, Block):
            if part.kind == "rules" and any(_names_a_period(line) for line in part.lines):
                for statement in read_rule_block(part, []).statements:
                    for clause in statement.all_of(ClauseKind.IN_FORCE):
                        yield clause.pieces[0]
            continue
        read = read_table(part)
        if read is not None and read.kind is TableKind.RULES:
            yield from (b for b in read.brackets if b.text not in HIT_WORDS)
        if read is not None and read.kind is TableKind.PARAMETERS:
            for index, heading in enumerate(part.header):
                if index and FIXED_COLUMNS.get(heading.text) == "施行":
                    yield from (row[index] for row in part.rows if row[index].text)


def _names_a_period(line: Text) -> bool:
    return "施行" in line.text or "in force" in line.text
