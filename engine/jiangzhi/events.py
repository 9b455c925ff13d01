"""What a flow tells while it works: that something begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from jiangzhi.words import Words


@dataclass(frozen=True, slots=True)
class Event:
    """Something begins: what kind of work, in words, and how much of it is ``done`` ``of`` all
    where that is known."""

    kind: Literal["load", "read", "evaluate", "publish", "verify"]
    words: Words
    done: int = 0
    of: int | None = None


OnEvent = Callable[[Event], None]
