"""A question about one entity of an outcome."""

from __future__ import annotations

from dataclasses import dataclass

from jiangzhi.explain.context import Context
from jiangzhi.explain.locate import Located


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one entity of an outcome: its row, and the quantities meant."""

    context: Context
    at: Located
    quantities: tuple[tuple[str, int], ...]
