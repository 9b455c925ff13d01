"""Tokens: the words of a formula, each with its exact place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from jiangzhi.diagnostic import TextPlace
from jiangzhi.document.model import Text
from jiangzhi.formula.types.types import Scalar, Type


class Kind(Enum):
    """What a token is."""

    LITERAL = "literal"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of the piece with index ``piece``."""

    piece: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A literal, a name, a sign (in half-width form) or the end. ``text`` is as written."""

    kind: Kind
    text: str
    span: Span
    sign: str = ""
    value: Scalar | None = None
    type: Type | None = None


def place_of(pieces: Sequence[Text], span: Span) -> TextPlace:
    """Where a span stands in the file."""
    place = pieces[span.piece].place
    return TextPlace(
        place.file,
        place.line,
        place.column + span.start,
        max(span.end - span.start, 1),
        place.excerpt or pieces[span.piece].text,
    )


def place_between(pieces: Sequence[Text], first: Span, last: Span) -> TextPlace:
    """From the first span to the last; a stretch over several lines ends with its first."""
    if first.piece == last.piece:
        return place_of(pieces, Span(first.piece, first.start, last.end))
    end = len(pieces[first.piece].text.rstrip())
    return place_of(pieces, Span(first.piece, first.start, max(end, first.end)))


def text_between(pieces: Sequence[Text], first: Span, last: Span) -> str:
    """What is written from the first span to the last, lines joined by a space."""
    if first.piece == last.piece:
        return pieces[first.piece].text[first.start : last.end]
    lines = [pieces[first.piece].text[first.start :]]
    lines += [pieces[index].text for index in range(first.piece + 1, last.piece)]
    lines.append(pieces[last.piece].text[: last.end])
    return " ".join(line.strip() for line in lines if line.strip())
