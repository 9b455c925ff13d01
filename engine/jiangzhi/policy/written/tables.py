"""What each Markdown table of a policy is: inputs, parameters, cases, rules, or prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.document.model import Table, Text
from jiangzhi.policy import problems
from jiangzhi.policy.model import Citation, Hit, Period
from jiangzhi.policy.written.period import read_period
from jiangzhi.policy.written.statements import HIT_WORDS
from jiangzhi.policy.written.text import cut, nearest, plain, split_at, split_bracket


class TableKind(Enum):
    """What a table declares."""

    INPUTS = "输入"
    PARAMETERS = "参数"
    CASES = "算例"
    CASE_DETAILS = "算例明细"
    RULES = "判定表"


HEADS: Final = {
    "输入": TableKind.INPUTS, "inputs": TableKind.INPUTS,
    "参数": TableKind.PARAMETERS, "parameters": TableKind.PARAMETERS,
    "算例": TableKind.CASES, "cases": TableKind.CASES,
    "算例明细": TableKind.CASE_DETAILS, "case details": TableKind.CASE_DETAILS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with its first cell understood: ``name: subject``."""

    kind: TableKind
    name: Text
    subject: Text | None
    brackets: tuple[Text, ...]
    table: Table

    @property
    def cite(self) -> Citation:
        """What the table rests on."""
        sentence = self.table.sentence
        return Citation(self.table.article, sentence.text if sentence else "", self.table.place)


def read_table(table: Table) -> ReadTable | None:
    """The table, or ``None`` where its first cell makes it a table for readers only."""
    head = table.header[0]
    name, *rest = split_at(head, ":")
    # Whatever follows the first colon is the subject: its reader refuses what is too much.
    subject = cut(head, rest[0].place.column - head.place.column) if rest else None
    kind = HEADS.get(name.text)
    if kind is TableKind.CASES and subject is not None:
        title, brackets = split_bracket(subject)
        return ReadTable(kind, name, title, brackets, table)
    if kind is not None:
        return ReadTable(kind, name, subject, (), table)
    if subject is None:
        return None
    name, brackets = split_bracket(name)
    return ReadTable(TableKind.RULES, name, subject, brackets, table)


def hit_and_period(read: ReadTable, found: list[Diagnostic]) -> tuple[Hit, Period]:
    """What the brackets behind a rule table's name say."""
    hit, period = Hit.UNIQUE, Period()
    seen: set[bool] = set()
    for bracket in read.brackets:
        is_hit = bracket.text in HIT_WORDS
        if is_hit in seen:
            found.append(problems.BRACKET_TOO_MANY.at(bracket.place, text=bracket.text))
        elif is_hit:
            hit = HIT_WORDS[bracket.text]
        else:
            period = read_period(bracket, found)
        seen.add(is_hit)
    return hit, period


def columns_by_name(
    header: Sequence[Text], names: dict[str, str], found: list[Diagnostic]
) -> dict[str, int]:
    """The index of each known column; ``names`` maps what may be written to what is meant."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(header):
        meant = names.get(plain(cell.text).strip())
        if meant is None or meant in columns:
            known = "、".join(dict.fromkeys(names.values()))
            found.append(
                problems.COLUMN_UNKNOWN.at(
                    cell.place, text=cell.text, known=known, **nearest(cell.text, names)
                )
            )
        else:
            columns[meant] = index
    return columns
