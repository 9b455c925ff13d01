"""Fenced blocks: their kind, and their lines with places."""

from __future__ import annotations

import re
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.document import problems
from jiangzhi.document.model import Text
from jiangzhi.document.source import Source
from jiangzhi.words import Words

#: The kinds that mean something to the program, by every way to write them.
KINDS: Final = {"规则": "rules", "rules": "rules"}
_FENCE: Final = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?P<marks>`{3,}|~{3,})(?P<info>.*)")


def kind_of(info: str) -> str:
    """The kind that an info string names; one without a meaning is kept as written."""
    info = info.strip()
    return KINDS.get(info.lower(), info)


def read_fence(source: Source, start: int, end: int, found: list[Diagnostic]) -> tuple[Text, ...]:
    """The lines between a fence that opens on line ``start`` and ends before line ``end``.

    Blanks that indent the opening fence are no part of the lines. A block that the end of
    the file closes, or that another opening fence stands in, is a problem.
    """
    opening = _FENCE.match(source.lines[start])
    assert opening is not None
    marks = opening["marks"]
    closed = end - 1 > start and _closes(source.lines[end - 1], marks)
    last = end - 1 if closed else end
    inner = next((n for n in range(start + 1, last) if _opens(source.lines[n], marks)), None)
    if not closed or inner is not None:
        because = [] if inner is None else [_begins_again(source, inner)]
        found.append(
            problems.FENCE_UNCLOSED.at(source.whole_line(start).place, because=because, fence=marks)
        )
    indent = opening.start("marks")
    return tuple(_line(source, line, indent) for line in range(start + 1, last))


def _line(source: Source, line: int, indent: int) -> Text:
    text = source.lines[line]
    start = min(indent, len(text) - len(text.lstrip(" ")))
    return Text(text[start:], source.place(line, start, len(text) - start))


def _closes(line: str, marks: str) -> bool:
    text = line.strip().removeprefix(">").strip()
    return len(text) >= len(marks) and set(text) == {marks[0]}


def _opens(line: str, marks: str) -> bool:
    found = _FENCE.match(line)
    return found is not None and found["marks"].startswith(marks) and found["info"].strip() != ""


def _begins_again(source: Source, line: int) -> Because:
    return Because(
        Words("没有结束,这里又开始了一个代码块", "before its end another block begins here"),
        source.whole_line(line).place,
    )
