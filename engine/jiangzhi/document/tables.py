"""Markdown tables, read from the source so that every cell keeps its place."""

from __future__ import annotations

import itertools
import re
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.document import problems
from jiangzhi.document.model import Text
from jiangzhi.document.source import Source
from jiangzhi.words import Words

_CODE: Final = re.compile(r"`([^`]+)`")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LIST_MARKER: Final = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\|)")
_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")


def read_rows(
    source: Source, start: int, end: int, found: list[Diagnostic]
) -> tuple[tuple[Text, ...], tuple[tuple[Text, ...], ...]]:
    """The heading and the rows of a table from line ``start`` to ``end`` (left out).

    A row with too many or too few cells is a problem: a Markdown viewer would silently
    drop or add cells.
    """
    header = read_cells(source, start)
    rows = []
    for line in range(start + 2, end):
        row = read_cells(source, line)
        if len(row) != len(header):
            at = row[len(header)] if len(row) > len(header) else row[-1]
            because = [Because(Words("表头在这里", "the heading"), source.whole_line(start).place)]
            found.append(
                problems.ROW_RAGGED.at(
                    at.place, because=because, count=len(row), expected=len(header)
                )
            )
        rows.append(row)
    return header, tuple(rows)


def read_cells(source: Source, line: int) -> tuple[Text, ...]:
    """The cells of a line. Only ``|`` parts them, and not where it is escaped."""
    text = source.lines[line]
    marker = _LIST_MARKER.match(text)
    start = marker.end() if marker else 0
    bars = _bars(text)
    inner = text[start:]
    begin = start + len(inner) - len(inner.lstrip())
    end = len(text.rstrip())
    edges = [bar for bar in bars if bar >= begin]
    opening = [] if edges and edges[0] == begin else [begin - 1]
    closing = [] if len(edges) > 1 - len(opening) and edges[-1] == end - 1 else [end]
    edges = [*opening, *edges, *closing]
    return tuple(
        _cell(source.text(line, left + 1, right)) for left, right in itertools.pairwise(edges)
    )


def find_table_not_read(source: Source, start: int, end: int) -> Diagnostic | None:
    """The problem of paragraph lines that their writer meant as a table, if they are such."""
    for line in range(start, end):
        text = source.lines[line].strip()
        if text.startswith("｜"):
            reason, reason_en = "竖线是全角的", "the bars are full-width"
        elif not text.startswith("|"):
            continue
        elif line + 1 < end and "-" in source.lines[line + 1] and _is_rule(source.lines[line + 1]):
            heading, rule = len(read_cells(source, line)), len(read_cells(source, line + 1))
            reason = f"表头有 {heading} 格,下面的横线有 {rule} 格"
            reason_en = f"the heading has {heading} cells, the line below it {rule}"
        else:
            reason = "没有表头和它下面的横线"
            reason_en = "it has no heading with a line of dashes below"
        return problems.TABLE_UNREAD.at(
            source.whole_line(line).place, reason=reason, reason_en=reason_en
        )
    return None


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None


def _bars(text: str) -> list[int]:
    bars, escaped = [], False
    for index, char in enumerate(text):
        if char == "|" and not escaped:
            bars.append(index)
        escaped = char == "\\"
    return bars


def _cell(text: Text) -> Text:
    code = _CODE.fullmatch(text.text)
    if code is not None:
        place = text.place
        inner = code[1].strip()
        column = place.column + text.text.index(inner)
        return Text(
            inner.replace("\\|", "|"),
            type(place)(place.file, place.line, column, max(len(inner), 1), place.excerpt),
        )
    return Text(_ESCAPE.sub(r"\1", text.text), text.place)
