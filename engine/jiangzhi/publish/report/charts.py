"""Charts as inline SVG: bars and points drawn from what was announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Final

COLOURS: Final = ("#1f5f8b", "#c77b30", "#3b7a57", "#8a4f7d", "#a33b3b", "#5b6b7a")
_WIDTH: Final = 960
_LABEL: Final = 190
_ROW: Final = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled row of stacked parts; each part has its text for the reader."""

    label: str
    parts: tuple[Fraction, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One labelled point."""

    label: str
    x: Fraction
    y: Fraction


def bars(
    title: str, legend: Sequence[str], rows: Sequence[Bar], colours: Sequence[str] = COLOURS
) -> str:
    """Horizontal stacked bars, negative parts left of the axis."""
    most = max((sum((p for p in row.parts if p > 0), Fraction(0)) for row in rows), default=0)
    least = min((sum((p for p in row.parts if p < 0), Fraction(0)) for row in rows), default=0)
    span = Fraction(most - least) or Fraction(1)
    room = _WIDTH - _LABEL - 290
    zero = _LABEL + room * (-least) / span
    height = _ROW * len(rows) + 34
    pieces = [_legend(legend, colours)]
    for index, row in enumerate(rows):
        top = 30 + index * _ROW
        right, left = Fraction(zero), Fraction(zero)
        pieces.append(
            f'<text x="{_LABEL - 10}" y="{top + 15}" text-anchor="end">{escape(row.label)}</text>'
        )
        for colour, part in zip(colours, row.parts, strict=False):
            wide = room * abs(part) / span
            start = right if part >= 0 else left - wide
            pieces.append(
                f'<rect x="{_at(start)}" y="{top + 2}" width="{_at(wide)}" height="17" '
                f'fill="{colour}" rx="1.5"/>'
            )
            right, left = (right + wide, left) if part >= 0 else (right, left - wide)
        pieces.append(
            f'<text x="{_at(right + 8)}" y="{top + 15}" class="n">{escape(row.text)}</text>'
        )
    pieces.append(
        f'<line x1="{_at(zero)}" x2="{_at(zero)}" y1="26" y2="{height - 4}" stroke="#9aa5b1"/>'
    )
    return _figure(title, height, pieces)


def points(title: str, axes: tuple[str, str], of: Sequence[Point]) -> str:
    """A scatter of points; each names itself when pointed at."""
    height, left, top = 360, 90, 20
    wide, high = _WIDTH - left - 40, height - top - 60
    xs, ys = [point.x for point in of], [point.y for point in of]
    low_x, low_y = min([*xs, Fraction(0)]), min([*ys, Fraction(0)])
    span_x = (max([*xs, Fraction(0)]) - low_x) or Fraction(1)
    span_y = (max([*ys, Fraction(0)]) - low_y) or Fraction(1)
    base = top + high
    pieces = [
        f'<line x1="{left}" x2="{left + wide}" y1="{base}" y2="{base}" stroke="#9aa5b1"/>',
        f'<line x1="{left}" x2="{left}" y1="{top}" y2="{base}" stroke="#9aa5b1"/>',
        f'<text x="{left + wide}" y="{base + 40}" text-anchor="end">{escape(axes[0])} →</text>',
        f'<text x="{left}" y="{top - 6}">↑ {escape(axes[1])}</text>',
    ]
    for point in of:
        x = left + wide * (point.x - low_x) / span_x
        y = base - high * (point.y - low_y) / span_y
        pieces.append(
            f'<circle cx="{_at(x)}" cy="{_at(y)}" r="5" fill="{COLOURS[0]}" fill-opacity="0.65">'
            f"<title>{escape(point.label)}</title></circle>"
        )
    return _figure(title, height, pieces)


def _legend(legend: Sequence[str], colours: Sequence[str]) -> str:
    pieces, x = [], _LABEL
    for colour, word in zip(colours, legend, strict=False):
        pieces.append(f'<rect x="{x}" y="6" width="12" height="12" fill="{colour}" rx="2"/>')
        pieces.append(f'<text x="{x + 18}" y="17">{escape(word)}</text>')
        x += 40 + 15 * len(word)
    return "".join(pieces)


def _figure(title: str, height: int, pieces: Sequence[str]) -> str:
    name = escape(title)
    return (
        f'<figure><figcaption>{name}</figcaption><svg viewBox="0 0 {_WIDTH} {height}" '
        f'role="img" aria-label="{name}" xmlns="http://www.w3.org/2000/svg">'
        f"{''.join(pieces)}</svg></figure>"
    )


def _at(value: Fraction | int) -> str:
    """A coordinate in tenths: where a mark is drawn, not what is paid."""
    tenths = round(value * 10)
    return f"{tenths // 10}.{tenths % 10}"
