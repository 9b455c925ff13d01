"""Exit codes, the same for every command."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
REFUSED: Final = 1
USAGE: Final = 2
PROVISIONAL: Final = 3
INTERRUPTED: Final = 130
