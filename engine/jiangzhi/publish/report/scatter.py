"""A measure against its award: one mark for each town, and the same in words by stretches."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from jiangzhi.explain.context import Context
from jiangzhi.publish.report.grading_measure import Pair, pairs
from jiangzhi.publish.report.results import by_class, places, rows_on
from jiangzhi.publish.report.stretches import axis_text, stretches, tick_text
from jiangzhi.publish.report.ticks import ticks

_WIDTH, _HEIGHT = 560, 340
_LEFT, _RIGHT, _TOP, _BASE = 84, 20, 46, 290
#: More marks than this are drawn as one path for each class, without a name each.
MOST_NAMED = 400
#: Marks that differ in shape, so that they differ in print as well; other classes share a ring.
_SHAPES = ("M{x} {y}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "M{x} {y}m0-5l4.5 8h-9z",
           "M{x} {y}m-3.6-3.6h7.2v7.2h-7.2z", "M{x} {y}m0-5l5 5l-5 5l-5-5z")  # fmt: skip

_Point = tuple[int, Fraction, Fraction]


def scatters(context: Context) -> str:
    """A figure for each award that has a measure."""
    found = [_figure(context, pair) for pair in pairs(context)]
    return f"<div class=pair>{''.join(found)}</div>" if found else ""


def _figure(context: Context, pair: Pair) -> str:
    points = [
        (row, x, y)
        for row in rows_on(context, context.plan.subject)
        if (x := pair.measure.values[row]) is not None and (y := pair.award.values[row]) is not None
    ]
    say = context.say
    x_name, y_name = pair.measure.name, pair.award.name
    title = say(f"{x_name}与{y_name}", f"{x_name} against {y_name}")
    note = say(f"一点是一个{context.plan.subject}", f"a mark is one {context.plan.subject}")
    left_out = len(rows_on(context, context.plan.subject)) - len(points)
    if left_out:
        note += say(f",{left_out} 个待定的不画", f"; {left_out} open ones are not drawn")
    return (
        f"<figure><figcaption>{escape(title)} <small>{escape(note)}</small></figcaption>"
        f"{_drawing(context, pair, points)}{stretches(context, pair, points)}</figure>"
    )


def _drawing(context: Context, pair: Pair, points: Sequence[_Point]) -> str:
    xs = ticks(min(p[1] for p in points), max(p[1] for p in points))
    ys = ticks(min(p[2] for p in points), max(p[2] for p in points), 5)
    wide, high = _WIDTH - _LEFT - _RIGHT, _BASE - _TOP

    def at_x(x: Fraction) -> Fraction:
        return _LEFT + wide * (x - xs[0]) / (xs[-1] - xs[0])

    def at_y(y: Fraction) -> Fraction:
        return _BASE - high * (y - ys[0]) / (ys[-1] - ys[0])

    pieces = []
    for y in ys:
        kind = ' class="axis"' if y == 0 else ""
        pieces.append(f'<path{kind} d="M{_LEFT} {_at(at_y(y))}h{wide}"/>')
        text = tick_text(context, y, pair.award.type)
        pieces.append(f'<text x="{_LEFT - 8}" y="{_at(at_y(y) + 5)}" class=e>{text}</text>')
    for x in xs:
        kind = ' class="axis"' if x == 0 else ""
        pieces.append(f'<path{kind} d="M{_at(at_x(x))} {_TOP}v{high}"/>')
        text = tick_text(context, x, pair.measure.type)
        pieces.append(f'<text x="{_at(at_x(x))}" y="{_BASE + 20}" class=m>{text}</text>')
    x_name, y_name = (escape(axis_text(context, one)) for one in (pair.measure, pair.award))
    pieces.append(f'<text x="{_LEFT}" y="{_TOP - 12}">{y_name}</text>')
    pieces.append(f'<text x="{_WIDTH - _RIGHT}" y="{_BASE + 42}" class=e>{x_name}</text>')
    placed = {row: (_at(at_x(x)), _at(at_y(y))) for row, x, y in points}
    pieces.append(_marks(context, pair, placed))
    return (
        f'<svg class=plot viewBox="0 0 {_WIDTH} {_HEIGHT}" aria-hidden=true>{"".join(pieces)}</svg>'
    )


def _marks(context: Context, pair: Pair, placed: dict[int, tuple[str, str]]) -> str:
    classes = by_class(context)
    if not 2 <= len(classes) <= len(_SHAPES):
        classes = {"": list(placed)}
    names = places(context, context.plan.subject)
    pieces, legend = [], []
    for at, (word, rows) in enumerate(classes.items()):
        mine = [row for row in rows if row in placed]
        paths = [_SHAPES[at].format(x=placed[row][0], y=placed[row][1]) for row in mine]
        if len(placed) > MOST_NAMED:
            pieces.append(f'<path class="k{at}" d="{"".join(paths)}"/>')
        else:
            for row, path in zip(mine, paths, strict=True):
                shown = ", ".join(
                    f"{one.name} {context.show(one.values[row] or Fraction(0), one.type)}"
                    for one in (pair.measure, pair.award)
                )
                pieces.append(
                    f'<path class="k{at}" d="{path}" data-row={row}>'
                    f"<title>{escape(f'{names[row]}: {shown}')}</title></path>"
                )
        if word:
            y = 14
            x = _WIDTH - _RIGHT - 100 * (len(classes) - at) + 8
            legend.append(
                f'<path class="k{at}" d="{_SHAPES[at].format(x=x, y=y)}"/>'
                f'<text x="{x + 9}" y="{y + 5}">{escape(word)}</text>'
            )
    return "".join([*pieces, *legend])


def _at(value: Fraction | int) -> str:
    """A coordinate in tenths: where a mark is drawn, not what is paid."""
    tenths = round(value * 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"
