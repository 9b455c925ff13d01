"""What a flow tells while it works: that something begins, or was found and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from jiangzhi.words import Words


@dataclass(frozen=True, slots=True)
class Event:
    """Something begins: what kind of work, in words, and how much of it is ``done`` ``of`` all
    where that is known. ``kept``: what stood where something was to be written."""

    kind: Literal["load", "read", "evaluate", "publish", "kept", "verify"]
    words: Words
    done: int = 0
    of: int | None = None


OnEvent = Callable[[Event], None]
