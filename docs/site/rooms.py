"""The rooms of the house and who imports whom, drawn from the imports as an SVG picture.

python docs/site/rooms.py > rooms.svg
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

#: The stages in order, then what composes them.
STAGES: Final = (
    "document", "formula", "policy", "plan", "facts", "evaluate", "record", "explain", "prove",
    "publish", "audit",
)  # fmt: skip
PAGE: Final = "flow"
FACES: Final = ("simulate", "batch", "language", "desk", "cli", "api")
_ROW, _LEFT, _WIDE, _HIGH = 46, 330, 200, 30


def imports_between_rooms(package: Path) -> Counter[tuple[str, str]]:
    """How many modules of a room import a module of another."""
    found: Counter[tuple[str, str]] = Counter()
    for module in package.rglob("*.py"):
        own = module.relative_to(package).parts[0].removesuffix(".py")
        others = {room for room in _imported(module) if room != own}
        found.update((own, other) for other in others)
    return found


def _imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jiangzhi"):
            rest = (node.module or "").split(".")[1:]
            names |= {rest[0]} if rest else {alias.name for alias in node.names}
    return names


def picture(package: Path) -> str:
    """The rooms from the first stage down to the faces. An arc on the left leads from a room up to
    one that it imports; an arc on the right, in red, would run back down."""
    there = {path.name.removesuffix(".py") for path in package.iterdir()}
    rooms = [room for room in (*STAGES, PAGE, *FACES) if room in there]
    sizes = {room: len(list((package / room).rglob("*.py"))) for room in rooms}
    at = {room: number for number, room in enumerate(rooms)}
    arcs = [
        _arc(at[one], at[other], count)
        for (one, other), count in sorted(imports_between_rooms(package).items())
        if one in at and other in at
    ]
    boxes = [_box(at[room], room, sizes[room]) for room in rooms]
    height = _ROW * len(rooms) + 20
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" '
            'font-family="sans-serif" font-size="14">',
            "<title>Rooms of jiangzhi and what each imports</title>",
            *arcs,
            *boxes,
            "</svg>",
            "",
        ]
    )


def _middle(number: int) -> float:
    return 10 + _ROW * number + _HIGH / 2


def _arc(one: int, other: int, count: int) -> str:
    upward = other < one
    side = _LEFT if upward else _LEFT + _WIDE
    reach = (20 + 16 * abs(one - other)) * (-1 if upward else 1)
    colour = "#8aa" if upward else "#c00"
    start, end = _middle(one), _middle(other)
    thick = min(1 + count / 12, 5)
    return (
        f'<path d="M{side} {start} C{side + reach} {start} {side + reach} {end} {side} {end}" '
        f'fill="none" stroke="{colour}" stroke-opacity="0.55" stroke-width="{thick:.1f}">'
        f"<title>{count}</title></path>"
    )


def _box(number: int, room: str, modules: int) -> str:
    top = 10 + _ROW * number
    fill = "#eef4f4" if room in STAGES else "#fdf3dc" if room == PAGE else "#f0ecf8"
    size = f" · {modules}" if modules else ""
    return (
        f'<rect x="{_LEFT}" y="{top}" width="{_WIDE}" height="{_HIGH}" rx="6" fill="{fill}" '
        f'stroke="#667"/><text x="{_LEFT + 12}" y="{top + 20}">{escape(room + size)}</text>'
    )


if __name__ == "__main__":
    sys.stdout.write(picture(Path(__file__).parents[2] / "engine" / "jiangzhi"))
