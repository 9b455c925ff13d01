"""Block quotes: 取义, 不计算, 注, and quoted paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from jiangzhi.document.model import Text
from jiangzhi.document.source import Source


class QuoteKind(Enum):
    """What a quoted piece is."""

    READING = "取义"
    NO_COMPUTATION = "不计算"
    NOTE = "注"
    PARAGRAPH = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of a block quote, without its opening word."""

    kind: QuoteKind
    text: Text


_MARKER: Final = re.compile(r"\s*(?:>\s?)+")
_OPENING: Final = re.compile(r"(取义|不计算|注)\s*[:：]\s*")
_NOT_WIDE: Final = 128


def read_quotes(source: Source, start: int, end: int) -> list[Quote]:
    """The pieces of a block quote from line ``start`` to ``end`` (left out).

    A piece begins with an opening word or after an empty line, and runs over several lines.
    """
    quotes: list[Quote] = []
    open_piece = False
    for line in range(start, end):
        marker = _MARKER.match(source.lines[line])
        begin = marker.end() if marker else 0
        text = source.text(line, begin, len(source.lines[line]))
        opening = _OPENING.match(text.text)
        if not text.text:
            open_piece = False
        elif opening or not open_piece:
            kind = QuoteKind(opening[1]) if opening else QuoteKind.PARAGRAPH
            begin = text.place.column - 1 + (opening.end() if opening else 0)
            quotes.append(Quote(kind, source.text(line, begin, len(source.lines[line]))))
            open_piece = True
        else:
            last = quotes[-1]
            joined = join_lines(last.text.text, text.text)
            quotes[-1] = Quote(last.kind, Text(joined, last.text.place))
    return quotes


def join_lines(before: str, after: str) -> str:
    """Two lines of a paragraph as one: words of Latin letters keep a blank between them."""
    narrow = before and after and ord(before[-1]) < _NOT_WIDE and ord(after[0]) < _NOT_WIDE
    return f"{before} {after}" if narrow else before + after
