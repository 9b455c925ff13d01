"""The days on which a policy changes: one for each stretch in which all periods stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jiangzhi.document.model import Document, Text
from jiangzhi.policy.defined.parameters import FIXED_COLUMNS
from jiangzhi.policy.model import Period
from jiangzhi.policy.resolve import Parts, cut_into_parts
from jiangzhi.policy.written.period import read_period
from jiangzhi.policy.written.statements import HIT_WORDS, ClauseKind
from jiangzhi.policy.written.tables import TableKind

_ONE_DAY = timedelta(days=1)


def days_of_change(document: Document) -> tuple[date, ...]:
    """The first day of each stretch of the policy's own period, in order; the last day of the
    first stretch where that has no beginning. Empty where nothing has a period."""
    parts = cut_into_parts(document, [])
    own = parts.front.period
    begins: set[date] = set()
    for period in _periods(parts):
        if period.start is not None:
            begins.add(period.start)
        if period.end is not None and period.end < date.max:
            begins.add(period.end + _ONE_DAY)
    if not begins:
        return ()
    first = min(begins)
    begins.add(own.start or (first - _ONE_DAY if first > date.min else first))
    return tuple(sorted(day for day in begins if own.holds(day)))


def _periods(parts: Parts) -> Iterator[Period]:
    for text in _texts(parts):
        yield read_period(text, [])


def _texts(parts: Parts) -> Iterator[Text]:
    for block in parts.blocks:
        for statement in block.statements:
            for clause in statement.all_of(ClauseKind.IN_FORCE):
                yield clause.pieces[0]
    for read in parts.tables:
        if read.kind is TableKind.RULES:
            yield from (b for b in read.brackets if b.text not in HIT_WORDS)
        if read.kind is TableKind.PARAMETERS:
            for index, heading in enumerate(read.table.header):
                if index and FIXED_COLUMNS.get(heading.text) == "施行":
                    yield from (row[index] for row in read.table.rows if row[index].text)
