"""What telling one step gives."""

from __future__ import annotations

from dataclasses import dataclass

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import inlined, reads
from jiangzhi.explain.model import Line, NodeKey


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of a step, with marks, and the values it rests on."""

    lines: tuple[Line, ...]
    needs: tuple[NodeKey, ...] = ()


def keys_of(context: Context, names: tuple[str, ...], level: str, row: int) -> tuple[NodeKey, ...]:
    """The nodes of steps that an entity reads, each once; a helper that is told in place
    gives way to what it reads."""
    found: dict[str, None] = {}
    for name in names:
        piece = inlined(context, name)
        found.update(dict.fromkeys((name,) if piece is None else reads(context, piece)))
    return tuple(
        NodeKey(name, context.row_at(level, row, context.steps[name].head.level)) for name in found
    )
